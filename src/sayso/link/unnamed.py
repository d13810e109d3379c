"""Unnamed sources: which of them are one, and which named agent one could be.

In: vertices of a claim. "Three sources", "sources" and "three sources familiar with the talks" that the
same agent vouches for are one source of the claim; "a US official" and "three sources" are not, nor are
"three" and "four".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.link.agents import Vertex
from sayso.link.words import wording, words

# What a description says about the number of people, not about who they are.
_COUNTS = frozenset(
    [
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "one",
        "multiple",
        "several",
        "some",
        "unnamed",
        "anonymous",
    ]
)
_HEADS = frozenset({"source", "people", "person"})
_CIVILIANS = frozenset({"resident", "witness", "local", "survivor", "victim", "relative", "neighbour"})


def description(name: str) -> frozenset[str]:
    """The stems that describe an unnamed source; "people" and "person" are "source"."""
    stems = {word.stem for word in words(name) if word.plain not in wording().stop}
    return frozenset("source" if stem in _HEADS else stem for stem in stems)


def one_per_source(vertices: Iterable[Vertex]) -> dict[str, Vertex]:
    """For each unnamed vertex the one that stands for it: the fullest description that its own is part of."""
    vouched: dict[str, set[Vertex]] = defaultdict(set)
    for vertex in vertices:
        if vertex.kind == "unnamed":
            vouched[vertex.key.rpartition("/")[0]].add(vertex)
    return {key: kept for group in vouched.values() for key, kept in _fullest(group).items()}


def _fullest(group: Iterable[Vertex]) -> dict[str, Vertex]:
    fullest_first = sorted(group, key=lambda vertex: (-len(description(vertex.name)), vertex.key))
    kept: list[Vertex] = []
    stands_for: dict[str, Vertex] = {}
    for vertex in fullest_first:
        match = next((full for full in kept if _part_of(vertex, full)), None)
        stands_for[vertex.key] = match or vertex
        if match is None:
            kept.append(vertex)
    return stands_for


def _part_of(vertex: Vertex, full: Vertex) -> bool:
    """The shorter description says nothing that the fuller does not."""
    return description(vertex.name) <= description(full.name)


def could_be(unnamed: Vertex, named: Vertex, states: Sequence[str], outlets: Iterable[str]) -> bool:
    """Whether nothing known speaks against the unnamed source being the named agent.

    ``states`` are those the named agent is known to speak for; an outlet or a document is nobody's source.
    """
    if named.kind in ("unnamed", "document") or named.key in outlets:
        return False
    if unnamed.key.startswith(f"{named.key}/"):
        return False
    described = description(unnamed.name)
    countries = described & wording().countries
    if countries and states and not countries & set(states):
        return False
    return not (described & _CIVILIANS and states)
