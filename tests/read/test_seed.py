"""The seed article against its gold: the numbers by which the reader's first form was called done.

Neither the article nor its gold is in this repository: they are read from ``../shared`` where that exists.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from readings import score

from sayso.ingest import ingest
from sayso.read import read

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold" / "000_7635a7e0255b355a.json"

pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the seed article is not in ../shared")


@pytest.fixture(scope="module")
def gold():
    return json.loads(GOLD.read_text("utf-8"))


@pytest.fixture(scope="module")
def reading(gold):
    (ingested,) = ingest(str(SHARED / gold["article"]))
    return read(ingested.document)


@pytest.fixture(scope="module")
def counts(gold, reading):
    return score(gold, reading)[0]


def test_the_head_is_read_from_the_text(gold, reading):
    document = reading.document
    assert [document.outlet, document.title] == [gold["outlet"], gold["title"]]
    assert document.published.startswith(gold["published"])


def test_every_block_has_its_role(counts):
    assert counts["blocks right"] == counts["blocks"] == 20


def test_statements(counts):
    """At least 18 of the 21 were asked for; 21 are reached."""
    assert counts["statements"] == 21
    assert counts["right"] >= 21


def test_whole_chains(counts):
    """At least 15 were asked for; 21 are reached."""
    assert counts["chains"] >= 21


def test_nothing_is_read_that_is_not_there(counts):
    assert counts["read"] <= 21


def test_the_chain_five_deep(reading):
    text = reading.document.text
    (found,) = [s for s in reading.statements if text.startswith("that Russia intended to acc", s.content[0].start)]
    names = [link.name for link in found.chain]
    assert names == [
        "Ukrainska Pravda",
        "Institute for the Study of War",
        "Bloomberg",
        "Aleksandar Vučić",
        "Vladimir Putin",
    ]


def test_times(counts):
    """At least 8 of the 9 values were asked for; 9 are reached."""
    assert counts["times"] == 9
    assert counts["times right"] >= 9


def test_all_literal_places_lie_within_ten_kilometres(counts):
    assert counts["places right"] == counts["places"] >= 7
