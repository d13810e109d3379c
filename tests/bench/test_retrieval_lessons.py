"""Lines among the passages of their articles, as `bench/retrieval_lessons.py` writes them."""

from __future__ import annotations

import pytest
from judge_pairs import kept_for_testing
from retrieval_lessons import article, lessons

from sayso.model import Document, Reading, Span
from sayso.read import ReadSettings, read
from sayso.train.retrieval_lessons import Line, Passage

STORY = (
    "The port of Krasne closed on Monday.\n\nIce may keep it shut until May, its director Olena Bondar told Reuters."
)
MAY = "Ice may keep it shut until May, its director Olena Bondar told Reuters."


@pytest.fixture
def reading() -> Reading:
    return read(Document("a" * 16, STORY, published="2025-03-04"), ReadSettings("grammar"))


def of_the_ice(reading: Reading, *lines: tuple[str, str]) -> tuple[Line, ...]:
    start = STORY.index(MAY)
    return article("krasne", reading, [([Span(start, start + len(MAY))], lines)]).lines


def test_passages_have_plain_words_and_the_names_of_who_says_them(reading: Reading) -> None:
    assert article("krasne", reading, []).passages == (
        Passage("the port of krasne closed on monday", ""),
        Passage("ice may keep it shut until may its director olena bondar told reuters", "olena bondar reuters"),
    )


def test_a_line_knows_its_passage_and_whether_it_follows(reading: Reading) -> None:
    lines = of_the_ice(reading, ("ok", "It may be May."), ("hedge-", "It will be May."), ("none", "Snow fell on Mars."))
    assert lines == (Line("it may be may", (1,), True), Line("it will be may", (1,), False))


def test_of_several_sentences_each_stands_alone_too(reading: Reading) -> None:
    lines = of_the_ice(reading, ("ok", "It may be May. So Bondar said."), ("ok", "It may be May!"))
    assert [one.words for one in lines] == ["it may be may so bondar said", "it may be may", "so bondar said"]


def test_what_is_of_no_passage_teaches_nothing(reading: Reading) -> None:
    beyond = [Span(len(STORY) + 1, len(STORY) + 9)]
    assert article("krasne", reading, [(beyond, [("ok", "It may be May.")])]).lines == ()


def test_lines_of_one_article_come_together_and_what_is_kept_for_testing_stays_away(reading: Reading) -> None:
    span = [Span(0, 20)]
    tested = sorted(kept_for_testing())[0]
    one = ("krasne", "a writer", reading, span, [("ok", "The port closed.")])
    other = ("krasne", "another", reading, span, [("ok", "The harbour shut.")])
    (made,) = lessons([one, other])
    assert [line.words for line in made.lines] == ["the port closed", "the harbour shut"]
    assert list(lessons([(tested, *one[1:])])) == []
