"""Which things are worth comparing: never all pairs.

In: things (whole numbers) with the keys they are filed under and a place in an order that never changes. Out: pairs.
Things that share a drawer are a pair if no more than `REACH` places lie between them there: the sorted neighbourhood of
Hernández and Stolfo (1995). So there are at most ``REACH`` pairs for each key of a thing, no phrase is so common that
it stops being found, and which pairs there are depends on what is filed, not on when it was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.link.paged import Paged, whole

REACH = 16
WINDOW = REACH + REACH // 2  # entries looked at on either side of one: of a full drawer only these can matter
MOST_LAYERS = 12
SMALL = 8  # layers that together hold less than this share of the first are merged without it
PARTS = 32  # of the keys, one after the other, so that the pairs of a large desk need not be held at once

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
    """Entries (key, owner) in order."""

    keys: Keys
    owners: Owners

    def places_of(self, keys: Keys, owners: Owners) -> Ints:
        """Where each of some entries stands, -1 for one that is none of these."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        drawers = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.keys[1:] != self.keys[:-1])))
        known = drawers << 32 | self.owners
        by_owner = np.argsort(known)
        starts = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        sought = drawers[starts] << 32 | owners
        places = by_owner[np.minimum(np.searchsorted(known, sought, sorter=by_owner), len(known) - 1)]
        there = (self.keys[places] == keys) & (self.owners[places] == owners)
        return np.where(there, places, -1)


class Layer(Struct):
    """Entries in order that stay as they are. ``name`` is the number under which they are kept, None while they are
    not; of kept ones ``firsts`` are the first keys of the pages of ``keys``.
    """

    keys: Keys | Paged[np.uint64]
    owners: Owners | Paged[np.int32]
    name: int | None = None
    firsts: Keys | None = None

    def entries(self) -> Entries:
        """All of them."""
        return Entries(whole(self.keys), whole(self.owners))

    def bounds(self, keys: Keys) -> tuple[Ints, Ints]:
        """Where the entries under each of some keys begin, and where they end."""
        return self._sought(keys, "left"), self._sought(keys, "right")

    def _sought(self, keys: Keys, side: Literal["left", "right"]) -> Ints:
        if isinstance(self.keys, Paged) and self.firsts is not None:
            return self.keys.sought(keys, self.firsts, side)
        return np.searchsorted(whole(self.keys), keys, side)

    def around(self, keys: Keys, owners: Owners, alive: Flags, order: Order) -> Entries:
        """The entries under some keys with few living ones between them and the owner beside each key."""
        starts, stops = self.bounds(keys)
        by_key = np.argsort(keys)
        under, begun = keys[by_key], starts[by_key]
        full = np.flatnonzero(stops - starts > 2 * WINDOW)
        if len(full):
            places = self._places(starts[full], stops[full], owners[full], order)
            first, last = np.maximum(starts[full], places - WINDOW), np.minimum(stops[full], places + WINDOW)
            starts[full] = np.where(self._enough(alive, first, places), first, starts[full])
            stops[full] = np.where(self._enough(alive, places, last), last, stops[full])
        places = distinct(ranges(starts, stops))
        return Entries(under[np.searchsorted(begun, places, "right") - 1], self.owners[places])

    def _enough(self, alive: Flags, starts: Ints, stops: Ints) -> Flags:
        """Whether in each span as many live as can matter to who stands at its end. Spans are at most `WINDOW` long."""
        places = starts[:, None] + np.arange(WINDOW)
        within = places < stops[:, None]
        found: Flags = (alive[self.owners[np.where(within, places, 0)]] & within).sum(axis=1) > REACH
        return found

    def _places(self, low: Ints, high: Ints, owners: Owners, order: Order) -> Ints:
        """Where each owner stands, or would stand, between two places of one drawer."""
        when, tie = order.when[owners], order.tie[owners]
        while (open_ := low < high).any():
            middle = np.where(open_, (low + high) // 2, 0)
            theirs = self.owners[middle]
            before = (order.when[theirs] < when) | ((order.when[theirs] == when) & (order.tie[theirs] < tie))
            low = np.where(open_ & before, middle + 1, low)
            high = np.where(open_ & ~before, middle, high)
        return low


class Drawers:
    """Entries (key, owner), sorted by key and, within a drawer, by the owners' order.

    New ones lie in a layer of their own above the old, which so stay as they are (O'Neil et al. 1996); when layers are
    many, the small ones become one.
    """

    def __init__(self, layers: Sequence[Layer] = ()) -> None:
        self.layers = list(layers)

    def __len__(self) -> int:
        return sum(len(layer.keys) for layer in self.layers)

    def file(self, keys: Keys, owners: Owners, order: Order) -> None:
        """Put new entries in their places."""
        if not len(keys):
            return
        by_order = order.sorted(keys, owners)
        self.layers.append(Layer(keys[by_order], owners[by_order]))
        if len(self.layers) > MOST_LAYERS:
            small = sum(len(layer.keys) for layer in self.layers[1:])
            first = 1 if small * SMALL < len(self.layers[0].keys) else 0
            self.layers[first:] = [self._one(self.layers[first:], order)]

    def pairs(self, alive: Flags, order: Order) -> Iterator[Ints]:
        """All pairs of living owners, as ``lower << 32 | higher``, in parts; one may come in several parts."""
        return (self.pairs_in(part, alive) for part in self.parts(order))

    def parts(self, order: Order) -> list[tuple[int, int]]:
        """From where to where each part of the entries goes, once they are all in one layer."""
        if not self.layers:
            return []
        self.layers = [self._one(self.layers, order)]
        keys = whole(self.layers[0].keys)
        bounds = np.searchsorted(keys, np.linspace(0, 2**64 - 2**12, PARTS + 1)[1:-1].astype(np.uint64)).tolist()
        return list(zip((0, *bounds), (*bounds, len(keys)), strict=True))

    def pairs_in(self, part: tuple[int, int], alive: Flags) -> Ints:
        """The pairs of living owners in one of the `parts`."""
        keys, owners = whole(self.layers[0].keys)[slice(*part)], whole(self.layers[0].owners)[slice(*part)]
        kept = alive[owners]
        return neighbours(keys[kept], owners[kept])

    def changes(self, touched: Keys, by: Owners, before: Flags, after: Flags, order: Order) -> tuple[Ints, Ints]:
        """Pairs gained and lost in touched drawers, when the living owners change from ``before`` to ``after``.

        Each drawer is touched ``by`` an owner; all that come or go are named with all their drawers. A pair that one
        drawer gains or loses may be one in another drawer before and after.
        """
        found = self._around(touched, by, before | after, order)
        lived, lives = before[found.owners], after[found.owners]
        either = lived | lives
        found, lived, lives = Entries(found.keys[either], found.owners[either]), lived[either], lives[either]
        near = _widened(lived != lives)
        return _appeared(found, lives, lived, near), _appeared(found, lived, lives, near)

    def together(self, keys: Keys, left: Owners, right: Owners, alive: Flags, order: Order) -> Flags:
        """Whether the two owners beside each key are neighbours in its drawer."""
        found = self._around(keys, left, alive, order)
        living = alive[found.owners]
        known = Entries(found.keys[living], found.owners[living])
        one, other = known.places_of(keys, left), known.places_of(keys, right)
        near: Flags = (one >= 0) & (other >= 0) & (np.abs(one - other) <= REACH)
        return near

    def owners_of(self, keys: Keys) -> Owners:
        """Who is filed under some keys, in no order."""
        found = (one.owners[ranges(*one.bounds(keys))] for one in self.layers)
        return np.concatenate([np.empty(0, np.int32), *found])

    def counts(self, keys: Keys) -> Ints:
        """How many entries there are under each of some keys."""
        found = np.zeros(len(keys), np.int64)
        for one in self.layers:
            start, stop = one.bounds(keys)
            found += stop - start
        return found

    def _around(self, keys: Keys, owners: Owners, alive: Flags, order: Order) -> Entries:
        """The entries under some keys with few living ones between them and the owner beside each key, in order."""
        return self._merged([layer.around(keys, owners, alive, order) for layer in self.layers], order)

    def _one(self, layers: Sequence[Layer], order: Order) -> Layer:
        """One layer in place of several."""
        if len(layers) == 1:
            return layers[0]
        merged = self._merged([layer.entries() for layer in layers], order)
        return Layer(merged.keys, merged.owners)

    @staticmethod
    def _merged(layers: Sequence[Entries], order: Order) -> Entries:
        if len(layers) == 1:
            return layers[0]
        keys = np.concatenate([np.empty(0, np.uint64), *(layer.keys for layer in layers)])
        owners = np.concatenate([np.empty(0, np.int32), *(layer.owners for layer in layers)])
        by_order = order.sorted(keys, owners)
        return Entries(keys[by_order], owners[by_order])


def neighbours(keys: Keys, owners: Owners) -> Ints:
    """Distinct pairs of owners at most `REACH` apart in one drawer."""
    found = [np.empty(0, np.int64)]
    for distance in range(1, REACH + 1):
        together = keys[distance:] == keys[:-distance]
        if not together.any():
            break
        found.append(_paired(owners[:-distance][together], owners[distance:][together]))
    return distinct(np.concatenate(found))


def _appeared(entries: Entries, here: Flags, there: Flags, near: Flags) -> Ints:
    """Distinct pairs that are neighbours among the entries that are ``here``, and were none among those ``there``.

    Both are ``near`` a change.
    """
    keys, owners = entries.keys[here], entries.owners[here]
    close, known, rank = near[here], there[here], np.cumsum(there)[here]
    found = [np.empty(0, np.int64)]
    for distance in range(1, REACH + 1):
        together = (keys[distance:] == keys[:-distance]) & close[distance:] & close[:-distance]
        before = known[distance:] & known[:-distance] & (rank[distance:] - rank[:-distance] <= REACH)
        some = together & ~before
        found.append(_paired(owners[:-distance][some], owners[distance:][some]))
    return distinct(np.concatenate(found))


def _paired(one: Owners, other: Owners) -> Ints:
    wide = one.astype(np.int64), other.astype(np.int64)
    found: Ints = np.minimum(*wide) << 32 | np.maximum(*wide)
    return found


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Each of the values once, sorted: as `np.unique`, which hashes and is 17 times slower from a million on."""
    ordered = np.sort(values)
    found: NDArray[Number] = ordered[np.concatenate((ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]))]
    return found


def ends(pairs: Ints) -> tuple[Owners, Owners]:
    """The two owners of each pair."""
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def ranges(starts: Ints, stops: Ints) -> Ints:
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
