"""Who has a claim from whom: a graph to draw, and the same as nested lists.

In: a claim and its graph. Out: `Origins`. The graph is layered from the reader (left) to the origins (right); those
who have it from the same stand in one node where they are many, copies are folded into the article they copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from sayso.link.traced import Graph
from sayso.model import Claim
from sayso.web.views.phrases import listed

READER = "reader"
_ALIKE = 3  # as many publishers with the same sources stand apart; more are folded into one node
_MOST_NAMED = 3  # of the folded ones, in the label of their node


class Node(Struct, frozen=True):
    """One vertex, at ``column`` steps from the reader and ``row`` in its column."""

    id: str
    label: str
    names: tuple[str, ...]
    kind: str  # reader, publisher, agent
    is_origin: bool
    is_bottleneck: bool
    copied_by: tuple[str, ...]
    column: int
    row: float


class Edge(Struct, frozen=True):
    """``near`` has the claim from ``far``; ``on_way`` where it is part of the ways that were counted."""

    near: str
    far: str
    on_way: bool


class Branch(Struct, frozen=True):
    """A line of the nested list. ``again``: what is below it stands above already."""

    names: tuple[str, ...]
    copied_by: tuple[str, ...]
    is_origin: bool
    is_bottleneck: bool
    again: bool
    below: tuple[Branch, ...]


class Origins(Struct, frozen=True):
    """The graph and the list."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    columns: int
    rows: int
    tree: tuple[Branch, ...]


def origins(claim: Claim, graph: Graph) -> Origins:
    """The graph of a claim, laid out."""
    groups = _groups(claim, graph)
    ids = {name: f"n{place}" for place, group in enumerate(groups) for name in group}
    edges = _edges(claim, graph, ids)
    columns = _columns([READER, *dict.fromkeys(ids.values())], edges)
    rows = _rows(columns, edges)
    nodes: tuple[Node, ...] = (Node(READER, "reader", (), "reader", False, False, (), 0, rows[READER]),)
    nodes += tuple(_node(claim, graph, group, ids[group[0]], columns, rows) for group in groups)
    deepest = max(columns.values(), default=0)
    widest = max((list(columns.values()).count(column) for column in set(columns.values())), default=1)
    return Origins(nodes, edges, deepest + 1, widest, tuple(_Tree(claim, graph).below(graph.publishers, ())))


def _groups(claim: Claim, graph: Graph) -> list[tuple[str, ...]]:
    """Names to nodes: one each, but publishers that have it from the same in one node where they are many."""
    names = dict.fromkeys(graph.publishers)
    for near, far in graph.edges.items():
        names |= dict.fromkeys((near, *far))
    pointed_at = {name for far in graph.edges.values() for name in far}
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in graph.publishers:
        if name not in pointed_at and name not in claim.origins and name != claim.bottleneck:
            alike[graph.edges.get(name, ())].append(name)
    folded = [tuple(group) for group in alike.values() if len(group) > _ALIKE]
    taken = {name for group in folded for name in group}
    return folded + [(name,) for name in names if name not in taken]


def _node(
    claim: Claim, graph: Graph, group: Sequence[str], name: str, columns: Mapping[str, int], rows: Mapping[str, float]
) -> Node:
    copied_by = tuple(copy for one in group for copy in graph.copied_by.get(one, ()))
    folded = f"\n+ {len(copied_by)} cop{'y' if len(copied_by) == 1 else 'ies'}" if copied_by else ""
    label = listed(group, _MOST_NAMED) + folded
    kind = "publisher" if group[0] in graph.publishers else "agent"
    origin, bottleneck = group[0] in claim.origins, group[0] == claim.bottleneck
    return Node(name, label, tuple(group), kind, origin, bottleneck, copied_by, columns[name], rows[name])


def _edges(claim: Claim, graph: Graph, ids: Mapping[str, str]) -> tuple[Edge, ...]:
    ways = {(READER, ids.get(way[0], "")) for way in claim.ways if way}
    ways |= {(ids.get(near, ""), ids.get(far, "")) for way in claim.ways for near, far in pairwise(way)}
    pairs = dict.fromkeys((READER, ids[name]) for name in graph.publishers)
    pairs |= dict.fromkeys((ids[near], ids[far]) for near, found in graph.edges.items() for far in found)
    return tuple(Edge(near, far, (near, far) in ways) for near, far in pairs if near != far)


def _columns(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way from the reader to each; an edge that would close a circle is not followed."""
    onward: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        onward[edge.near].append(edge.far)
    columns = dict.fromkeys(nodes, 0)

    def visit(node: str, column: int, path: frozenset[str]) -> None:
        columns[node] = max(columns[node], column)
        for far in onward[node]:
            if far not in path and column + 1 > columns[far]:
                visit(far, column + 1, path | {far})

    visit(READER, 0, frozenset({READER}))
    return columns


def _rows(columns: Mapping[str, int], edges: Sequence[Edge]) -> dict[str, float]:
    """Each column centred, its nodes in the order of the middle of those that lead to them."""
    before: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        before[edge.far].append(edge.near)
    rows: dict[str, float] = {}
    for column in range(max(columns.values(), default=0) + 1):
        here = [node for node in columns if columns[node] == column]
        middles = {node: _middle([rows[near] for near in before[node] if near in rows]) for node in here}
        for place, node in enumerate(sorted(here, key=lambda node: middles[node])):
            rows[node] = place - (len(here) - 1) / 2
    return rows


def _middle(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


class _Tree:
    """Draws each agent's sources once; where it comes again, it says so."""

    def __init__(self, claim: Claim, graph: Graph) -> None:
        self._claim = claim
        self._graph = graph
        self._drawn: set[str] = set()

    def below(self, names: Sequence[str], path: tuple[str, ...]) -> Iterator[Branch]:
        """The branches of one level. ``path``: who stands above, against circles."""
        for group in self._alike([name for name in names if name not in path]):
            onward = self._graph.edges.get(group[0], ())
            again = bool(onward) and all(name in self._drawn for name in group)
            self._drawn.update(group)
            below = () if again else tuple(self.below(onward, (*path, *group)))
            copied_by = tuple(copy for name in group for copy in self._graph.copied_by.get(name, ()))
            origin, bottleneck = group[0] in self._claim.origins, group[0] == self._claim.bottleneck
            yield Branch(tuple(group), copied_by, origin, bottleneck, again, below)

    def _alike(self, names: Sequence[str]) -> list[list[str]]:
        groups: dict[tuple[object, ...], list[str]] = {}
        for name in names:
            apart = name in self._claim.origins or name == self._claim.bottleneck
            key = (self._graph.edges.get(name, ()), name in self._drawn, name if apart else "")
            groups.setdefault(key, []).append(name)
        return sorted(groups.values(), key=lambda group: (-len(group), group[0]))
