"""What was decided about pairs of wordings: same, clashing in words, or clashing over ground.

In: decided pairs. Out: who is tied to whom. Kept as three columns, sorted, so that a desk of a million tellings can be
asked about a few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sayso.link.drawers import Ints, ends

SAME, CLASH, GROUND = 1, 2, 4


class Web:
    """Decided pairs. ``flags`` adds up `SAME`, `CLASH` and `GROUND`; ``likeness`` is 0 to 1."""

    def __init__(self, pairs: Ints, flags: NDArray[np.uint8], likeness: NDArray[np.float64]) -> None:
        self.pairs, self.flags, self.likeness = pairs, flags, likeness
        self._ties: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None

    @classmethod
    def of(cls, pairs: Ints, flags: NDArray[np.uint8], likeness: NDArray[np.float64]) -> Web:
        """The web of decided pairs in any order; what was decided of one pair several times adds up."""
        kept, place = np.unique(pairs, return_inverse=True)
        all_flags = np.zeros(len(kept), np.uint8)
        np.bitwise_or.at(all_flags, place, flags)
        most = np.zeros(len(kept), np.float64)
        np.maximum.at(most, place, likeness)
        return cls(kept, all_flags, most)

    @classmethod
    def empty(cls) -> Web:
        """A web without pairs."""
        return cls(np.empty(0, np.int64), np.empty(0, np.uint8), np.empty(0, np.float64))

    def changed(self, more: Web, dropped: Ints, alive: NDArray[np.bool_]) -> Web:
        """The web with more pairs, without some, and without those that have lost an end."""
        left, right = ends(self.pairs)
        kept = alive[left] & alive[right]
        kept[np.searchsorted(self.pairs, dropped[self.has(dropped)])] = False
        return Web(self.pairs[kept], self.flags[kept], self.likeness[kept])._with(more)

    def _with(self, more: Web) -> Web:
        """The web with more pairs. Few come to many, so that these stay in their order and are not sorted again."""
        known = self.has(more.pairs)
        again, new = np.searchsorted(self.pairs, more.pairs[known]), ~known
        flags, likeness = self.flags.copy(), self.likeness.copy()
        flags[again] |= more.flags[known]
        likeness[again] = np.maximum(likeness[again], more.likeness[known])
        places = np.searchsorted(self.pairs, more.pairs[new])
        return Web(
            np.insert(self.pairs, places, more.pairs[new]),
            np.insert(flags, places, more.flags[new]),
            np.insert(likeness, places, more.likeness[new]),
        )

    def has(self, pairs: Ints) -> NDArray[np.bool_]:
        """Which of the pairs are decided here."""
        if not len(self.pairs):
            return np.zeros(len(pairs), np.bool_)
        places = np.minimum(np.searchsorted(self.pairs, pairs), len(self.pairs) - 1)
        found: NDArray[np.bool_] = self.pairs[places] == pairs
        return found

    def clashing(self, pairs: Ints) -> Ints:
        """Those of some decided pairs that clash."""
        flags = self.flags[np.searchsorted(self.pairs, pairs)]
        found: Ints = pairs[(flags & (CLASH | GROUND)) > 0]
        return found

    def reach(self, some: Iterable[int]) -> set[int]:
        """Everybody tied by `SAME` to some of them, directly or through others, and they themselves."""
        left, right = self._tied()
        front = np.fromiter(some, np.int64)
        found = np.zeros(1 + max(front.max(initial=0), right.max(initial=0)), np.bool_)
        found[front] = True
        # to go through all ties at each step, some ten times, takes a tenth of the time of sorting them by both ends
        while (grows := found[left] != found[right]).any():
            found[left[grows]] = found[right[grows]] = True
        return set(np.flatnonzero(found).tolist())

    def _tied(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Both ends of all pairs that are the same."""
        if self._ties is None:
            self._ties = ends(self.pairs[(self.flags & SAME) > 0])
        return self._ties


def parted(some: Iterable[int], same: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Disjoint sets: of ``some``, those tied to one another by pairs of ``same``."""
    parent = {one: one for one in some}

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in same:
        first, second = sorted((root(left), root(right)))
        parent[second] = first
    sets: dict[int, list[int]] = defaultdict(list)
    for one in parent:
        sets[root(one)].append(one)
    return list(sets.values())
