"""Claims as groups of wordings that say the same.

In: wordings, by the numbers of their first tellings, and the decided pairs among them. Out: groups. Pairs are joined
from the most to the least alike (Kruskal's order, ties by time and document), and two groups join only if their cores,
the first tellings of each, can stand together: none conflicts, and on average they are likely one claim. So a chain of
small steps does not carry a claim away, and the result depends on no order but that of the contents themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

from msgspec import Struct

from sayso.link.conflicts import Conflict
from sayso.link.sameness import Decision, decide, parted
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling

CORE = 4  # tellings that speak for a group; with more, 40 copies of a claim would make each joining cost 1,600
LEAST_ODDS = 0.0  # on average over the cores: average linkage, so that no chain of likely pairs makes an unlikely claim
_HARD = frozenset({"denial", "negation", "figure", "place", "date", "outcome", "event", "nested"})

Pair = tuple[int, int]
Reader = Callable[[int], Telling]


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
    """Disjoint sets of wordings, each with its core and the reasons that joined it. ``wordings`` come in time."""

    def __init__(self, wordings: Sequence[int], read: Reader, settings: LinkSettings) -> None:
        self._read = read
        self._settings = settings
        self._place = {wording: place for place, wording in enumerate(wordings)}
        self._wordings = wordings
        self._parent = list(range(len(wordings)))
        self._core = [[place] for place in self._parent]
        self._agents = [frozenset(vertex.key for vertex in read(wording).chain) for wording in wordings]
        self._decided: dict[Pair, Decision] = {}
        self.reasons: list[list[str]] = [[] for _ in wordings]

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, pair: Pair) -> None:
        first, second = sorted(self.root(self._place[wording]) for wording in pair)
        if first == second or not self._stand_together(first, second):
            return
        self._parent[second] = first
        self._core[first] = sorted(self._core[first] + self._core[second])[:CORE]
        self._agents[first] |= self._agents[second]
        decision = self._decision(*sorted(self._place[wording] for wording in pair))
        self.reasons[first] += [*self.reasons[second], *decision.reasons]

    def _decision(self, first: int, later: int) -> Decision:
        """The decision on two places, once."""
        if (first, later) not in self._decided:
            one, other = (self._read(self._wordings[place]) for place in (first, later))
            self._decided[first, later] = decide(one, other, self._settings)
        return self._decided[first, later]

    def _stand_together(self, first: int, second: int) -> bool:
        odds = []
        for pair in product(self._core[first], self._core[second]):
            left, right = sorted(pair)
            one, other = (self._read(self._wordings[place]) for place in (left, right))
            decision = self._decision(left, right)
            if not decision.same:
                kinds = {conflict.kind for conflict in (*decision.conflicts, *parted(one, other))}
                against = kinds & _HARD
                if against == {"figure"} and self._retells(first, second):
                    continue
                if against:
                    return False
            odds.append(decision.odds)
        return sum(odds) >= LEAST_ODDS * len(odds)

    def _retells(self, first: int, second: int) -> bool:
        """Whether one of the groups has all it tells from those who tell the other: what is told anew in it is no
        rival count."""
        return any(
            all(self._has_from(telling, self._agents[other]) for telling in self._core[one])
            for one, other in ((first, second), (second, first))
        )

    def _has_from(self, place: int, agents: frozenset[str]) -> bool:
        telling = self._read(self._wordings[place])
        return len(telling.chain) > 1 and telling.originator.kind != "unnamed" and telling.originator.key in agents


def groups(
    wordings: Sequence[int], pairs: Iterable[tuple[float, Pair]], read: Reader, settings: LinkSettings
) -> list[tuple[list[int], tuple[str, ...]]]:
    """The wordings of each claim, with the reasons. ``wordings`` come in time.

    ``pairs`` are decided the same, each with how alike they are.
    """
    if len(wordings) == 1:
        return [(list(wordings), ())]
    forest = _Forest(wordings, read, settings)
    place = {wording: at for at, wording in enumerate(wordings)}
    ordered = [(-likeness, sorted((place[one], place[other]))) for likeness, (one, other) in pairs]
    for _, (first, later) in sorted(ordered):
        forest.join((wordings[first], wordings[later]))
    members: dict[int, list[int]] = {}
    for at, wording in enumerate(wordings):
        members.setdefault(forest.root(at), []).append(wording)
    return [(found, tuple(dict.fromkeys(forest.reasons[root]))) for root, found in members.items()]
