"""The lines by eight writers: what their file holds, and how `bench/lines.py` counts them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from lines import FAITHFUL, KINDS, counted, records, shares

from sayso.check import CheckSettings, Known
from sayso.link import link
from sayso.model import Document
from sayso.read import ReadSettings, read

RECORDS = records(["develop", "test"])
STORY = "The port of Krasne closed on Monday after 40 men went on strike, its director Olena Bondar said."
LIGHT = "Krasne's port closed on Monday after 40 men went on strike, director Olena Bondar said."


def test_there_are_as_many_as_the_page_says_and_all_kinds_are_known() -> None:
    assert (len(RECORDS), sum(len(one["lines"]) for one in RECORDS)) == (1328, 11845)
    assert {kind for one in RECORDS for kind, _ in one["lines"]} == {FAITHFUL, *KINDS}


def test_every_source_stands_within_its_article() -> None:
    for one in RECORDS:
        length = one["end"] - one["start"]
        assert one["source"] and all(0 <= start < end <= length for start, end in one["source"])


def test_no_writer_and_no_article_stands_in_both_halves() -> None:
    def of(half: str, *keys: str) -> set[Any]:
        return {tuple(one[key] for key in keys) for one in records([half])}

    assert not of("develop", "writer") & of("test", "writer")
    assert not of("develop", "set", "record", "start") & of("test", "set", "record", "start")
    assert len(of("test", "writer")) == 2 and len(of("develop", "writer")) == 6


@pytest.fixture(scope="module")
def known() -> Known:
    reading = read(Document("a" * 16, STORY, outlet="Herald", published="2025-03-04"), ReadSettings("grammar"))
    return Known.of([reading], link([reading]))


def tallied(known: Known, *lines: tuple[str, str]) -> Counter[tuple[str, ...]]:
    given = [{"half": "develop", "lines": list(lines)}]
    return counted(given, known, CheckSettings(reader=ReadSettings("grammar")))


def test_faithful_lines_are_counted_by_how_free_they_are(known: Known) -> None:
    tally = tallied(
        known, ("ok", LIGHT), ("ok", LIGHT), ("figure", LIGHT.replace("40", "70")), ("ok", "Snow fell on Mars.")
    )
    assert tally["develop", "faithful", "lines"] == 3
    assert tally["develop", "faithful, light", "accused"] == tally["develop", "faithful, free", "accused"] == 0
    assert tally["develop", "faithful, as different as can be", "accused"] == 1


def test_a_wrong_line_is_found_by_a_code_of_its_kind_alone(known: Known) -> None:
    wrong = LIGHT.replace("40", "70")
    rows = shares(tallied(known, ("figure", wrong), ("chain", wrong), ("figure", LIGHT)))["develop"]
    assert rows["figure changed"] == {"lines": 2, "accused": 0.5, "found": 0.5}
    assert rows["chain shortened"] == {"lines": 1, "accused": 1.0, "found": 0.0}
