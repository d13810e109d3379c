"""Unnamed sources: which of them are one, and which named agent one could be.

In: vertices of a claim. "Three sources", "sources" and "three sources familiar with the talks" that the
same agent vouches for are one source of the claim; "a US official" and "three sources" are not, nor are
"three" and "four". Those that two agents vouch for could be one, which the lower bound of origins takes them for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from sayso.link.affiliation import Affiliations
from sayso.link.agents import Vertex
from sayso.link.words import wording, words

AGREEING = 0.5  # share of words: "two officials familiar with the talks", "officials familiar with them in X"
_ONE = frozenset({"one", "person"})


def _stems(plain: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(plain))


_HEADS = _stems("source people person")
_ANYBODY = frozenset({"source"})
_CIVILIANS = _stems("resident witness eyewitness local survivor victim relative neighbour")
_MEDIA = _stems("media press newspaper broadcaster outlet television")


def description(name: str) -> frozenset[str]:
    """The stems that describe an unnamed source; "people" and "person" are "source"."""
    stems = {word.stem for word in words(name) if word.plain not in wording().stop}
    return frozenset("source" if stem in _HEADS else stem for stem in stems)


def one_per_source(vertices: Iterable[Vertex]) -> dict[str, Vertex]:
    """For each unnamed vertex the one that stands for its source: the description that most tellings use."""
    vouched: dict[str, Counter[Vertex]] = defaultdict(Counter)
    for vertex in vertices:
        if vertex.kind == "unnamed":
            vouched[vertex.key.rpartition("/")[0]][vertex] += 1
    return {key: kept for group in vouched.values() for key, kept in _one_each(group).items()}


def _one_each(group: Counter[Vertex]) -> dict[str, Vertex]:
    """Descriptions gathered under the fullest that each is part of, and each gathering named by its commonest."""
    fullest_first = sorted(group, key=lambda vertex: (-len(description(vertex.name)), vertex.key))
    gathered: list[list[Vertex]] = []
    for vertex in fullest_first:
        match = next((found for found in gathered if _part_of(vertex, found[0])), None)
        if match is None:
            gathered.append([vertex])
        else:
            match.append(vertex)
    return {
        vertex.key: max(found, key=lambda one: (group[one], -found.index(one)))
        for found in gathered
        for vertex in found
    }


def _part_of(vertex: Vertex, full: Vertex) -> bool:
    """The descriptions agree in most words, and neither in number nor in country do they contradict."""
    short, long = description(vertex.name), description(full.name)
    return not _contradict(short, long) and _agree(short, long)


def could_be_one(left: Vertex, right: Vertex) -> bool:
    """Whether two unnamed sources could be one, whoever vouches for each: "officials", "two officials in Reni".

    "Sources" says of somebody no more than that they spoke: they may be officials.
    """
    short, long = sorted((description(left.name), description(right.name)), key=len)
    if _contradict(short, long):
        return False
    return _agree(short, long) or any(one - _ANYBODY <= other for one, other in ((short, long), (long, short)))


def _agree(short: frozenset[str], long: frozenset[str]) -> bool:
    return short <= long or len(short & long) >= AGREEING * len(short | long)


def _contradict(left: frozenset[str], right: frozenset[str]) -> bool:
    """Another number ("two", "three"), or another country."""
    pairs = ((said(left), said(right)) for said in (_numbers, _countries))
    return any(one and other and one != other for one, other in pairs)


def _numbers(described: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in described if stem.isdigit() or stem in _ONE)


def _several(described: frozenset[str]) -> bool:
    """Whether a number says that they are more than one."""
    return any(stem.isdigit() and stem != "1" for stem in described)


def _countries(described: frozenset[str]) -> frozenset[str]:
    return described & wording().countries


def could_be(unnamed: Vertex, named: Vertex, affiliations: Affiliations, outlets: Iterable[str]) -> bool:
    """Whether nothing known speaks against the unnamed source being the named agent.

    An outlet (other than a state's organ with a page) or a document is nobody's source; residents are nobody who
    speaks for a body; two engineers are no one person.
    """
    described, states = description(unnamed.name), affiliations.states_of(named)
    if named.kind in ("unnamed", "document") or (named.key in outlets and not states):
        return False
    if unnamed.key.startswith(f"{named.key}/") or (named.kind == "person" and _several(described)):
        return False
    countries = _countries(described)
    if countries and states and not countries & set(states):
        return False
    speaks = named.kind != "person" or bool(states) or bool(affiliations.bodies.get(named.key))
    return not (described & _CIVILIANS and speaks)


def is_media(unnamed: Vertex) -> bool:
    """Whether it is some outlet or other: "local media", "press reports"."""
    return bool(description(unnamed.name) & _MEDIA)
