"""Claims as groups of wordings that say the same.

In: wordings. Out: groups of tellings, and the pairs of groups that conflict. Decided pairs are joined
from the most to the least alike (Kruskal's order, ties by time and document), and two groups join only if
their cores, the first tellings of each, can stand together: none conflicts and none is a stranger to
another. So a chain of small steps does not carry a claim away, and the result depends on no order but
that of the contents themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.link.candidates import candidates
from sayso.link.conflicts import Conflict
from sayso.link.sameness import Decision, decide
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling
from sayso.link.wordings import Wording, in_time

CORE = 4  # tellings that speak for a group; with more, 40 copies of a claim would make each joining cost 1,600
LEAST_SHARED = 0.25  # of the shorter content's words: half of what any "same" pair has; it spares decisions
STRANGERS = 0.15  # shares of common weight below this: only a longer third telling holds two such together
_HARD = frozenset({"denial", "negation", "figure", "place", "date", "outcome", "nested"})


class Group(Struct, frozen=True):
    """The tellings of one claim in order of time, and why they were put together."""

    tellings: tuple[Telling, ...]
    reasons: tuple[str, ...]


class Clash(Struct, frozen=True):
    """Two groups (positions in `Grouping.groups`) with alike words that cannot both hold."""

    left: int
    right: int
    likeness: float
    conflicts: tuple[Conflict, ...]


class Grouping(Struct, frozen=True):
    """Groups in order of their first telling, and their clashes."""

    groups: tuple[Group, ...]
    clashes: tuple[Clash, ...]


class _Forest:
    """Disjoint sets of wordings, each with its core and the reasons that joined it."""

    def __init__(self, wordings: Sequence[Wording], settings: LinkSettings) -> None:
        self._wordings = wordings
        self._settings = settings
        self._parent = list(range(len(wordings)))
        self._core = [[position] for position in range(len(wordings))]
        self.reasons: list[list[str]] = [[] for _ in wordings]

    def root(self, position: int) -> int:
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position

    def join(self, left: int, right: int, reasons: Iterable[str]) -> None:
        first, second = sorted((self.root(left), self.root(right)))
        if first == second or not self._stand_together(first, second):
            return
        self._parent[second] = first
        self._core[first] = sorted(self._core[first] + self._core[second])[:CORE]
        self.reasons[first] += [*self.reasons[second], *reasons]

    def _stand_together(self, first: int, second: int) -> bool:
        return all(
            self._bear(self._wordings[left].first, self._wordings[right].first)
            for left in self._core[first]
            for right in self._core[second]
        )

    def _bear(self, left: Telling, right: Telling) -> bool:
        decision = decide(left, right, self._settings)
        hard = any(conflict.kind in _HARD for conflict in decision.conflicts)
        return decision.same or (decision.score >= STRANGERS and not hard)


def group(wordings: Sequence[Wording], settings: LinkSettings) -> Grouping:
    """The claims of the wordings. Every telling is in exactly one group."""
    decided = _decide_candidates(wordings, settings)
    forest = _Forest(wordings, settings)
    same = [(pair, decision) for pair, decision in decided if decision.same]
    for (left, right), decision in sorted(same, key=lambda item: (-item[1].score, item[0])):
        forest.join(left, right, decision.reasons)
    return _collect(wordings, forest, decided)


def _decide_candidates(wordings: Sequence[Wording], settings: LinkSettings) -> list[tuple[tuple[int, int], Decision]]:
    decided = []
    contents = [wording.first.content.words for wording in wordings]
    for left, right in candidates(contents):
        shared = len(contents[left] & contents[right])
        if shared < LEAST_SHARED * min(len(contents[left]), len(contents[right])):
            continue
        decision = decide(wordings[left].first, wordings[right].first, settings)
        if decision.alike:
            decided.append(((left, right), decision))
    return decided


def _collect(
    wordings: Sequence[Wording], forest: _Forest, decided: Sequence[tuple[tuple[int, int], Decision]]
) -> Grouping:
    members: dict[int, list[Telling]] = {}
    for position, wording in enumerate(wordings):
        members.setdefault(forest.root(position), []).extend(wording.tellings)
    number = {root: place for place, root in enumerate(members)}
    groups = tuple(
        Group(tuple(sorted(found, key=in_time)), tuple(dict.fromkeys(forest.reasons[root])))
        for root, found in members.items()
    )
    clashes: dict[tuple[int, int], Clash] = {}
    for (left, right), decision in sorted(decided, key=lambda item: (-item[1].score, item[0])):
        low, high = sorted((number[forest.root(left)], number[forest.root(right)]))
        if decision.conflicts and low != high:
            clashes.setdefault((low, high), Clash(low, high, decision.score, decision.conflicts))
    return Grouping(groups, tuple(clashes[pair] for pair in sorted(clashes)))
