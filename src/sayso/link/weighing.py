"""Which pairs survive when all their words are weighed, for many at once.

In: pairs that `sayso.link.candidates` found worth a look, and the columns and bags of their tellings. Out: those that
`sayso.link.sameness` may find the same or in conflict. The same sums as there, each taken at its best where a column
does not say it exactly: what is dropped here is neither there (tests/link/test_weighing.py).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.link import sameness
from sayso.link.bags import FIGURE, MOST_NAMES, NAME, TELLING, WEAK, Bags, Ragged
from sayso.link.conflicts import ABOUT
from sayso.link.drawers import Ints, Owners, ends
from sayso.link.evidence import BASE, FARTHEST, WEIGHTS
from sayso.link.settings import LinkSettings
from sayso.link.shelf import DIRECT, FACT, FIRST_PERSON, GENERAL, NEGATIVE, UNDATED_DAY, Columns, Shelf

FIELDS = 4_000_000  # of one table of words against words
_SLACK = 1e-5  # cosines are in single precision
_FIGURE, _NAME, _WEAK = 1.5, 1.5, 1 / 3

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Pairs(NamedTuple):
    """Some pairs of tellings, by their numbers."""

    left: Owners
    right: Owners
    columns: Columns
    bags: Bags


class Common(NamedTuple):
    """What two bags have in common and apart: counts of words."""

    both: _Part
    left: _Part
    right: _Part
    shared_names: Ints


class _Part(NamedTuple):
    """Words that are no figures: how many are names in either content that tell one matter from another, other names,
    how many of those are weak; of the rest how many are weak, and strong.
    """

    telling: Ints
    other: Ints
    other_weak: Ints
    weak: Ints
    strong: Ints

    def weight(self) -> Floats:
        plain = self.other - self.other_weak + self.strong
        found: Floats = _NAME * self.telling + _WEAK * (self.weak + self.other_weak) + 1.0 * plain
        return found

    def said(self) -> Floats:
        """The weight without names, as `sayso.link.evidence` has it."""
        found: Floats = self.strong + self.weak / 3
        return found


def weighed(pairs: Ints, shelf: Shelf, settings: LinkSettings) -> Ints:
    """The pairs that may be the same or in conflict."""
    if not len(pairs):
        return pairs
    whole = Pairs(*ends(pairs), shelf.columns, shelf.bags)
    kept = (_both(whole, DIRECT) & _one_end(whole)) | _rivals(whole)
    open_ = np.flatnonzero(~kept & ~_apart(whole, settings))  # a third, and their words have not been looked at yet
    left, right = whole.left[open_], whole.right[open_]
    longest = np.maximum(shelf.bags.words.lengths(left), shelf.bags.words.lengths(right))
    order, start = np.argsort(longest, kind="stable"), 0
    while start < len(order):  # pairs of like length together, so that tables have few empty fields
        size = max(1, FIELDS // max(64, int(longest[order[min(len(order) - 1, start + 10_000)]]) ** 2))
        some = order[start : start + size]
        kept[open_[some]] = _may_matter(Pairs(left[some], right[some], shelf.columns, shelf.bags))
        start += size
    return pairs[kept]


def _may_matter(pairs: Pairs) -> Flags:
    left, right, columns, bags = pairs
    one_end = _one_end(pairs)
    many = np.maximum(columns.named[left], columns.named[right]) >= MOST_NAMES
    common = _common(bags.words, left, right)
    figures = _agreed(bags.figures, left, right)
    meet = _meet(pairs)
    anchors = _count(_overlap(pairs)) + _count(meet) + _count(meet & one_end)
    alike = _alike(common, figures, anchors) | _verbatim(pairs)
    return alike | many | _likely(pairs, common, figures, meet, one_end)


def _one_end(pairs: Pairs) -> Flags:
    """Whether both have it from one named agent."""
    one, other = (pairs.columns.originator[side] for side in (pairs.left, pairs.right))
    found: Flags = (one == other) & (one != 0)
    return found


def _rivals(pairs: Pairs) -> Flags:
    """Whether both may give a cause of one thing, and no figures in both that tell whether it is one."""
    left, right, columns, _ = pairs
    found: Flags = (columns.effect[left] & columns.effect[right]) > 0
    return found & ~(columns.counts[left] & columns.counts[right])


def _verbatim(pairs: Pairs) -> Flags:
    found: Flags = pairs.columns.sequence[pairs.left] == pairs.columns.sequence[pairs.right]
    return found


def _count(flags: Flags) -> Ints:
    """Flags as numbers, which add up where flags would not."""
    return flags.astype(np.int64)


def _both(pairs: Pairs, trait: int) -> Flags:
    found: Flags = (pairs.columns.traits[pairs.left] & pairs.columns.traits[pairs.right] & trait) > 0
    return found


def _either(pairs: Pairs, trait: int) -> Flags:
    found: Flags = ((pairs.columns.traits[pairs.left] | pairs.columns.traits[pairs.right]) & trait) > 0
    return found


def _common(words: Ragged, left: Owners, right: Owners) -> Common:
    """The words of both contents; equal words have equal numbers, and none stands twice in one."""
    in_left, (mine, my_traits) = words.padded(left, int(words.lengths(left).max()))
    in_right, (yours, your_traits) = words.padded(right, int(words.lengths(right).max()))
    equal = (mine[:, :, None] == yours[:, None, :]) & in_left[:, :, None] & in_right[:, None, :]
    shared, also_mine = equal.any(axis=2), equal.any(axis=1)
    your_name, my_name = (your_traits & NAME) > 0, (my_traits & NAME) > 0
    named = my_name | (np.take_along_axis(your_name, equal.argmax(axis=2), 1) & shared)
    your_named = your_name | (np.take_along_axis(my_name, equal.argmax(axis=1), 1) & also_mine)
    return Common(
        _counted(shared, my_traits, named),
        _counted(in_left, my_traits, named),
        _counted(in_right, your_traits, your_named),
        (shared & named & ((my_traits & (FIGURE | TELLING)) == TELLING)).sum(axis=1),
    )


def _counted(some: Flags, traits: NDArray[np.uint8], named: Flags) -> _Part:
    plain = some & ((traits & FIGURE) == 0)
    weak = plain & ((traits & WEAK) > 0)
    telling = plain & named & ((traits & TELLING) > 0)
    other = plain & named & ~telling
    light = weak & ~named
    counts = [one.sum(axis=1) for one in (telling, other, weak & named, light, plain & ~named & ~weak)]
    return _Part(*counts)


def _agreed(figures: Ragged, left: Owners, right: Owners) -> Ints:
    """How many figures of the one may agree with one of the other, whichever is asked and whatever they count."""
    if not len(figures.columns[0]):
        return np.zeros(len(left), np.int64)
    in_left, (mine, my_bounds) = figures.padded(left, int(figures.lengths(left).max()))
    in_right, (yours, your_bounds) = figures.padded(right, int(figures.lengths(right).max()))
    one, other = mine[:, :, None], yours[:, None, :]
    near = (my_bounds[:, :, None] | your_bounds[:, None, :]) & (
        np.abs(one - other) <= (2 * ABOUT + _SLACK) * np.maximum(np.abs(one), np.abs(other))
    )
    agree = ((one == other) | near) & in_left[:, :, None] & in_right[:, None, :]
    found: Ints = np.maximum(agree.any(axis=2).sum(axis=1), agree.any(axis=1).sum(axis=1))
    return found


def _meet(pairs: Pairs) -> Flags:
    left, right, columns, _ = pairs
    publishers = [columns.chain[side] for side in (left, right)]  # these too: the others in common
    others = [columns.others[side] for side in (left, right)]
    found: Flags = (publishers[0] & others[1] | others[0] & publishers[1]) > 0
    return found


def _overlap(pairs: Pairs) -> Flags:
    """Whether both contents name days and these may be the same."""
    left, right, columns, _ = pairs
    dated = columns.dated[left] & columns.dated[right]
    found: Flags = dated & (columns.when[left] <= columns.last[right]) & (columns.when[right] <= columns.last[left])
    return found


def _alike(common: Common, figures: Ints, anchors: Ints) -> Flags:
    """As `sayso.link.sameness` finds words alike."""
    agreed = _FIGURE * figures
    shared = common.both.weight() + agreed
    weights = [part.weight() + agreed for part in (common.left, common.right)]
    share = shared / np.maximum(1e-9, weights[0] + weights[1] - shared)
    contained = shared / np.maximum(1e-9, np.minimum(*weights))
    predicate = _predicate_share(common)
    near = (share >= sameness.NEAR - _SLACK) & (predicate >= sameness.NEAR_PREDICATE - _SLACK)
    anchored = common.shared_names + figures + anchors >= sameness.PARAPHRASE_ANCHORS
    paraphrase = share >= sameness.PARAPHRASE - _SLACK
    part = (contained >= sameness.CONTAINED - _SLACK) & (share >= sameness.CONTAINED_LEAST - _SLACK)
    enough = predicate >= sameness.PARAPHRASE_PREDICATE - _SLACK
    found: Flags = near | (anchored & enough & (paraphrase | part))
    return found


def _predicate_share(common: Common) -> Floats:
    strong = [part.strong for part in (common.left, common.right)]
    weak_only = [part == 0 for part in strong]
    sizes = [np.where(only, part.weak, part.strong) for only, part in zip(weak_only, common[1:3], strict=True)]
    shared = np.where(weak_only[0], common.both.weak, common.both.strong)
    shared = np.where(weak_only[0] == weak_only[1], shared, 0)
    smaller = np.minimum(*sizes)
    found: Floats = np.where(smaller > 0, shared / np.maximum(1, smaller), sizes[0] == sizes[1])
    return found


def _likely(pairs: Pairs, common: Common, figures: Ints, meet: Flags, one_end: Flags) -> Flags:
    """Whether the evidence may be enough."""
    left, right, columns, bags = pairs
    near = _near(columns.meaning[left], columns.meaning[right])
    names, lone = _names(bags, left, right)
    dated = _overlap(pairs)
    one_sided = columns.counts[left] != columns.counts[right]
    said = [part.said() for part in common[:3]]
    least, whole = np.minimum(said[1], said[2]), said[1] + said[2] - said[0]
    odds = BASE + WEIGHTS.near * near + WEIGHTS.names * names + WEIGHTS.each_has_lone * lone
    odds = odds + WEIGHTS.contained * said[0] / np.maximum(1e-9, least)
    odds = odds + WEIGHTS.common * said[0] / np.where(whole > 0, whole, 1.0)
    odds = odds + WEIGHTS.figures * figures + WEIGHTS.figure_in_one * one_sided + WEIGHTS.dated_alike * dated
    odds = odds + WEIGHTS.apart * np.log1p(np.minimum(FARTHEST, _days_apart(pairs)))
    odds = odds + WEIGHTS.meet * meet + WEIGHTS.one_end * one_end
    anchored = names + figures + _count(dated) + _count(meet | one_end) >= sameness.PARAPHRASE_ANCHORS
    least_near = np.where(names + figures < sameness.PARAPHRASE_ANCHORS, sameness.THIN_NEAR, sameness.LEAST_NEAR)
    found: Flags = (near >= least_near - _SLACK) & anchored & (odds >= sameness.ODDS - 1e-3)
    return found & ~_elsewhere(pairs)


def _names(bags: Bags, left: Owners, right: Owners) -> tuple[Ints, Flags]:
    """How many whole names the one has of the other, at least in part; and whether each has one of its own."""
    one, one_lone = _names_in(bags, left, right)
    other, other_lone = _names_in(bags, right, left)
    return np.minimum(one, other), one_lone & other_lone


def _names_in(bags: Bags, left: Owners, right: Owners) -> tuple[Ints, Flags]:
    if not len(bags.names.columns[0]):
        return np.zeros(len(left), np.int64), np.zeros(len(left), np.bool_)
    in_left, (mine, names, telling) = bags.names.padded(left, int(bags.names.lengths(left).max()))
    in_right, (yours, _) = bags.words.padded(right, int(bags.words.lengths(right).max()))
    there = ((mine[:, :, None] == yours[:, None, :]) & in_right[:, None, :]).any(axis=2)
    shared = np.bitwise_or.reduce(np.where(in_left & there & telling, names, np.uint64(0)), axis=1)
    found: Ints = np.bitwise_count(shared).astype(np.int64)
    return found, (in_left & ~there).any(axis=1)


def _days_apart(pairs: Pairs) -> Ints:
    left, right, columns, _ = pairs
    first, last = (
        [column[side].astype(np.int64) for side in (left, right)] for column in (columns.first, columns.last)
    )
    days = np.maximum(0, np.maximum(first[0] - last[1], first[1] - last[0]))
    undated = (first[0] == UNDATED_DAY) | (first[1] == UNDATED_DAY)
    found: Ints = np.where(undated, 0, days)
    return found


def _elsewhere(pairs: Pairs) -> Flags:
    """Other places or other days, which no evidence outweighs."""
    left, right, columns, _ = pairs
    one, other = columns.places[left], columns.places[right]
    placed = (one != 0) & (other != 0) & ((one & other) == 0)
    found: Flags = placed | (columns.dated[left] & columns.dated[right] & ~_overlap(pairs))
    return found


def _near(left: NDArray[np.int8], right: NDArray[np.int8]) -> Floats:
    one, other = left.astype(np.float32), right.astype(np.float32)  # sums below 2**24 are exact
    lengths = np.einsum("ij,ij->i", one, one) * np.einsum("ij,ij->i", other, other).astype(np.float64)
    found: Floats = np.einsum("ij,ij->i", one, other) / np.sqrt(np.maximum(lengths, 1))
    return found


def _apart(pairs: Pairs, settings: LinkSettings) -> Flags:
    """What keeps two tellings apart whatever their contents, as in `sayso.link.sameness`."""
    left, right, columns, _ = pairs
    two = columns.speaker[left] != columns.speaker[right]
    passed_on = columns.wraps[left] != columns.wraps[right]
    denied = _verbatim(pairs) & _either(pairs, NEGATIVE) & ~_both(pairs, NEGATIVE)
    spoken = two & (_both(pairs, FIRST_PERSON) | (_either(pairs, GENERAL) & ~denied))
    found: Flags = passed_on | spoken | _told_too_far_apart(pairs, _verbatim(pairs), settings)
    return found


def _told_too_far_apart(pairs: Pairs, verbatim: Flags, settings: LinkSettings) -> Flags:
    left, right, columns, _ = pairs
    dated = columns.dated[left] | columns.dated[right]
    by_event = (_days_apart(pairs) > settings.window_days) | _foretold(left, right, columns)
    by_event |= _foretold(right, left, columns)
    first, second = columns.day[left].astype(np.int64), columns.day[right].astype(np.int64)
    known = (first != UNDATED_DAY) & (second != UNDATED_DAY)
    again = (columns.publisher[left] == columns.publisher[right]) & ~verbatim
    by_publication = known & (np.abs(first - second) > np.where(again, 0, settings.window_days))
    excused = _overlap(pairs) | (verbatim & _both(pairs, DIRECT))
    found: Flags = ~excused & np.where(dated, by_event, by_publication)
    return found


def _foretold(told: Owners, dated: Owners, columns: Columns) -> Flags:
    published, told_on = columns.day[told], columns.day[dated]
    to_come = columns.when[dated]
    fact = (columns.traits[told] & FACT) > 0
    asked = fact & (published != UNDATED_DAY) & ~columns.dated[told] & columns.dated[dated]
    before = (told_on != UNDATED_DAY) & (told_on < to_come)
    found: Flags = asked & (published < to_come) & ~before
    return found
