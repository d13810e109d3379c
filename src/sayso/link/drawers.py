"""Which things are worth comparing: never all pairs.

In: things (whole numbers) with the keys they are filed under and a place in an order that never changes. Out: pairs.
Things that share a drawer are a pair if no more than `REACH` places lie between them there: the sorted neighbourhood of
Hernández and Stolfo (1995). So there are at most ``REACH`` pairs for each key of a thing, no phrase is so common that
it stops being found, and which pairs there are depends on what is filed, not on when it was filed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

REACH = 16
PARTS = 16  # of the keys, one after the other, so that the pairs of a large desk need not be held at once

Ints = NDArray[np.int64]
Owners = NDArray[np.int32]
Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]


class Order:
    """The order of things: a time and, for equal times, a number drawn from their names."""

    def __init__(self, when: NDArray[np.float64], tie: Keys) -> None:
        self.when, self.tie = when, tie

    def sorted(self, keys: Keys, owners: Owners) -> Ints:
        """The positions of entries in order of key, time and tie."""
        places: Ints = np.lexsort((self.tie[owners], self.when[owners], keys))
        return places


class Drawers:
    """Entries (key, owner), sorted by key and, within a drawer, by the owners' order."""

    def __init__(self, keys: Keys | None = None, owners: Owners | None = None) -> None:
        self.keys: Keys = np.empty(0, np.uint64) if keys is None else keys
        self.owners: Owners = np.empty(0, np.int32) if owners is None else owners

    def file(self, keys: Keys, owners: Owners, order: Order) -> None:
        """Put new entries in their places."""
        by_order = order.sorted(keys, owners)
        keys, owners = keys[by_order], owners[by_order]
        if not len(self.keys):
            self.keys, self.owners = keys, owners
            return
        places = self._places(keys, owners, order)
        self.keys = np.insert(self.keys, places, keys)
        self.owners = np.insert(self.owners, places, owners)

    def _places(self, keys: Keys, owners: Owners, order: Order) -> Ints:
        """Where each entry belongs: binary search for all at once, within the drawer by order."""
        low = np.searchsorted(self.keys, keys, "left")
        high = np.searchsorted(self.keys, keys, "right")
        when, tie = order.when[owners], order.tie[owners]
        while (open_ := low < high).any():
            middle = np.where(open_, (low + high) // 2, 0)
            other = self.owners[middle]
            after = order.when[other], order.tie[other]
            smaller = (after[0] < when) | ((after[0] == when) & (after[1] < tie))
            low = np.where(open_ & smaller, middle + 1, low)
            high = np.where(open_ & ~smaller, middle, high)
        return low

    def pairs(self, alive: Flags) -> Iterator[Ints]:
        """All pairs of living owners, as ``lower << 32 | higher``, in parts; one may come in several parts."""
        bounds = np.searchsorted(self.keys, np.linspace(0, 2**64 - 2**12, PARTS + 1)[1:-1].astype(np.uint64))
        for start, end in zip((0, *bounds), (*bounds, len(self.keys)), strict=True):
            owners = self.owners[start:end]
            kept = alive[owners]
            yield neighbours(self.keys[start:end][kept], owners[kept])

    def changes(self, touched: Keys, before: Flags, after: Flags) -> tuple[Ints, Ints]:
        """Pairs gained and lost in the touched drawers, when the living owners change from ``before`` to ``after``."""
        places = _ranges(np.searchsorted(self.keys, touched, "left"), np.searchsorted(self.keys, touched, "right"))
        owners, keys = self.owners[places], self.keys[places]
        lived, lives = before[owners], after[owners]
        either = lived | lives
        owners, keys, lived, lives = owners[either], keys[either], lived[either], lives[either]
        near = _widened(lived != lives)
        past = neighbours(keys[lived], owners[lived], near[lived])
        now = neighbours(keys[lives], owners[lives], near[lives])
        return np.setdiff1d(now, past, assume_unique=True), np.setdiff1d(past, now, assume_unique=True)

    def together(self, left: int, right: int, keys: Keys, alive: Flags) -> bool:
        """Whether two owners that share ``keys`` are neighbours in one of those drawers."""
        for key in keys:
            start, end = np.searchsorted(self.keys, key, "left"), np.searchsorted(self.keys, key, "right")
            owners = self.owners[start:end]
            owners = owners[alive[owners]]
            places = np.flatnonzero((owners == left) | (owners == right))
            if len(places) == 2 and places[1] - places[0] <= REACH:
                return True
        return False

    def owners_of(self, key: np.uint64) -> Owners:
        """Who is filed under a key."""
        return self.owners[np.searchsorted(self.keys, key, "left") : np.searchsorted(self.keys, key, "right")]


def neighbours(keys: Keys, owners: Owners, near: Flags | None = None) -> Ints:
    """Distinct pairs of owners at most `REACH` apart in one drawer; both in ``near`` if that is given."""
    found = [np.empty(0, np.int64)]
    wide = owners.astype(np.int64)
    for distance in range(1, REACH + 1):
        together = keys[distance:] == keys[:-distance]
        if near is not None:
            together &= near[distance:] & near[:-distance]
        if not together.any():
            if near is None:
                break
            continue
        one, other = wide[:-distance][together], wide[distance:][together]
        found.append(np.minimum(one, other) << 32 | np.maximum(one, other))
    return np.unique(np.concatenate(found))


def ends(pairs: Ints) -> tuple[Owners, Owners]:
    """The two owners of each pair."""
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _ranges(starts: Ints, stops: Ints) -> Ints:
    """All numbers from each start up to its stop."""
    lengths = stops - starts
    offsets = np.repeat(starts - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
    found: Ints = np.arange(int(lengths.sum())) + offsets
    return found


def _widened(changed: Flags) -> Flags:
    """Every place within `REACH` of a change: between two whose distance changes lies one that came or went."""
    near = changed.copy()
    places = np.flatnonzero(changed)
    for distance in range(1, REACH + 1):
        near[places[places + distance < len(near)] + distance] = True
        near[places[places >= distance] - distance] = True
    return near
