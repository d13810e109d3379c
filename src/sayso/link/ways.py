"""Vertex-disjoint ways from the reader to the origins of a claim, and the bottleneck.

In: the graph of a claim. Out: a largest set of ways no two of which share a vertex (Menger's theorem: as
many as the maximum flow on the vertex-split graph), and the intermediary through whom every way there is
passes, the nearest to the origins (a dominator of the sink). Graphs are tiny (tens of vertices), and a
claim of one publisher has one way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import networkx as nx
from msgspec import Struct

READER, SINK = "", "\0"  # no key of an agent is empty or holds a NUL
IN, OUT = "in", "out"

Node = tuple[str, str]
Flow = dict[Node, Node]


class Net(Struct, frozen=True):
    """Who has it from whom, by key; where reading starts and where ways end."""

    sources: Mapping[str, tuple[str, ...]]
    publishers: tuple[str, ...]
    origins: tuple[str, ...]


def disjoint_ways(net: Net) -> tuple[tuple[str, ...], ...]:
    """The ways, reader's side first, sorted; each ends with an origin."""
    if len(net.publishers) == 1:
        return (_shortest(net),)
    flow = _greatest_flow(net)
    return tuple(sorted(_follow(flow, (publisher, IN)) for publisher in net.publishers if flow.get((publisher, IN))))


def bottleneck(net: Net) -> str | None:
    """The intermediary, neither origin nor publisher, on every way: the nearest to the origins."""
    if not net.sources.keys() - set(net.origins) - set(net.publishers):
        return None
    graph = nx.DiGraph((near, far) for near, further in net.sources.items() for far in further)
    graph.add_edges_from((READER, publisher) for publisher in net.publishers)
    graph.add_edges_from((origin, SINK) for origin in net.origins)
    dominator = nx.immediate_dominators(graph, READER)
    vertex: str = dominator[SINK]
    while vertex != READER and (vertex in net.origins or vertex in net.publishers):
        vertex = dominator[vertex]
    return None if vertex == READER else vertex


def _shortest(net: Net) -> tuple[str, ...]:
    """The shortest way of a claim with one publisher, whose vertex no second way could use."""
    reached: dict[str, tuple[str, ...]] = {net.publishers[0]: (net.publishers[0],)}
    todo = [net.publishers[0]]
    for near in todo:
        for far in net.sources.get(near, ()):
            if far not in reached:
                reached[far] = (*reached[near], far)
                todo.append(far)
    found = [reached[key] for key in net.origins if key in reached]
    return min(found, key=lambda way: (len(way), way))


def _greatest_flow(net: Net) -> Flow:
    """The steps of a greatest set of ways: augmenting paths (Ford and Fulkerson 1956), a vertex used once.

    Each vertex is an edge from its "in" to its "out"; a step that a later way takes back is no step any more.
    """
    left = _steps(net)
    start = {(publisher, IN) for publisher in net.publishers}
    flow: Flow = {}
    while (way := _augmenting(left, sorted(start))) is not None:
        start.discard(way[0])
        for here, there in pairwise(way):
            left[here].remove(there)
            left[there].add(here)
            if flow.get(there) == here:
                del flow[there]
            else:
                flow[here] = there
    return flow


def _steps(net: Net) -> dict[Node, set[Node]]:
    inner = (far for further in net.sources.values() for far in further)
    left: dict[Node, set[Node]] = {(SINK, IN): set()}
    for key in {*net.sources, *net.publishers, *net.origins, *inner}:
        left[key, IN] = {(key, OUT)}
        left[key, OUT] = {(far, IN) for far in net.sources.get(key, ())}
    for origin in net.origins:
        left[origin, OUT].add((SINK, IN))
    return left


def _augmenting(left: Mapping[Node, set[Node]], start: Sequence[Node]) -> list[Node] | None:
    """A shortest way to the sink through what is left."""
    came: dict[Node, Node | None] = dict.fromkeys(start)
    todo = list(start)
    for node in todo:
        if node == (SINK, IN):
            way = [node]
            while (before := came[way[-1]]) is not None:
                way.append(before)
            return way[::-1]
        for step in sorted(left[node]):
            if step not in came:
                came[step] = node
                todo.append(step)
    return None


def _follow(flow: Flow, node: Node) -> tuple[str, ...]:
    way = []
    while node[0] != SINK:
        way.append(node[0])
        node = flow[node[0], OUT]
    return tuple(way)


def names(ways: Sequence[Sequence[str]], printed: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Ways by the names to print."""
    return tuple(tuple(printed[key] for key in way) for way in ways)
