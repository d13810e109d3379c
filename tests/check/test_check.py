"""What check finds, and what it must not: cases on the example articles, and what holds of any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from judged_telling import improbable

from sayso.check import CODES, CheckSettings, Known, check
from sayso.check.prepared import prepare
from sayso.check.verbatim import exact_words
from sayso.link import link
from sayso.link.grades import grades
from sayso.link.judgements import verdicts
from sayso.model import Document, Judgement, Linked, Reading
from sayso.read import read

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "check.json").read_text())
PIECES = [
    "“There are no Russian troops”, he said. ", 'He said "', "Polozkov said that ", "[^", "[^9002cef8cf2f5925.104-185]",
    "[^a.1-2]: note\n", "# ", "- ", "\n\n", "12 workers ", "; ", "\r\n", "| a | b |\n", "**", "\\*", "[…]", "”", "—",
    "several sources confirm ", "on 3 March ", "[x](http://a.example/b)", "We assess that ", "\x00", "ș",
]  # fmt: skip


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_a_line_gets_the_findings_it_deserves(
    case: dict[str, Any], known: Known, settings: CheckSettings, request: pytest.FixtureRequest
) -> None:
    if "known_failure" in case:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"]))
    found = {finding.code for finding in check(case["text"], known, settings)}
    assert found == set(case["expected"]), case["comment"]


def test_the_articles_of_the_desk_hold(readings: list[Reading], known: Known, settings: CheckSettings) -> None:
    wrong = {
        (reading.document.title, finding.code, finding.message)
        for reading in readings
        for finding in check(reading.document.text, known, settings)
        if finding.severity == "error"
    }
    assert wrong == set()


def test_at_most_two_percent_of_untouched_lines_are_accused(
    readings: list[Reading], known: Known, settings: CheckSettings
) -> None:
    lines = [reading.document.text[span.start : span.end] for reading in readings for span in reading.sentences]
    accused = [line for line in lines if check(line, known, settings)]
    assert len(accused) <= 0.02 * len(lines), accused


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=12).map("".join))
def test_findings_lie_in_any_text_and_say_where(known: Known, settings: CheckSettings, text: str) -> None:
    found = check(text, known, settings)
    lines = text.split("\n")
    for finding in found:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert sum(len(line) + 1 for line in lines[: finding.line - 1]) + finding.column - 1 == finding.start
        assert finding.severity == CODES[finding.code].severity
        if finding.source:
            document = known.readings[finding.source.document].document
            assert document.text[finding.source.start : finding.source.end] == finding.source.words
    assert list(found) == sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
    assert found == check(text, known, settings)


@given(st.text(max_size=60))
def test_blanked_markup_moves_nothing(text: str) -> None:
    nothing = Known.of([], Linked())
    prepared = prepare(f"# Day\n\n- **A** {text} [^a.1-2]\n", nothing, CheckSettings())
    assert len(prepared.reading.document.text) == len(prepared.text)


@pytest.mark.parametrize(("day", "expected"), [("Sunday", []), ("Monday", ["F002"])])
def test_each_half_of_a_line_may_follow_another_of_its_citations(day: str, expected: list[str]) -> None:
    by_friday = "Joseph Lekuton said that the lake would be lowered by four metres by Friday."
    by_sunday = (
        "Halima Baraka said that Minister Lekuton had told her on the pier of the new harbour that the lake would be "
        "lowered by four metres before the rain, by Sunday."
    )
    pages = [
        Document("aaaaaaaaaaaaaaaa", by_friday, outlet="Nairobi Lantern", published="2026-03-10", language="en"),
        Document("bbbbbbbbbbbbbbbb", by_sunday, outlet="Turkana Lake News", published="2026-03-11", language="en"),
    ]
    readings = [read(page) for page in pages]
    keys = "".join(f"[^{page.id}.0-{len(page.text)}]" for page in pages)
    text = (
        "- According to Nairobi Lantern, Joseph Lekuton said that the lake would be lowered by four metres by Friday; "
        "according to Turkana Lake News, citing Halima Baraka, who cited Joseph Lekuton, the lake would be lowered by "
        f"four metres by {day}.{keys}\n"
    )
    assert [one.code for one in check(text, Known.of(readings, link(readings)))] == expected


def test_an_empty_desk_carries_nothing() -> None:
    found = check("The mayor resigned on Monday, the council said.", Known.of([], Linked()))
    assert {finding.code for finding in found} <= {"S001"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“The river – it works”", '"the river it works."'),
        ("don’t go", "don't go"),
        ("Vučić won", "Vucic won"),
        ("long-term plan", "long term\nplan"),
        ("the [sic] man", "the man"),
    ],
)
def test_what_is_forgiven_in_a_quotation(left: str, right: str) -> None:
    assert exact_words(left).plain == exact_words(right).plain


@pytest.mark.parametrize(("left", "right"), [("12 men", "21 men"), ("colour", "color"), ("won’t", "will")])
def test_what_is_not_forgiven(left: str, right: str) -> None:
    assert exact_words(left).plain != exact_words(right).plain


def test_a_judgement_taken_back_is_no_doubt(readings: list[Reading], settings: CheckSettings) -> None:
    said = 'A nurse at the district hospital said that the burns were "of the kind that oil makes".'
    judged = improbable(readings)
    back = Judgement("j-2", "retraction", "Vera", "2025-03-07T08:00:00Z", judged.id)
    for judgements, expected in (([judged], {"R003"}), ([judged, back], set())):
        known = Known.of(readings, link(readings), grades(verdicts(judgements, readings)))
        assert {finding.code for finding in check(f"## Key takeaways\n\n- {said}", known, settings)} == expected


def test_a_quotation_may_leave_out_the_words_that_name_its_speaker(known: Known, settings: CheckSettings) -> None:
    text = "Zalizniuk said: “The river works, and it works for everyone who wants bread \\[…\\] We thank our pilots.”\n"
    assert check(f"# Day\n\n{text}", known, settings) == ()
