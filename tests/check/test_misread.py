"""What words alone take for another's, where the desk's reader took the wrong one for the speaker."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sayso.check import CheckSettings, Known, check
from sayso.link import link
from sayso.model import Document, Link, Reading
from sayso.read import ReadSettings, read

STORY = """WASHINGTON — Malcolm Hoenlein, who leads the conference, met President Barack Obama in 2009.

Mr. Hoenlein had told Mr. Obama that there should be no daylight between the two countries. “He said, ‘Eight years, \
no daylight. Eight years, no progress,’” Mr. Hoenlein recalled.
"""


def misread(reading: Reading) -> Reading:
    """The reading with Dennis Ross for whoever speaks last in a chain."""
    wrong = Link("Dennis Ross", "person")
    said = tuple(replace(one, chain=(*one.chain[:-1], wrong)) for one in reading.statements)
    return replace(reading, statements=said)


@pytest.fixture(scope="module")
def desk() -> Known:
    reading = misread(read(Document("a" * 16, STORY, published="2015-11-10"), ReadSettings("grammar")))
    return Known.of([reading], link([reading]))


def codes(line: str, desk: Known) -> set[str]:
    return {one.code for one in check(line, desk, CheckSettings())}


def test_a_quotation_is_its_speakers_where_the_line_surely_follows_when_it_is_read(desk: Known) -> None:
    assert not codes("“Eight years, no progress,” Mr. Obama said, in Mr. Hoenlein’s telling.", desk)


def test_another_speaker_is_still_told(desk: Known) -> None:
    assert codes("“Eight years, no progress,” Mr. Netanyahu said, in Mr. Hoenlein’s telling.", desk) == {"Q003"}
