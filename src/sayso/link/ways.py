"""Vertex-disjoint ways from the reader to the origins of a claim, and the bottleneck.

In: the graph of a claim. Out: a largest set of ways no two of which share a vertex (Menger's theorem: as
many as the maximum flow on the vertex-split graph), and the intermediary through whom every way there is
passes, the nearest to the origins (a dominator of the sink). Graphs are tiny (tens of vertices), and a
claim of one publisher has one way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
from msgspec import Struct

READER, SINK = "", "\0"  # no key of an agent is empty or holds a NUL


class Net(Struct, frozen=True):
    """Who has it from whom, by key; where reading starts and where ways end."""

    sources: Mapping[str, tuple[str, ...]]
    publishers: tuple[str, ...]
    origins: tuple[str, ...]


def disjoint_ways(net: Net) -> tuple[tuple[str, ...], ...]:
    """The ways, reader's side first, sorted; each ends with an origin."""
    if len(net.publishers) == 1:
        return (_shortest(net),)
    graph = _vertex_split(net)
    _, flow = nx.maximum_flow(graph, (READER, "out"), (SINK, "in"), flow_func=nx.algorithms.flow.edmonds_karp)
    return tuple(sorted(_follow(flow, publisher) for publisher in net.publishers if _flows(flow, publisher)))


def bottleneck(net: Net) -> str | None:
    """The intermediary, neither origin nor publisher, on every way: the nearest to the origins."""
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
    graph = nx.DiGraph((near, far) for near, further in net.sources.items() for far in further)
    graph.add_node(net.publishers[0])
    reached = dict(nx.single_source_shortest_path(graph, net.publishers[0]))
    found = [tuple(reached[key]) for key in net.origins if key in reached]
    return min(found, key=lambda way: (len(way), way))


def _vertex_split(net: Net) -> nx.DiGraph:
    """Each vertex as an edge of capacity one from its "in" to its "out"."""
    graph = nx.DiGraph()
    keys = {
        *net.sources,
        *net.publishers,
        *net.origins,
        *(far for further in net.sources.values() for far in further),
    }
    for key in sorted(keys):
        graph.add_edge((key, "in"), (key, "out"), capacity=1)
    for publisher in net.publishers:
        graph.add_edge((READER, "out"), (publisher, "in"), capacity=1)
    for near, further in net.sources.items():
        for far in further:
            graph.add_edge((near, "out"), (far, "in"), capacity=1)
    for origin in net.origins:
        graph.add_edge((origin, "out"), (SINK, "in"), capacity=1)
    return graph


def _flows(flow: Mapping[tuple[str, str], Mapping[tuple[str, str], int]], publisher: str) -> bool:
    return flow[READER, "out"].get((publisher, "in"), 0) > 0


def _follow(flow: Mapping[tuple[str, str], Mapping[tuple[str, str], int]], publisher: str) -> tuple[str, ...]:
    way = [publisher]
    while True:
        after = next(key for (key, _), used in flow[way[-1], "out"].items() if used)
        if after == SINK:
            return tuple(way)
        way.append(after)


def names(ways: Sequence[Sequence[str]], printed: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Ways by the names to print."""
    return tuple(tuple(printed[key] for key in way) for way in ways)
