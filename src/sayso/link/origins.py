"""How many independent origins a claim has: at least, at most, by which ways and merges.

In: the graph of a claim and what is known of affiliations. Out: `Origins`, by READING.md, "Origins of a
claim": ``at_most`` keeps every named and unnamed origin apart; ``at_least`` takes as one an official and
the body they speak for, an unnamed source and a named one it could be, and unnamed sources that could be one,
whoever vouches for them: an outlet that leaves out where it has a story from makes no second source. An outlet's
own telling counts in neither where any telling gives the claim to somebody: `sayso.link.routes` has left it out
already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from sayso.link import ways as net_ways
from sayso.link.affiliation import Affiliations
from sayso.link.routes import Routes
from sayso.link.unnamed import could_be, could_be_one, description
from sayso.link.ways import Net
from sayso.model import Range


class Origins(Struct, frozen=True):
    """The origins of a claim by name, their range, and what it rests on."""

    names: tuple[str, ...]
    range: Range
    bottleneck: str | None
    ways: tuple[tuple[str, ...], ...]
    merges: tuple[str, ...]


def origins(routes: Routes, affiliations: Affiliations) -> Origins:
    """The origins of the claim that the graph belongs to."""
    net = Net(routes.sources, routes.publishers, routes.origins)
    found = net_ways.disjoint_ways(net)
    merged_into, merges = _merge(routes, net, affiliations) if len(found) > 1 else ({}, ())
    at_least = len(net_ways.disjoint_ways(_contract(net, merged_into))) if merged_into else len(found)
    printed = _printed(routes)
    narrow = net_ways.bottleneck(net)
    return Origins(
        names=tuple(sorted(printed[key] for key in routes.origins)),
        range=Range(min(at_least, len(found)), len(found)),
        bottleneck=printed[narrow] if narrow is not None else None,
        ways=net_ways.names(found, printed),
        merges=merges,
    )


def _printed(routes: Routes) -> dict[str, str]:
    """Names to print; two unnamed sources of one description are told apart by who vouches for them."""
    count: dict[str, int] = {}
    for vertex in routes.vertices.values():
        count[vertex.name] = count.get(vertex.name, 0) + 1
    printed = {}
    for key, vertex in routes.vertices.items():
        voucher = routes.vertices.get(key.rpartition("/")[0])
        twins = count[vertex.name] > 1 and vertex.kind == "unnamed" and voucher is not None
        printed[key] = f"{vertex.name} ({voucher.name})" if twins and voucher else vertex.name
    return printed


def _merge(routes: Routes, net: Net, affiliations: Affiliations) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which origins are taken as which others for ``at_least``, and why, in words."""
    merged_into, reasons = _affiliates(routes, affiliations)
    printed = _printed(routes)
    apart: list[str] = []
    for key in _unnamed(routes):
        alike = (other for other in apart if could_be_one(routes.vertices[key], routes.vertices[other]))
        candidates = [*_could_be(key, routes, affiliations), *alike]
        if not candidates:
            apart.append(key)
            continue
        taken_for = min(candidates, key=lambda other: (_count(net, {**merged_into, key: other}), other))
        merged_into[key] = merged_into.get(taken_for, taken_for)
        reasons.append(f"{printed[key]} could be {printed[taken_for]}")
    return merged_into, tuple(reasons)


def _unnamed(routes: Routes) -> list[str]:
    """The unnamed origins, the fullest descriptions first: what "officials" may stand for comes before it."""
    found = [key for key in routes.origins if routes.vertices[key].kind == "unnamed"]
    return sorted(found, key=lambda key: (-len(description(routes.vertices[key].name)), key))


def _affiliates(routes: Routes, affiliations: Affiliations) -> tuple[dict[str, str], list[str]]:
    merged_into: dict[str, str] = {}
    reasons = []
    named = [key for key in routes.origins if routes.vertices[key].kind != "unnamed"]
    for first, second in combinations(named, 2):
        left, right = routes.vertices[first], routes.vertices[second]
        if second not in merged_into and affiliations.speak_for_one(left, right):
            merged_into[second] = merged_into.get(first, first)
            reasons.append(f"{left.name} and {right.name} speak for one body")
    return merged_into, reasons


def _could_be(key: str, routes: Routes, affiliations: Affiliations) -> list[str]:
    unnamed = routes.vertices[key]
    outlets = set(routes.publishers)
    named = (routes.vertices[other] for other in routes.origins if other != key)
    return [other.key for other in named if could_be(unnamed, other, affiliations.states_of(other), outlets)]


def _count(net: Net, merged_into: Mapping[str, str]) -> int:
    return len(net_ways.disjoint_ways(_contract(net, merged_into)))


def _contract(net: Net, merged_into: Mapping[str, str]) -> Net:
    """The graph with merged origins as one vertex."""

    def one(key: str) -> str:
        seen = {key}
        while key in merged_into and merged_into[key] not in seen:
            key = merged_into[key]
            seen.add(key)
        return key

    sources: dict[str, set[str]] = {}
    for near, further in net.sources.items():
        sources.setdefault(one(near), set()).update(one(far) for far in further if one(far) != one(near))
    return Net(
        {key: tuple(sorted(found)) for key, found in sorted(sources.items())},
        _distinct(net.publishers, one),
        _distinct(net.origins, one),
    )


def _distinct(keys: Sequence[str], one: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(sorted({one(key) for key in keys}))
