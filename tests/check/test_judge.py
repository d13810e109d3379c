"""The judge: whether a line follows from a passage, and what is wrong in it otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.check import CheckSettings, Known, check
from sayso.check.judge import KINDS, MOST_PIECES, encoded, verdict
from sayso.check.premise import Premise, premise
from sayso.link import link
from sayso.model import Document, Span
from sayso.read import ReadSettings, read

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "judge.json").read_text("utf-8"))
STORY = """VENTSPILS — The ferry to Nynäshamn has been in port since Sunday.

Ice may keep it there until Thursday, harbour master Iveta Kalnina told the Kurzeme Post. She did not say who would pay.
"""
PASSAGE = "Ice may keep it there until Thursday, harbour master Iveta Kalnina told the Kurzeme Post."


@pytest.fixture(scope="module")
def told() -> Premise:
    reading = read(Document("a" * 16, STORY, outlet="Kurzeme Post", published="2025-02-11"), ReadSettings("grammar"))
    start = STORY.index(PASSAGE)
    return premise(reading, [Span(start, start + len(PASSAGE))])


def test_a_passage_comes_with_its_outlet_day_speakers_and_the_sentence_before(told: Premise) -> None:
    assert told.head == "[Kurzeme Post, Tuesday, 11 February 2025; Iveta Kalnina]"
    assert told.before.endswith("The ferry to Nynäshamn has been in port since Sunday.")
    assert told.words == PASSAGE.replace("Thursday", "Thursday (13 February)")


@pytest.mark.parametrize(
    ("words", "dated"),
    [
        ("The port closed last month.", "The port closed last month (January 2025)."),
        ("It was built last year.", "It was built last year (2024)."),
        ("It left on 3 February.", "It left on 3 February (Monday)."),
        ("It left on Monday, 3 February.", "It left on Monday, 3 February."),
        ("It left yesterday.", "It left yesterday (Monday, 10 February)."),
        ("It left at 9:05 AM.", "It left at 9:05 AM."),
        ("It closed in March.", "It closed in March."),
        ("It has been shut for two weeks.", "It has been shut for two weeks."),
        ("It left on the last day of December.", "It left on the last day of December."),
    ],
)
def test_what_a_calendar_says_stands_behind_words_that_do_not(words: str, dated: str) -> None:
    reading = read(Document("a" * 16, words, published="2025-02-11"), ReadSettings("grammar"))
    assert premise(reading, reading.sentences).words == dated


def test_who_cites_whom_stands_in_the_head() -> None:
    text = "The harbour master told Delfi that the crew had gone home. She said the ice would stay."
    reading = read(Document("a" * 16, text, outlet="Baltic Ledger"), ReadSettings("grammar"))
    assert premise(reading, reading.sentences).head == "[Baltic Ledger; Delfi > harbour master]"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_what_is_wrong_in_a_line(case: dict[str, Any], told: Premise, request: pytest.FixtureRequest) -> None:
    if "known_failure" in case:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=True))
    found = verdict(told, case["line"])
    assert (found.follows > 0.5, found.kind if found.follows <= 0.5 else "nothing") == (
        case["kind"] == "nothing",
        case["kind"],
    ), case["comment"]


def test_white_space_does_not_matter(told: Premise) -> None:
    assert verdict(told, "Ice may keep  it\nthere.") == verdict(told, "Ice may keep it there.")


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=100)
def test_the_line_and_what_fits_of_the_passage_are_read(head: str, words: str, line: str) -> None:
    def letters(text: str) -> list[int]:
        return [10 + ord(letter) % 1000 for letter in text]

    found = encoded(Premise(head, words, words), line, letters)
    assert len(found) <= MOST_PIECES
    assert found[-1] == 2
    assert found.count(2) == 2


def test_every_kind_but_what_is_of_another_passage_has_a_finding() -> None:
    from sayso.check.readwhole import CODE_OF

    assert set(KINDS) - set(CODE_OF) == {"nothing", "chain", "other"}


def test_a_line_in_other_words_is_cleared_and_a_lost_hedge_is_found() -> None:
    reading = read(Document("a" * 16, STORY, outlet="Kurzeme Post", published="2025-02-11"), ReadSettings("grammar"))
    known = Known.of([reading], link([reading]))
    asked = CheckSettings(published="2025-02-11")
    faithful = "According to Iveta Kalnina, who runs the harbour, ice could hold the ferry until Thursday."
    surer = "The ice will keep the ferry in port until Thursday, harbour master Iveta Kalnina said."
    assert check(faithful, known, asked) == ()
    assert [one.code for one in check(surer, known, asked)] == ["S006"]
