"""Passages sought by what they mean and who says them, whatever words they have."""

from __future__ import annotations

from sayso.check.dense import Dense, told
from sayso.check.passages import Passages
from sayso.check.verbatim import plain_words
from sayso.model import Document, Reading
from sayso.read import ReadSettings, read

CLINIC = """KRASNE — Physicians at the town clinic want higher wages, its director Olena Bondar said.

The port will close for the winter. The library got a new roof.
"""
PLANT = """HOLM — Doctors of the steel works praised the new canteen, their spokesman Piotr Lis said.

He said that nobody would lose a job. The mayor, Ida Nyberg, was in tears. She said that nobody would lose a home.
"""
OTHERS = [
    f"OBERAU — {who} sold {count} {what} at the fair on Monday.\n"
    for who, count, what in (("Farmers", 40, "goats"), ("Bakers", 300, "loaves"), ("A nurse", 2, "paintings"))
]


def read_all(*stories: str) -> list[Reading]:
    documents = (Document(f"{n:016x}", text, published="2025-03-03") for n, text in enumerate(stories))
    return [read(document, ReadSettings("grammar")) for document in documents]


def dense_of(readings: list[Reading]) -> Dense:
    return Dense(Passages(readings), {one.document.id: one for one in readings})


def found(readings: list[Reading], line: str, limit: int = 3, *documents: str) -> list[str]:
    texts = {one.document.id: one.document.text for one in readings}
    near = dense_of(readings).nearest(plain_words(line, 0, len(line)), limit, documents or None)
    return [texts[one.document][one.start : one.end] for one in near]


def test_a_line_in_other_words_finds_its_passage() -> None:
    desk = read_all(CLINIC, PLANT, *OTHERS)
    (first,) = found(desk, "Medical staff are asking to be paid better.", 1)
    assert "higher wages" in first
    (first,) = found(desk, "Ships cannot dock there until spring.", 1)
    assert first.startswith("The port")


def test_of_two_passages_alike_the_one_is_nearer_whose_speaker_the_line_names() -> None:
    desk = read_all(PLANT, *OTHERS)
    assert "lose a home" in found(desk, "Ida Nyberg promised that nobody would lose anything.", 1)[0]
    assert "lose a job" in found(desk, "Piotr Lis promised that nobody would lose anything.", 1)[0]


def test_a_pronoun_is_known_by_whom_it_stands_for() -> None:
    (reading,) = read_all(PLANT)
    passages = Passages([reading]).of(reading.document.id)
    said = {" ".join(words): " ".join(names) for words, names in told(reading, passages)}
    assert said["he said that nobody would lose a job"] == "piotr lis"
    assert said["the mayor ida nyberg was in tears"] == ""


def test_only_the_documents_asked_for_are_looked_in() -> None:
    desk = read_all(CLINIC, PLANT, *OTHERS)
    line = "Physicians want higher wages."
    assert "higher wages" in found(desk, line, 1)[0]
    assert all(words in PLANT for words in found(desk, line, 20, f"{1:016x}"))
    assert len(found(desk, line, 20, f"{0:016x}", f"{1:016x}")) == sum(
        len(Passages([one]).of(one.document.id)) for one in desk[:2]
    )


def test_the_order_does_not_depend_on_what_else_is_on_the_desk() -> None:
    line = "Nobody will be sacked, the spokesman promised."
    alone, among = read_all(PLANT), read_all(PLANT, CLINIC, *OTHERS)
    assert found(alone, line, 20) == [one for one in found(among, line, 20) if one in PLANT]


def test_nearness_is_the_order() -> None:
    desk = read_all(CLINIC, PLANT, *OTHERS)
    dense = dense_of(desk)
    plain = plain_words("Medical staff are asking to be paid better.", 0, 43)
    near = dense.nearness(plain, dense.nearest(plain, 20))
    assert near == sorted(near, reverse=True)
    assert len(near) > 5


def test_what_has_no_word_finds_nothing() -> None:
    desk = read_all(CLINIC)
    for line in ("", "!?", "—"):
        assert found(desk, line) == []


def test_on_an_empty_desk_nothing_is_found() -> None:
    assert found([], "Physicians want higher wages.") == []
    assert dense_of([]).nearness(["wages"], []) == []
