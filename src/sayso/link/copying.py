"""Who may have copied whom on a desk, kept so that a new page meets only those it shares something with.

In: pages. Out: what each two of them share. A page is filed under its MinHash and its sentences; only neighbours in a
drawer are compared, and a comparison is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.link.agents import Agents
from sayso.link.copies import Copies, Known, Shares, Sharing, copies, page_keys, replaced, sharing
from sayso.link.drawers import Drawers, Ints, Order, distinct, ends
from sayso.link.filing import number
from sayso.link.minhash import may_be_forked
from sayso.link.moments import order
from sayso.link.packed import Packed
from sayso.link.pages import Outlets, Page, name_stems, page
from sayso.link.papers import paper
from sayso.link.runs import Held
from sayso.link.spread import spread
from sayso.model import Reading

_unpack = msgspec.msgpack.Decoder(Page).decode
_AT_ONCE = 1_000


class Shared:
    """The pages of a desk by number, packed, and what they share."""

    def __init__(
        self,
        packed: Packed | None = None,
        number_of: dict[str, int] | None = None,
        drawers: Drawers | None = None,
        found: dict[tuple[int, int], Sharing] | None = None,
        given: dict[str, list[int]] | None = None,
        shares: Shares | None = None,
    ) -> None:
        self.packed = packed or Packed()
        self.number_of = number_of or {}
        self.drawers = drawers or Drawers()
        self.found = found or {}
        self.given = given or {}
        self.shares = shares or {}
        self._new: list[int] = []

    def read(self, document: str) -> Page:
        """The page of a document."""
        return _unpack(self.packed[self.number_of[document]])

    def put(self, number_: int, document: str, packed: bytes, givers: Iterable[str]) -> None:
        """A page, packed, under a number, the next or one that is taken; ``givers`` are whom it has sentences from."""
        if number_ == len(self.packed):
            self.packed.append(packed)
            self._new.append(number_)  # a page read anew has the same sentences, and is filed already
        else:
            self.packed[number_] = packed
        self.number_of[document] = number_
        for giver in givers:
            self.given.setdefault(giver, []).append(number_)

    def compare(self, before: NDArray[np.bool_], after: NDArray[np.bool_], outlets: Outlets, when: Order) -> None:
        """Compare what has become a pair now that the living pages are ``after``, and drop what is none."""
        keys, owners = self._keys(self._new)
        self._new = []
        self.drawers.file(keys, owners, when)
        runs = self._held(outlets)
        if not before.any():
            # all at once: a pair may meet in several parts, and the pairs of one page should lie side by side
            self._compare(distinct(np.concatenate([np.empty(0, np.int64), *self.drawers.pairs(after, when)])), runs)
            return
        changed = np.flatnonzero(before != after).astype(np.int32)
        gone, going = self._keys(np.setdiff1d(changed, owners).tolist())
        keys, owners = np.concatenate((keys, gone)), np.concatenate((owners, going))
        gained, lost = self.drawers.changes(keys, owners, before, after, when)
        for pair in _pairs(lost):
            if pair in self.found and not (after[pair[0]] and after[pair[1]] and self._together(pair, after, when)):
                del self.found[pair]
        self._compare(gained, runs)

    def again(self, numbers: Iterable[int], outlets: Outlets, alive: NDArray[np.bool_], when: Order) -> None:
        """Compare once more whatever these pages are paired with."""
        keys, owners = self._keys([one for one in numbers if alive[one]])
        runs = self._held(outlets)
        for place in distinct(owners):
            mine = keys[owners == place]
            met = distinct(self.drawers.owners_of(mine))
            others = [int(one) for one in met if alive[one] and one != place]
            pairs = [(min(one, int(place)), max(one, int(place))) for one in others]
            for pair in pairs:
                self.found.pop(pair, None)
                if self._together(pair, alive, when):
                    self._compare_one(pair, runs)

    def _together(self, pair: tuple[int, int], alive: NDArray[np.bool_], when: Order) -> bool:
        left, right = (self._keys([one]) for one in pair)
        keys, mine, yours = np.intersect1d(left[0], right[0], return_indices=True)
        return bool(self.drawers.together(keys, left[1][mine], right[1][yours], alive, when).any())

    def _held(self, outlets: Outlets) -> Held:
        return Held(lambda place: _unpack(self.packed[place]), outlets)

    def _compare(self, pairs: Ints, runs: Held) -> None:
        for pair in _pairs(pairs):
            if pair not in self.found:
                self._compare_one(pair, runs)

    def _compare_one(self, pair: tuple[int, int], runs: Held) -> None:
        shared = sharing(*(runs.of(place) for place in pair))
        if shared is not None:
            self.found[pair] = shared

    def _keys(self, numbers: Sequence[int]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        def work(start: int) -> tuple[bytes, list[int]]:
            found = page_keys([_unpack(self.packed[place]) for place in numbers[start : start + _AT_ONCE]])
            return np.concatenate(found).tobytes(), [len(keys) for keys in found]

        keys, lengths = [np.empty(0, np.uint64)], list[int]()
        portions = range(0, len(numbers), _AT_ONCE)
        shared = spread(portions, work, int, tuple[bytes, list[int]]) if may_be_forked() else map(work, portions)
        for packed, more in shared:
            keys.append(np.frombuffer(packed, np.uint64))
            lengths += more
        return np.concatenate(keys), np.repeat(np.array(numbers, np.int32), lengths)


def copies_of(readings: Sequence[Reading], agents: Agents) -> Copies:
    """The copies and revisions among readings, found at once."""
    papers = [paper(reading) for reading in readings]
    pages = [page(reading, agents) for reading in readings]
    telling = (pair for pair in zip(pages, papers, strict=True) if len(pair[1].named) > 1)
    outlets = {found.outlet: name_stems(one.outlet) for found, one in telling}
    versions = replaced(papers)
    earlier = {one for group in versions.values() for one in group[:-1]}
    shared = Shared()
    for place, found in enumerate(pages):
        shared.put(place, found.document, msgspec.msgpack.encode(found), set(found.given_to) - {""})
    current = np.array([one.id not in earlier for one in papers], np.bool_)
    when = Order(
        np.array([order(one.published) for one in papers]), np.array([number(one.id) for one in papers], np.uint64)
    )
    shared.compare(np.zeros(len(papers), np.bool_), current, outlets, when)
    times = {one.id: (order(one.published), one.id) for one in papers}
    return copies(shared.found.values(), versions, Known(shared.read, outlets, times.__getitem__, {}, {}))


def _pairs(pairs: Ints) -> Iterable[tuple[int, int]]:
    left, right = ends(pairs)
    return zip(left.tolist(), right.tolist(), strict=True)
