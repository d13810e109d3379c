"""Tellings become wordings, wordings that meet in a drawer are compared, and what was decided is tied into the web.

In: a `State` whose shelf holds new tellings, or has lost some. Out: which wordings that may have moved into other
claims.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.link.candidates import worth
from sayso.link.drawers import Drawers, Entries, Flags, Ints, Owners, distinct, ends
from sayso.link.filing import filing, number
from sayso.link.ground import against
from sayso.link.sameness import decide
from sayso.link.settings import LinkSettings
from sayso.link.spread import spread
from sayso.link.state import NOBODY, State
from sayso.link.web import CLASH, GROUND, SAME, Web
from sayso.link.weighing import weighed
from sayso.link.wordings import wordings

FILED = 2_000  # wordings whose keys are made at once
DECIDED = 40_000  # pairs that are weighed at once, and then decided on
LOW = 20  # bits by which values are told apart before they are compared
_LOW = np.uint64((1 << LOW) - 1)
KeysOf = Callable[[State, int], NDArray[np.uint64]]


class Tied(Struct, frozen=True):
    """``moved``: wordings, gone ones too, that must be grouped anew. ``clashes``: pairs of wordings that clash now and
    did not, or did and do not now. ``whole``: all of them are new.
    """

    moved: frozenset[int]
    clashes: Ints
    whole: bool


def tie(state: State, settings: LinkSettings) -> Tied:
    """Bring wordings, drawers and web up to date with the shelf."""
    before = _widen(state)
    changed = _speakers(state, settings)
    after = _firsts(state.speaks)
    fresh = after & ~state.filed
    filed = _file(state, np.flatnonzero(fresh).astype(np.int32))
    if not before.any():
        state.web = _decided(
            state, settings, _worth(state, after), state.places.pairs(after, state.shelf.columns.order)
        )
        return Tied(frozenset(np.flatnonzero(after).tolist()), np.empty(0, np.int64), True)
    touched, lost = {*changed}, np.empty(0, np.int64)
    gained = []
    others = np.flatnonzero((before != after) & ~fresh).astype(np.int32)
    for (drawers, keys_of), new in zip(_drawers(state), filed, strict=True):
        old = _keyed(state, keys_of, others)
        keys, by = np.concatenate((new.keys, old.keys)), np.concatenate((new.owners, old.owners))
        more, less = drawers.changes(keys, by, before, after, state.shelf.columns.order)
        gained.append(more)
        lost = np.union1d(lost, _apart(state, drawers, keys_of, less[state.web.has(less)], after))
    columns = state.shelf.columns
    added = _decided(state, settings, worth(gained[0], columns), [gained[1]])
    for pairs in (added.pairs[_matters_to_both(added, before)], lost):
        touched.update(*(part.tolist() for part in ends(pairs)))
    moved = state.web.reach(touched)
    clashes = np.concatenate((added.clashing(added.pairs), state.web.clashing(lost)))
    state.web = state.web.changed(added, lost, after)
    return Tied(frozenset(state.web.reach(moved)), clashes, False)


def _matters_to_both(added: Web, before: Flags) -> Flags:
    """Which new pairs change the claims of both ends. A newcomer that clashes with a claim leaves it as it is."""
    left, right = ends(added.pairs)
    found: Flags = ((added.flags & SAME) > 0) | (before[left] & before[right])
    return found


def _widen(state: State) -> Flags:
    """Make room for new tellings. Out: which were the first of a wording."""
    more = len(state.shelf) - len(state.speaks)
    state.speaks = np.concatenate((state.speaks, np.full(more, NOBODY, np.int32)))
    state.head = np.concatenate((state.head, np.full(more, NOBODY, np.int32)))
    state.filed = np.concatenate((state.filed, np.zeros(more, np.bool_)))
    state.several = np.concatenate((state.several, np.zeros(more, np.bool_)))
    state.why = np.concatenate((state.why, np.zeros(more, np.uint64)))
    return _firsts(state.speaks)


def _firsts(speaks: Owners) -> Flags:
    found: Flags = speaks == np.arange(len(speaks))
    return found


def _speakers(state: State, settings: LinkSettings) -> set[int]:
    """Put the tellings of every sense that has changed into wordings. Out: the first of each, before and now."""
    columns = state.shelf.columns
    first, count = np.array(state.first), np.array(state.count)
    numbers = np.arange(len(state.speaks))
    lives = (numbers >= first[columns.paper]) & (numbers < (first + count)[columns.paper])
    concerned = _among(columns.sense, distinct(columns.sense[lives != (state.speaks != NOBODY)]))
    changed = set(state.speaks[concerned].tolist())
    state.speaks[concerned] = NOBODY
    sources = _sources(state)
    ordered = sorted((int(one) for one in concerned[lives[concerned]]), key=state.in_time)
    for _, alike in groupby(sorted(ordered, key=lambda one: int(columns.sense[one])), lambda one: columns.sense[one]):
        for spell in wordings(list(alike), columns, sources, settings.window_days):
            state.speaks[spell] = spell[0]
            changed.add(spell[0])
    return changed - {NOBODY}


def _among(values: NDArray[np.uint64], few: NDArray[np.uint64]) -> Ints:
    """The places of the values that are among a few. Low bits are looked up first: to seek each value takes long."""
    some = np.zeros(1 << LOW, np.bool_)
    some[few & _LOW] = True
    places = np.flatnonzero(some[values & _LOW])
    found: Ints = places[np.isin(values[places], few)]
    return found


def _sources(state: State) -> Owners:
    """For each paper the one that it is a version or a whole copy of, or itself."""
    found = np.arange(len(state.papers), dtype=np.int32)
    copies = state.copies
    whole = {one: original for one, original in copies.original_of.items() if one not in copies.partial}
    for document, original in (*whole.items(), *copies.superseded.items()):
        found[state.number_of[document]] = state.number_of[original]
    return found


def _drawers(state: State) -> tuple[tuple[Drawers, KeysOf], ...]:
    return (state.drawers, _keys), (state.places, _ground_keys)


def _file(state: State, fresh: Owners) -> list[Entries]:
    """File wordings that were never filed. Out: what was filed, in each of the `_drawers`."""
    filed = [_keyed(state, keys_of, fresh) for _, keys_of in _drawers(state)]
    for (drawers, _), new in zip(_drawers(state), filed, strict=True):
        drawers.file(new.keys, new.owners, state.shelf.columns.order)
    state.filed[fresh] = True
    return filed


def _keyed(state: State, keys_of: KeysOf, some: Owners) -> Entries:
    """Some wordings with all their keys, in no order."""

    def work(start: int) -> tuple[bytes, list[int]]:
        found = [keys_of(state, one) for one in some[start : start + FILED].tolist()]
        return np.concatenate(found).tobytes(), [len(keys) for keys in found]

    keys, lengths = [np.empty(0, np.uint64)], list[int]()
    for packed, more in spread(range(0, len(some), FILED), work, int, tuple[bytes, list[int]]):
        keys.append(np.frombuffer(packed, np.uint64))
        lengths += more
    return Entries(np.concatenate(keys), np.repeat(some, lengths))


def _keys(state: State, telling: int) -> NDArray[np.uint64]:
    return filing(state.shelf[telling].content)


def _ground_keys(state: State, telling: int) -> NDArray[np.uint64]:
    return distinct(np.array([number(f"ground {one.stems}") for one in state.shelf[telling].ground], np.uint64))


def _apart(state: State, drawers: Drawers, keys_of: KeysOf, pairs: Ints, alive: Flags) -> Ints:
    """The decided pairs that are neighbours in no drawer any more."""
    known = {one: keys_of(state, one) for one in distinct(np.concatenate(ends(pairs))).tolist()}
    left, right = ends(pairs)
    each = zip(left.tolist(), right.tolist(), strict=True)
    shared = [np.intersect1d(known[one], known[other], assume_unique=True) for one, other in each]
    by = np.repeat(np.arange(len(pairs)), [len(keys) for keys in shared])
    keys = np.concatenate((np.empty(0, np.uint64), *shared))
    near = np.zeros(len(pairs), np.bool_)
    near[by[drawers.together(keys, left[by], right[by], alive, state.shelf.columns.order)]] = True
    found: Ints = pairs[~(near & alive[left] & alive[right])]
    return found


def _worth(state: State, alive: Flags) -> Ints:
    """The pairs of the whole desk that are worth weighing; one that meets in several drawers may come several times."""

    def work(part: tuple[int, int]) -> bytes:
        return worth(state.drawers.pairs_in(part, alive), state.shelf.columns).tobytes()

    parts = state.drawers.parts(state.shelf.columns.order)
    found = spread(parts, work, tuple[int, int], bytes)
    return np.concatenate([np.empty(0, np.int64), *(np.frombuffer(packed, np.int64) for packed in found)])


def _decided(state: State, settings: LinkSettings, likely: Ints, places: Iterable[Ints]) -> Web:
    """The web of the pairs that are the same or clash."""
    once = distinct(likely)  # in however many drawers a pair meets

    def work(start: int) -> list[bytes]:
        pairs, flags, likeness = array("q"), array("B"), array("d")
        for pair, left, right in _each([weighed(once[start : start + DECIDED], state.shelf, settings)]):
            one, other = sorted((left, right), key=state.in_time)
            decision = decide(state.shelf[one], state.shelf[other], settings)
            if decision.same or (decision.alike and decision.conflicts):
                pairs.append(pair)
                flags.append(SAME if decision.same else CLASH)
                likeness.append(decision.score)
        return [pairs.tobytes(), flags.tobytes(), likeness.tobytes()]

    found = [*spread(range(0, len(once), DECIDED), work, int, list[bytes]), _on_ground(state, places)]
    columns = zip(*found, strict=True)
    kinds = (np.int64, np.uint8, np.float64)
    pairs, flags, likeness = (np.frombuffer(b"".join(part), kind) for part, kind in zip(columns, kinds, strict=True))
    return Web.of(pairs, flags, likeness)


def _on_ground(state: State, places: Iterable[Ints]) -> list[bytes]:
    """The pairs that contest ground, with flags and likeness, as bytes."""
    found = [pair for pair, left, right in _each(places) if _contested(state, left, right)]
    flags = np.full(len(found), GROUND, np.uint8)
    return [np.array(found, np.int64).tobytes(), flags.tobytes(), np.zeros(len(found)).tobytes()]


def _each(parts: Iterable[Ints]) -> Iterator[tuple[int, int, int]]:
    for part in parts:
        yield from zip(part.tolist(), *(end.tolist() for end in ends(part)), strict=True)


def _contested(state: State, left: int, right: int) -> bool:
    one, other = state.shelf[left], state.shelf[right]
    return any(against(mine, yours) is not None for mine in one.ground for yours in other.ground)
