"""What weighing drops, the decision on the pair would have dropped too; so it changes no claim."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from link_builder import Row, desk
from test_going_on import DESKS
from worlds import WorldSettings, stories

from sayso.link import LinkSettings
from sayso.link.agents import agents
from sayso.link.sameness import decide
from sayso.link.shelf import Columns, Shelf, ready
from sayso.link.tellings import tellings
from sayso.link.weighing import weighed
from sayso.model import Reading

SETTINGS = LinkSettings()


def shelved(readings: list[Reading]) -> Shelf:
    shelf = Shelf()
    for telling in tellings(readings, agents(readings)):
        shelf.add(ready(telling), 0)
    shelf.settle()
    return shelf


def matters(shelf: Shelf, left: int, right: int) -> bool:
    decisions = decide(shelf[left], shelf[right], SETTINGS), decide(shelf[right], shelf[left], SETTINGS)
    return any(one.same or (one.alike and one.conflicts) for one in decisions)


def dropped(shelf: Shelf) -> tuple[list[tuple[int, int]], int]:
    """The pairs that weighing drops, of how many."""
    pairs = list(combinations(range(len(shelf)), 2))
    kept = set(weighed(np.array([left << 32 | right for left, right in pairs], np.int64), shelf, SETTINGS).tolist())
    return [(left, right) for left, right in pairs if left << 32 | right not in kept], len(pairs)


def test_what_matters_in_a_world_is_kept() -> None:
    world = stories(WorldSettings(7, 36, days=4, side_facts=(2, 4)))
    shelf = shelved([article.reading for story in world for article in story.articles])
    gone, of = dropped(shelf)
    assert len(gone) > 0.9 * of  # or it would spare nobody anything
    assert not [pair for pair in gone if matters(shelf, *pair)]


@settings(max_examples=60, deadline=None)
@given(DESKS)
def test_what_matters_on_a_small_desk_is_kept(readings: list[Reading]) -> None:
    shelf = shelved(readings)
    gone, _ = dropped(shelf)
    assert not [pair for pair in gone if matters(shelf, *pair)]


def test_rows_may_be_replaced_until_they_are_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.link.shelf.PART", 2)
    found = desk(*(Row("River Wire", "2024-10-29", "Pavlo Hrin (person)", f"the mill {n} burned") for n in range(5)))
    told = list(tellings(found, agents(found)))
    shelf, other = Shelf(), Shelf()
    for place, telling in enumerate(told):
        shelf.add(ready(told[0]), place)
        other.add(ready(telling), place)
    for place, telling in enumerate(told):
        shelf.replace(place, telling)
    for one in (shelf, other):
        one.settle()
    assert [shelf[place] for place in range(5)] == told
    for name in Columns.__struct_fields__:
        assert np.array_equal(getattr(shelf.columns, name), getattr(other.columns, name))
    assert np.array_equal(shelf.bags.words.starts, other.bags.words.starts)
