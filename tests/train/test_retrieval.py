"""Lessons in which passage a line is of: what a batch holds, and what both courses make of invented articles."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from sayso.check.dense import numbers_of
from sayso.errors import InputError
from sayso.train.retrieval_lessons import (
    Article,
    Lessons,
    Line,
    Passage,
    apart,
    articles,
    drawn,
    lessons,
    padded,
    with_speakers,
    without_a_word,
)


def article(name: str, *things: str) -> Article:
    """Two passages of each thing, the second somebody's, and two lines: one of the second, a wrong one of both."""
    passages, lines = [], []
    for thing in things:
        place = len(passages)
        passages += [Passage(f"the {thing} is old", ""), Passage(f"they sold the {thing}", "anna berg")]
        lines += [Line(f"anna berg sold a {thing}", (place + 1,), True)]
        lines += [Line(f"the {thing} is not old", (place, place + 1), False)]
    return Article(name, tuple(passages), tuple(lines))


FIRST = article("first", "bridge", "ship", "school", "house", "farm", "mill", "road")
SECOND = article("second", "library", "bus")


@pytest.fixture
def given() -> Lessons:
    return lessons([FIRST, SECOND])


def test_numbers_go_on_from_article_to_article(given: Lessons) -> None:
    assert given.words[15] == numbers_of(["they", "sold", "the", "library"])
    assert given.lines[14] == numbers_of(["anna", "berg", "sold", "a", "library"])
    assert (given.right[14], given.right[15]) == ([15], [14, 15])
    assert given.article[14] == range(14, 18)
    assert given.weights[:2].tolist() == [1.0, 0.5]


def test_a_batch_knows_which_passages_a_line_is_of(given: Lessons) -> None:
    batch = drawn(given, 6, np.random.default_rng(1))
    assert len(set(batch.passages.tolist())) == len(batch.passages), "each passage once"
    for row, line in enumerate(batch.lines):
        assert sorted(batch.passages[batch.right[row]]) == given.right[line]


def test_a_batch_has_other_passages_of_a_lines_article(given: Lessons) -> None:
    for seed in range(20):
        batch = drawn(given, 1, np.random.default_rng(seed))
        (line,) = batch.lines
        beside = set(batch.passages.tolist()) & set(given.article[line])
        assert len(beside) >= min(5, len(given.article[line]))
        assert batch.right[0, : len(given.right[line])].all(), "those that the line is of come first"


def test_the_same_seed_draws_the_same(given: Lessons) -> None:
    one, same, other = (drawn(given, 4, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert one.passages.tolist() == same.passages.tolist() != other.passages.tolist()


def test_every_twentieth_name_is_kept_back_with_all_its_parts() -> None:
    many = [article(f"{number:02}", "bridge") for number in (*range(40), 20, 21)]
    taught, held = apart(many)
    assert [one.name for one in held] == ["00", "20", "20"]
    assert len(taught) == 39


def test_padding_is_told_from_pieces_and_long_rows_are_cut() -> None:
    pieces, keep = padded([[7], [], [1, 2, 3, 4, 5]], 4)
    assert pieces.tolist() == [[101, 7, 102, 0, 0, 0], [101, 102, 0, 0, 0, 0], [101, 1, 2, 3, 4, 102]]
    assert keep.tolist() == (pieces > 0).tolist()


def test_speakers_stand_before_a_colon_where_there_are_any(given: Lessons) -> None:
    rows = with_speakers(given)
    assert rows[0] == given.words[0]
    assert rows[1] == numbers_of(["anna", "berg", ":", "they", "sold", "the", "bridge"])


def test_only_signs_have_no_word() -> None:
    assert without_a_word({"the": 1, "##ing": 2, "7": 3, "##,": 4, "…": 5, "é": 6, "中": 7}) == [4, 5]


def test_lessons_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "lessons.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in (FIRST, SECOND)))
    assert articles(path) == [FIRST, SECOND]


@pytest.mark.parametrize("text", ["", '{"name": "a"}', "no JSON", '{"name": "a", "passages": [], "lines": []}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lessons.jsonl"
    path.write_text(text)
    with pytest.raises(InputError, match=r"lessons\.jsonl"):
        articles(path)


# What follows teaches, in a second.


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")


def test_a_line_lacks_nothing_that_is_nearest_to_its_own_or_to_what_says_the_same(torch) -> None:
    from sayso.train.retrieval_course import contrast

    right = torch.tensor([[True, False, False]])
    same = torch.tensor([[True, True, False]])
    nothing = torch.zeros_like(same)
    weights = torch.ones(1)
    assert contrast(torch.tensor([[40.0, 0.0, 0.0]]), right, nothing, weights) < 1e-6
    twice = torch.tensor([[40.0, 40.0, 0.0]])
    assert contrast(twice, right, same, weights) < 1e-6 < 0.6 < contrast(twice, right, nothing, weights)


def test_a_passage_that_means_what_the_right_one_does_says_the_same(torch) -> None:
    from sayso.train.retrieval_course import saying_the_same

    meant = torch.tensor([[1.0, 0.0], [0.9, 0.436], [0.0, 1.0]])
    right = torch.tensor([[True, False, False], [False, False, True]])
    assert saying_the_same(right, meant).tolist() == [[True, True, False], [False, False, True]]


def test_a_passage_is_found_at_its_rank(torch) -> None:
    from sayso.train.retrieval_course import recall

    passages = torch.tensor([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    lines = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    assert recall(lines, passages, [[0, 2], [2]], (1, 2, 3)) == [0.5, 0.5, 1.0]


def test_padding_changes_no_vector(torch, monkeypatch) -> None:
    from sayso.train import sentence
    from sayso.train.network import Shape

    monkeypatch.setattr(sentence, "MINILM", Shape(24, 2, 4, 1e-5))
    torch.manual_seed(1)
    encoder = sentence.SentenceEncoder().eval()
    pieces, keep = map(torch.from_numpy, padded([[7, 8], [5, 6, 7, 8, 9]], 9))
    with torch.no_grad():
        both = encoder.of_many(pieces, keep)
        assert torch.allclose(both[0], encoder(pieces[:1, :4]), atol=1e-6)
        assert torch.allclose(both[1], encoder(pieces[1:]), atol=1e-6)


def test_an_encoder_and_a_table_learn_which_passage_a_line_is_of(torch, monkeypatch, given: Lessons) -> None:
    from sayso.train import retrieval_encoder, retrieval_table, sentence
    from sayso.train.network import VOCABULARY, Shape
    from sayso.train.retrieval_course import recall

    monkeypatch.setattr(sentence, "MINILM", Shape(24, 1, 4, 1e-5))
    monkeypatch.setattr(retrieval_table, "WIDTH", 16)
    monkeypatch.setattr(retrieval_table, "LINES", 32)
    monkeypatch.setattr(retrieval_encoder, "RATE", 3e-3)
    for course in (retrieval_encoder, retrieval_table):
        monkeypatch.setattr(course, "passing", lambda _: ((number, number / 60) for number in range(1, 60)))
    torch.manual_seed(1)
    chance = np.random.default_rng(1)

    def found(lines, passages) -> float:
        with torch.no_grad():
            return recall(lines, passages, given.right, (1,))[0]

    encoder, rows = sentence.SentenceEncoder(), with_speakers(given)
    encoder.pieces.requires_grad_(False)
    at_first = found(*(retrieval_encoder.vectors(encoder, some) for some in (given.lines, rows)))
    strangers = torch.eye(len(rows))
    encoder = retrieval_encoder.learnt(encoder, given, strangers, 1, chance)
    kinds = (rows, given.lines, [[piece] for piece in range(VOCABULARY)])
    meant = retrieval_table.Meant(*(retrieval_encoder.vectors(encoder, some) for some in kinds))
    assert found(meant.lines, meant.passages) > 0.9 > at_first
    table = retrieval_table.started(given, meant, [999])
    retrieval_table.teach(table, given, meant, [999], 1, chance)
    assert found(table.of_lines(given.lines), table.of_passages(given.words, given.speakers)) > 0.9
    whole = retrieval_table.rounded(table)
    assert (whole.shape, np.abs(whole).max()) == ((VOCABULARY, 16), 127)
    assert not whole[999].any(), "a piece without a word says nothing"
