"""Passages that have few of a line's words: sought by meaning, or within the article that the line cites."""

from __future__ import annotations

from sayso.check import CheckSettings, Known, check
from sayso.check.farther import MOST, farther
from sayso.check.passages import keys_within
from sayso.check.prepared import TextLine
from sayso.check.verbatim import exact_words
from sayso.link import link
from sayso.model import Document
from sayso.read import ReadSettings, read

STORY = """KRASNE — Trains to Krasne were late again on Monday, the railway said.

Physicians at the town clinic want higher wages, its director Olena Bondar said. It treats two hundred people a day.

The mayor of Krasne opened a new market. The port will close for the winter, the harbour master said.
"""
LINE = "Medical staff are asking to be paid better."


def known_of(*stories: str) -> Known:
    settings = ReadSettings("grammar")
    documents = (Document(f"{n:016x}", text, published="2025-03-03") for n, text in enumerate(stories))
    readings = [read(document, settings) for document in documents]
    return Known.of(readings, link(readings))


def test_the_passage_that_means_the_same_comes_first_though_it_has_no_word_of_the_line() -> None:
    desk = known_of(
        STORY.replace("The mayor", "The staff of the mayor").replace("wages, its", "wages for their staff, its")
    )
    line = TextLine(0, len(LINE), "paragraph")
    found = farther(LINE, exact_words(LINE), line, (), desk)
    assert 1 <= len(found) <= MOST
    assert desk.text_of(found[0].passage).startswith("Physicians")


def test_what_was_looked_at_is_not_looked_at_again() -> None:
    desk = known_of(STORY.replace("wages, its", "wages for their staff, its"))
    line = TextLine(0, len(LINE), "paragraph")
    first = farther(LINE, exact_words(LINE), line, (), desk)
    again = farther(LINE, exact_words(LINE), line, first, desk)
    assert not {one.passage.number for one in first} & {one.passage.number for one in again}


def test_of_a_cited_article_its_own_sentences_are_looked_at_however_many_others_are_nearer() -> None:
    others = [f"The port of town {n} will close for the winter, the harbour master said.\n" for n in range(60)]
    desk = known_of(STORY, *others)
    sought = keys_within("The port will close for the winter, the harbour master said.")
    assert {one.document for one in desk.passages.nearest_of(f"{0:016x}", sought, 12)} == {f"{0:016x}"}
    assert desk.text_of(desk.passages.nearest_of(f"{0:016x}", sought, 1)[0]).startswith("The port will close")


def test_a_question_of_ones_own_is_no_statement_and_one_in_quotation_marks_is() -> None:
    desk = known_of(STORY)
    assert not check("Did the mayor of Krasne burn down the market?", desk, CheckSettings())
    assert check("“Did the mayor of Krasne burn down the market?”", desk, CheckSettings())
