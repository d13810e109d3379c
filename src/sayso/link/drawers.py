"""Which things are worth comparing: never all pairs.

In: things (whole numbers) with the keys they are filed under and a place in an order that never changes. Out: pairs.
Things that share a drawer are a pair if no more than `REACH` places lie between them there: the sorted neighbourhood of
Hernández and Stolfo (1995). So there are at most ``REACH`` pairs for each key of a thing, no phrase is so common that
it stops being found, and which pairs there are depends on what is filed, not on when it was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

REACH = 16
MOST_LAYERS = 12
SMALL = 8  # layers that together hold less than this share of the first are merged without it
PARTS = 16  # of the keys, one after the other, so that the pairs of a large desk need not be held at once

Ints = NDArray[np.int64]
Owners = NDArray[np.int32]
Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", np.int32, np.int64, np.uint64)


class Order:
    """The order of things: a time and, for equal times, a number drawn from their names."""

    def __init__(self, when: NDArray[np.float64], tie: Keys) -> None:
        self.when, self.tie = when, tie

    def sorted(self, keys: Keys, owners: Owners) -> Ints:
        """The positions of entries in order of key, time and tie."""
        places: Ints = np.lexsort((self.tie[owners], self.when[owners], keys))
        return places


class Entries(Struct):
    """Entries (key, owner) in order. ``name`` is the number under which they are kept, None while they are not."""

    keys: Keys
    owners: Owners
    name: int | None = None

    def ranges(self, keys: Keys) -> Ints:
        """The places of all entries under some keys."""
        return _ranges(np.searchsorted(self.keys, keys, "left"), np.searchsorted(self.keys, keys, "right"))


class Drawers:
    """Entries (key, owner), sorted by key and, within a drawer, by the owners' order.

    New ones lie in a layer of their own above the old, which so stay as they are (O'Neil et al. 1996); when layers are
    many, the small ones become one.
    """

    def __init__(self, layers: Sequence[Entries] = ()) -> None:
        self.layers = list(layers)

    def __len__(self) -> int:
        return sum(len(layer.keys) for layer in self.layers)

    def file(self, keys: Keys, owners: Owners, order: Order) -> None:
        """Put new entries in their places."""
        if not len(keys):
            return
        by_order = order.sorted(keys, owners)
        self.layers.append(Entries(keys[by_order], owners[by_order]))
        if len(self.layers) > MOST_LAYERS:
            small = sum(len(layer.keys) for layer in self.layers[1:])
            first = 1 if small * SMALL < len(self.layers[0].keys) else 0
            self.layers[first:] = [self._merged(self.layers[first:], order)]

    def pairs(self, alive: Flags, order: Order) -> Iterator[Ints]:
        """All pairs of living owners, as ``lower << 32 | higher``, in parts; one may come in several parts."""
        if not self.layers:
            return
        self.layers = [self._merged(self.layers, order)]
        keys, owners = self.layers[0].keys, self.layers[0].owners
        bounds = np.searchsorted(keys, np.linspace(0, 2**64 - 2**12, PARTS + 1)[1:-1].astype(np.uint64))
        for start, end in zip((0, *bounds), (*bounds, len(keys)), strict=True):
            kept = alive[owners[start:end]]
            yield neighbours(keys[start:end][kept], owners[start:end][kept])

    def changes(self, touched: Keys, before: Flags, after: Flags, order: Order) -> tuple[Ints, Ints]:
        """Pairs gained and lost in the touched drawers, when the living owners change from ``before`` to ``after``."""
        found = self._under(touched, order)
        owners, keys = found.owners, found.keys
        lived, lives = before[owners], after[owners]
        either = lived | lives
        owners, keys, lived, lives = owners[either], keys[either], lived[either], lives[either]
        near = _widened(lived != lives)
        past = neighbours(keys[lived], owners[lived], near[lived])
        now = neighbours(keys[lives], owners[lives], near[lives])
        return np.setdiff1d(now, past, assume_unique=True), np.setdiff1d(past, now, assume_unique=True)

    def together(self, left: int, right: int, keys: Keys, alive: Flags, order: Order) -> bool:
        """Whether two owners that share ``keys`` are neighbours in one of those drawers."""
        found = self._under(keys, order)
        living = alive[found.owners]
        in_drawer, owners = found.keys[living], found.owners[living]
        places = np.flatnonzero((owners == left) | (owners == right))
        near = (np.diff(places) <= REACH) & (in_drawer[places[1:]] == in_drawer[places[:-1]])
        return bool(near.any())

    def owners_of(self, keys: Keys) -> Owners:
        """Who is filed under some keys, in no order."""
        return np.concatenate([np.empty(0, np.int32), *(one.owners[one.ranges(keys)] for one in self.layers)])

    def counts(self, keys: Keys) -> Ints:
        """How many entries there are under each of some keys."""
        found = np.zeros(len(keys), np.int64)
        for one in self.layers:
            found += np.searchsorted(one.keys, keys, "right") - np.searchsorted(one.keys, keys, "left")
        return found

    def _under(self, keys: Keys, order: Order) -> Entries:
        """The entries under some keys, in order."""
        places = [layer.ranges(keys) for layer in self.layers]
        pairs = zip(self.layers, places, strict=True)
        return self._merged([Entries(layer.keys[some], layer.owners[some]) for layer, some in pairs], order)

    @staticmethod
    def _merged(layers: Sequence[Entries], order: Order) -> Entries:
        if len(layers) == 1:
            return layers[0]
        keys = np.concatenate([np.empty(0, np.uint64), *(layer.keys for layer in layers)])
        owners = np.concatenate([np.empty(0, np.int32), *(layer.owners for layer in layers)])
        by_order = order.sorted(keys, owners)
        return Entries(keys[by_order], owners[by_order])


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
    return distinct(np.concatenate(found))


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Each of the values once, sorted: as `np.unique`, which hashes and is 17 times slower from a million on."""
    ordered = np.sort(values)
    found: NDArray[Number] = ordered[np.concatenate((ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]))]
    return found


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
