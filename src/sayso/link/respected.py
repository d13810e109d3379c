"""Groups as people judged them: joined where two tellings were judged the same, parted where judged different.

In: the groups that `sayso.link.grouping` found, and verdicts. Out: the groups that respect them. Only groups with a
judged telling change. A group that is parted goes, telling by telling, with the judged telling that each is most like.
The result depends on the groups and the verdicts alone, in whatever order either came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sayso.link.grouping import CORE, Clash, Group, Grouping
from sayso.link.judgements import Key, Pair, Verdicts
from sayso.link.sameness import Decision, decide
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling
from sayso.link.wordings import in_time
from sayso.model import Judgement

Likeness = Callable[[Telling, Telling], Decision]


def respected(grouping: Grouping, verdicts: Verdicts, settings: LinkSettings) -> Grouping:
    """The grouping with the verdicts in force."""
    pairs = (*verdicts.same, *verdicts.different)
    if not pairs:
        return grouping
    judged = {key for pair in pairs for key in (pair.left, pair.right)}
    place = {key: at for at, group in enumerate(grouping.groups) for key in map(_key, group.tellings) if key in judged}
    pairs = tuple(pair for pair in pairs if pair.left in place and pair.right in place)

    def alike(left: Telling, right: Telling) -> Decision:
        return decide(left, right, settings)

    touched = sorted(set(place.values()))
    parts = _Parts([grouping.groups[at] for at in touched], judged, alike)
    parts.judge([pair for pair in pairs if pair in verdicts.same], [p for p in pairs if p in verdicts.different])
    return _assembled(grouping, touched, parts.groups(), alike)


class _Parts:
    """Judged tellings in disjoint sets, which the rest of their groups then follow."""

    def __init__(self, groups: Sequence[Group], judged: Iterable[Key], alike: Likeness) -> None:
        self._groups = groups
        self._judged = frozenset(judged)
        self._alike = alike
        self._seeds = [[t for t in group.tellings if _key(t) in self._judged] for group in groups]
        self._parent = {_key(telling): _key(telling) for seeds in self._seeds for telling in seeds}
        self._apart: dict[Key, set[Key]] = defaultdict(set)
        self._why: dict[Key, list[str]] = defaultdict(list)

    def judge(self, same: Sequence[Pair], different: Sequence[Pair]) -> None:
        """Join and keep apart as judged; then join what the linker had joined, where nothing judged forbids it."""
        for pair in same:
            self._join(pair.left, pair.right)
        for pair in different:
            left, right = self._root(pair.left), self._root(pair.right)
            self._apart[left].add(right)
            self._apart[right].add(left)
        for pair in (*same, *different):
            for key in (pair.left, pair.right):
                self._why[key].append(_because(pair.judgement))
        for seeds in self._seeds:
            for left, right in self._nearest_first(seeds):
                if self._root(right) not in self._apart[self._root(left)]:
                    self._join(left, right)

    def groups(self) -> list[Group]:
        """The new groups of all tellings."""
        tellings: dict[Key, list[Telling]] = defaultdict(list)
        reasons: dict[Key, list[str]] = defaultdict(list)
        for group, seeds in zip(self._groups, self._seeds, strict=True):
            for telling in group.tellings:
                tellings[self._root(self._followed(telling, seeds))].append(telling)
            for root in {self._root(_key(seed)) for seed in seeds}:
                reasons[root] += group.reasons
        for key in sorted(self._why):
            reasons[self._root(key)] = [*self._why[key], *reasons[self._root(key)]]
        return [
            Group(tuple(sorted(found, key=in_time)), tuple(dict.fromkeys(reasons[root])))
            for root, found in tellings.items()
        ]

    def _nearest_first(self, seeds: Sequence[Telling]) -> list[tuple[Key, Key]]:
        scored = [
            (-self._alike(left, right).score, at, after, _key(left), _key(right))
            for at, left in enumerate(seeds)
            for after, right in enumerate(seeds[at + 1 :], at + 1)
        ]
        return [(left, right) for *_, left, right in sorted(scored)]

    def _followed(self, telling: Telling, seeds: Sequence[Telling]) -> Key:
        """The judged telling of its group that this one is most like, the earliest of equals."""
        if len({self._root(_key(seed)) for seed in seeds}) == 1 or _key(telling) in self._judged:
            return _key(telling) if _key(telling) in self._judged else _key(seeds[0])
        return _key(max(seeds, key=lambda seed: self._alike(telling, seed).score))

    def _join(self, left: Key, right: Key) -> None:
        first, second = sorted((self._root(left), self._root(right)))
        if first == second:
            return
        self._parent[second] = first
        for other in self._apart.pop(second, set()):
            self._apart[other].discard(second)
            self._apart[other].add(first)
            self._apart[first].add(other)

    def _root(self, key: Key) -> Key:
        while self._parent[key] != key:
            key = self._parent[key]
        return key


def _assembled(grouping: Grouping, touched: Sequence[int], made: Sequence[Group], alike: Likeness) -> Grouping:
    """The untouched groups and those made anew, in order of their first telling, with clashes between them."""
    gone = set(touched)
    kept = [group for at, group in enumerate(grouping.groups) if at not in gone]
    groups = sorted([*kept, *made], key=lambda group: in_time(group.tellings[0]))
    where = {id(group): at for at, group in enumerate(groups)}
    home = {_key(telling): where[id(group)] for group in made for telling in group.tellings}

    def now(at: int) -> list[int]:
        group = grouping.groups[at]
        if at not in gone:
            return [where[id(group)]]
        return sorted({home[_key(telling)] for telling in group.tellings})

    clashes: dict[tuple[int, int], Clash] = {}
    for clash in grouping.clashes:
        lefts, rights = now(clash.left), now(clash.right)
        alone = len(lefts) == len(rights) == 1
        for low, high in sorted({(min(one, two), max(one, two)) for one in lefts for two in rights if one != two}):
            found = clash if alone else _clash(groups[low], groups[high], alike)
            if found is not None:
                clashes.setdefault((low, high), Clash(low, high, found.likeness, found.conflicts))
    for at in touched:
        parts = now(at)
        for low, high in ((one, two) for one in parts for two in parts if one < two):
            if (low, high) not in clashes and (found := _clash(groups[low], groups[high], alike)) is not None:
                clashes[low, high] = Clash(low, high, found.likeness, found.conflicts)
    return Grouping(tuple(groups), tuple(clashes[pair] for pair in sorted(clashes)))


def _clash(left: Group, right: Group, alike: Likeness) -> Clash | None:
    """The nearest conflict between the first tellings of two groups, if any."""
    decisions = [alike(one, two) for one in left.tellings[:CORE] for two in right.tellings[:CORE]]
    found = [decision for decision in decisions if decision.alike and decision.conflicts]
    best = max(found, key=lambda decision: decision.score, default=None)
    return None if best is None else Clash(0, 0, best.score, best.conflicts)


def _key(telling: Telling) -> Key:
    return telling.document, telling.statement


def _because(judgement: Judgement) -> str:
    word = "the same as another telling" if judgement.kind == "same" else "different from another telling"
    return f"judged {word} by {judgement.person} on {judgement.made_at[:10]} ({judgement.id})"
