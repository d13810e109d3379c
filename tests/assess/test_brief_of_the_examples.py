"""The whole way over the example articles: what a reader of the brief may rely on, whatever the reader found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.assess import assess
from sayso.ingest import Given, ingest
from sayso.link import link
from sayso.model import Assessment, Line, Reading
from sayso.publish import publish
from sayso.read import read

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "articles"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    found = ingest(str(EXAMPLES), Given())
    return [read(each.document) for each in found if each.document]


@pytest.fixture(scope="module")
def brief(readings: list[Reading]) -> Assessment:
    return assess(readings, link(readings))


def lines(brief: Assessment) -> list[Line]:
    return [line for section in brief.sections for line in section.lines]


def test_it_is_about_the_last_day_and_has_takeaways(brief: Assessment) -> None:
    assert brief.day == "2025-03-05"
    assert brief.sections[0].key == "takeaways"
    assert 5 <= len(brief.sections[0].lines) <= 9


def test_every_citation_holds(brief: Assessment, readings: list[Reading]) -> None:
    documents = {reading.document.id: reading.document for reading in readings}
    assert [file.name for file in publish(brief, documents)] == [
        "brief.html",
        "brief.md",
        "brief.json",
    ]


def test_no_claim_and_no_sentence_stands_twice(brief: Assessment) -> None:
    told = [line for section in brief.sections if section.key != "disputes" for line in section.lines]
    claims = [line.claim for line in told if line.claim]
    assert len(claims) == len(set(claims))
    assert len({line.text for line in told}) == len(told)


def test_every_line_is_one_sentence_that_says_who_says_it(brief: Assessment) -> None:
    for line in lines(brief):
        assert re.search(r"[.!?…][\"”’»)\]]*$", line.text), line.text
        assert line.text[0].isupper() or not line.text[0].isalpha(), line.text
        assert "that that" not in line.text
        assert not line.claim or not line.chain or line.attribution > 0


def test_every_row_of_the_ledger_leads_to_its_line(brief: Assessment) -> None:
    ids = {line.id for line in lines(brief)}
    assert all(change.line in ids and change.said_by for change in brief.ground)
