"""The chains of one claim as a graph, once copies are merged and cited documents are followed.

In: the tellings of a claim, and the copies of the desk. Out: `Routes`: edges from each agent to the one
it has the claim from, the publishers, the origins (ends of chains) and the loops found. An agent at the
end of one chain who, by another telling of the same claim, has it from somebody else is a relay and no
origin; unless it puts the content forward as its own judgement (an attitude: "assesses", "believes").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx
from msgspec import Struct

from sayso.link.agents import Vertex
from sayso.link.copies import Copies
from sayso.link.moments import order
from sayso.link.tellings import Telling
from sayso.link.unnamed import one_per_source


class Route(Struct, frozen=True):
    """A telling with its chain as the graph has it: publisher of the original first."""

    telling: Telling
    chain: tuple[Vertex, ...]
    copy_of: str | None
    superseded_by: str | None


class Routes(Struct, frozen=True):
    """The graph of a claim, by key. ``sources`` leads from a vertex to those it has the claim from.

    ``own``: who tells it in their own voice; ``attributed``: who stands at the end of a chain.
    """

    vertices: Mapping[str, Vertex]
    sources: Mapping[str, tuple[str, ...]]
    publishers: tuple[str, ...]
    origins: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]
    own: frozenset[str] = frozenset()
    attributed: frozenset[str] = frozenset()


def routes(tellings: Sequence[Telling], copies: Copies, publisher_of: Mapping[str, Vertex]) -> tuple[Route, ...]:
    """The tellings of a claim with copies merged to one publication and unnamed sources matched."""
    told = {(telling.document, telling.content.sequence): telling for telling in reversed(tellings)}
    merged = [_merged(telling, copies, told, publisher_of) for telling in tellings]
    same = one_per_source(vertex for route in merged for vertex in route.chain)
    return tuple(
        Route(r.telling, tuple(same.get(v.key, v) for v in r.chain), r.copy_of, r.superseded_by) for r in merged
    )


def _merged(
    telling: Telling,
    copies: Copies,
    told: Mapping[tuple[str, tuple[str, ...]], Telling],
    publisher_of: Mapping[str, Vertex],
) -> Route:
    """What a copy tells, its original tells; a partial copy only where the original tells it too.

    A sentence that stands in the original has the original's chain, which the copy may have cut short.
    """
    original = copies.original_of.get(telling.document)
    superseded_by = copies.superseded.get(telling.document)
    if original is None or (telling.document in copies.partial and not _tells(original, told)):
        return Route(telling, telling.chain, None, superseded_by)
    source = told.get((original, telling.content.sequence))
    if source is not None and _is_cut_short(telling.chain, source.chain):
        return Route(telling, source.chain, original, superseded_by)
    return Route(telling, _published_by(publisher_of[original], telling.chain), original, superseded_by)


def _is_cut_short(chain: Sequence[Vertex], full: Sequence[Vertex]) -> bool:
    """Whether a copy's chain names nobody whom the original's does not."""
    names = {vertex.key for vertex in full}
    return all(vertex.key in names or vertex.kind == "unnamed" for vertex in chain[1:])


def _tells(document: str, told: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    return any(document == teller for teller, _ in told)


def _published_by(publisher: Vertex, chain: Sequence[Vertex]) -> tuple[Vertex, ...]:
    """The chain with another publisher, who then vouches for its unnamed sources."""
    moved = [publisher]
    for vertex in chain[1:]:
        if vertex.kind == "unnamed":
            vertex = Vertex(f"{moved[-1].key}/{vertex.name.lower()}", vertex.name, "unnamed")
        if vertex.key != moved[-1].key:
            moved.append(vertex)
    return tuple(moved)


def graph(found: Sequence[Route]) -> Routes:
    """The graph of the current tellings; of all of them where later versions have withdrawn every one.

    Who says that a report was withdrawn does not support it.
    """
    current = [route for route in found if route.superseded_by is None and not route.telling.withdrawn] or list(found)
    printed_from = _printed_from(current)
    counted = _counted(current, printed_from)
    sources = _edges(route.chain for route in counted)
    for printer, original in printed_from.items():
        sources[printer].add(original.key)
    loops = _loops(sources)
    return Routes(
        vertices={one.key: one for one in (*printed_from.values(), *(v for route in counted for v in route.chain))},
        sources={key: tuple(sorted(found)) for key, found in sorted(sources.items())},
        publishers=tuple(sorted({route.chain[0].key for route in counted})),
        origins=_origins(counted, sources, loops),
        loops=loops,
        own=frozenset(route.chain[0].key for route in counted if len(route.chain) == 1),
        attributed=frozenset(route.chain[-1].key for route in counted if len(route.chain) > 1),
    )


def _printed_from(current: Sequence[Route]) -> dict[str, Vertex]:
    """Outlets that others name as their source and that only printed a copy: they have it from its publisher."""
    named = {vertex.key for route in current for vertex in route.chain[1:]}
    own = {route.chain[0].key for route in current}
    copied = {r.telling.publisher.key: r.chain[0] for r in current if r.copy_of is not None}
    return {key: original for key, original in sorted(copied.items()) if key in named and key not in own}


def _counted(current: Sequence[Route], printed_from: Mapping[str, Vertex]) -> Sequence[Route]:
    """Tellings that give the claim to somebody, and those of the ones they name; if there are none, all."""
    named = {vertex.key for route in current for vertex in route.chain[1:]}
    named |= {original.key for original in printed_from.values()}
    return [route for route in current if len(route.chain) > 1 or route.chain[0].key in named] or current


def _edges(chains: Iterable[Sequence[Vertex]]) -> dict[str, set[str]]:
    sources: dict[str, set[str]] = defaultdict(set)
    for chain in chains:
        for nearer, farther in pairwise(chain):
            sources[nearer.key].add(farther.key)
    return sources


def _origins(
    counted: Sequence[Route], sources: Mapping[str, set[str]], loops: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    publishers = {route.chain[0].key for route in counted}
    origins = set()
    for route in counted:
        end = route.chain[-1].key
        judged = route.telling.type == "attitude" and end not in publishers
        if not sources.get(end) or judged:
            origins.add(end)
    for loop in loops:
        exits = any(further not in loop for key in loop for further in sources.get(key, ()))
        if not exits and not origins & set(loop):
            origins.add(_earliest_of(loop, counted))
    return tuple(sorted(origins))


def _earliest_of(loop: Sequence[str], counted: Sequence[Route]) -> str:
    """Who of a loop that leads nowhere else told it first: the nearest to an origin that there is."""
    told = [(order(r.telling.published), r.chain[0].key) for r in counted if r.chain[0].key in loop]
    return min(told)[1] if told else min(loop)


def _loops(sources: Mapping[str, set[str]]) -> tuple[tuple[str, ...], ...]:
    """Those who have the claim from one another, each loop in the order of keys."""
    if not any(far in sources for further in sources.values() for far in further):
        return ()
    directed = nx.DiGraph([(near, far) for near, further in sources.items() for far in further])
    found = nx.strongly_connected_components(directed)
    return tuple(sorted(tuple(sorted(loop)) for loop in found if len(loop) > 1))
