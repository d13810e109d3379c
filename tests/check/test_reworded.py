"""Lines in quite other words: chosen by what the whole sentence says, not by their words alone."""

from __future__ import annotations

import pytest

from sayso.check import CheckSettings, Known, check
from sayso.check.prepared import TextLine
from sayso.check.reworded import left_open
from sayso.check.sentence import alike, vector
from sayso.check.sources import Told, candidates
from sayso.check.verbatim import exact_words
from sayso.link import link
from sayso.model import Document
from sayso.read import ReadSettings, read

STORY = """KRASNE — Fewer trains will stop at Krasne from May, the railway said on Monday.

The company did not say how many jobs would go. Most of the town's commuters work in the port.

The port was closed without notice on Sunday, its director Olena Bondar said. The strike did not reach the docks.
"""


@pytest.fixture(scope="module")
def desk() -> Known:
    reading = read(Document("a" * 16, STORY, outlet="Krasne Herald", published="2025-03-03"), ReadSettings("grammar"))
    return Known.of([reading], link([reading]))


def test_what_says_the_same_is_nearer_than_what_is_of_something_else() -> None:
    line = "Physicians there want to be paid better."
    assert alike(line, "Doctors at the clinic demanded a pay rise.") > alike(
        line, "Trains there want to be cleaned better."
    )


def test_white_space_does_not_matter_and_vectors_have_length_one() -> None:
    assert alike("The port\n was  closed.", "The port was closed.") == pytest.approx(1.0)
    assert float(vector("") @ vector("")) == pytest.approx(1.0)


def test_a_very_long_line_has_a_vector_too() -> None:
    assert vector("The port was closed. " * 500).shape == (384,)


@pytest.mark.parametrize(
    "line",
    [
        "Ryabokonov put the number of Ukrainians who laid down their arms at 43, a figure that nobody could check.",
        "Insurance, the thorniest point of all, has been put off to an annex of its own, said one of the officials.",
        "These are provisional numbers, and they leave out whatever was carried by rail from Izmail.",
    ],
)
def test_a_faithful_line_in_other_words_has_a_source(line: str, known: Known, settings: CheckSettings) -> None:
    assert check(line, known, settings) == ()


def test_what_nothing_says_still_has_no_source(known: Known, settings: CheckSettings) -> None:
    found = check("The museum's new wing drew twice as many visitors as its architects had hoped.", known, settings)
    assert [one.code for one in found] == ["S001"]


def test_a_not_that_the_source_has_no_word_for_is_found(known: Known, settings: CheckSettings) -> None:
    line = "Kobza does not expect the Russians facing him to make another try at the Zarichne crossing before the thaw."
    assert "S008" in [one.code for one in check(line, known, settings)]
    assert check(line.replace("does not expect", "expects"), known, settings) == ()


def test_words_settle_what_is_nearly_verbatim_and_what_the_encoder_has_not_met(desk: Known) -> None:
    for text, asked in (
        ("The company did not say how many jobs would be lost.", False),
        ("Shivadur renmikalo tosvagra plunorel bolyarti neshkalo eltosmi.", False),
        ("How much of the staff is to be let go was left unsaid by the firm.", True),
    ):
        words = exact_words(text)
        found = candidates(words, TextLine(0, len(text), "paragraph", (), False), desk, Told())
        assert left_open(words, found, accused=True) is asked, text
