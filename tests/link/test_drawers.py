"""Of a full drawer only the places around who comes or goes are looked at, and no pair is missed for that."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.link.drawers import Drawers, Flags, Order, neighbours

SIZE = 900  # owners, in drawers of up to 400
LAYERS = 5


def filled(seed: int) -> tuple[Drawers, Order, NDArray[np.uint64]]:
    """Drawers of very different sizes, filed in several layers, with the three keys of each owner."""
    chance = np.random.default_rng(seed)
    order = Order(chance.integers(0, 40, SIZE).astype(np.float64), chance.permutation(SIZE).astype(np.uint64))
    order.when[chance.random(SIZE) < 0.05] = np.inf
    keys = np.stack([chance.integers(0, kinds, SIZE) + 1_000 * kinds for kinds in (2, 9, 400)], axis=1)
    drawers = Drawers()
    for owners in np.array_split(chance.permutation(SIZE).astype(np.int32), LAYERS):
        drawers.file(keys[owners].ravel().astype(np.uint64), np.repeat(owners, 3), order)
    return drawers, order, keys.astype(np.uint64)


def every(keys: NDArray[np.uint64], alive: Flags, order: Order) -> set[int]:
    """All pairs of living neighbours."""
    owners = np.repeat(np.flatnonzero(alive).astype(np.int32), 3)
    under = keys[alive].ravel()
    places = order.sorted(under, owners)
    return set(neighbours(under[places], owners[places]).tolist())


@pytest.mark.parametrize(("seed", "dead"), [(1, 0.0), (2, 0.1), (3, 0.5), (4, 0.93)])
def test_no_change_is_missed(seed: int, dead: float) -> None:
    drawers, order, keys = filled(seed)
    chance = np.random.default_rng(seed)
    before = chance.random(SIZE) >= dead
    after = before ^ (chance.random(SIZE) < 0.01)
    moved = np.flatnonzero(before != after).astype(np.int32)
    gained, lost = drawers.changes(keys[moved].ravel(), np.repeat(moved, 3), before, after, order)
    past, now = every(keys, before, order), every(keys, after, order)
    assert now - past
    assert past - now
    assert now - past <= set(gained.tolist()) <= now
    assert past - now <= set(lost.tolist()) <= past


@pytest.mark.parametrize(("seed", "dead"), [(5, 0.0), (6, 0.3), (7, 0.93)])
def test_neighbours_are_told_from_others(seed: int, dead: float) -> None:
    drawers, order, keys = filled(seed)
    chance = np.random.default_rng(seed)
    alive = chance.random(SIZE) >= dead
    near = every(keys, alive, order)
    told = set()
    living = np.flatnonzero(alive).tolist()
    for left, right in [(one, other) for one in living[:12] for other in living if one < other]:
        shared = np.intersect1d(keys[left], keys[right])
        owners = (np.full(len(shared), one, np.int32) for one in (left, right))
        if drawers.together(shared, *owners, alive, order).any():
            told.add(left << 32 | right)
    assert told == {pair for pair in near if pair >> 32 in living[:12]}
    assert told
