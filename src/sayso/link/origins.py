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
from itertools import combinations, product
from math import prod

from msgspec import Struct

from sayso.link import ways as net_ways
from sayso.link.affiliation import Affiliations
from sayso.link.routes import Routes
from sayso.link.unnamed import could_be, could_be_one, description, is_media
from sayso.link.ways import Net
from sayso.model import Range

MOST_TRIED = 64  # choices of merges that are all tried: three unnamed sources that could be any of four agents


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
    at_least = max(1, _count(net, merged_into)) if merged_into else len(found)
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
    """Which origins are taken as which others for ``at_least``, and why, in words.

    Of several agents that a source could be, the one that leaves fewest ways.
    """
    merged_into, reasons = _affiliates(routes, affiliations)
    printed = _printed(routes)
    options = _options(routes, merged_into, affiliations)
    for key, other in _fewest(net, merged_into, options).items():
        merged_into[key] = other
        what = "says it in its own voice, perhaps from" if key in routes.own else "could be"
        reasons.append(f"{printed[key]} {what} {printed[other]}")
    return merged_into, tuple(reasons)


def _options(routes: Routes, merged_into: Mapping[str, str], affiliations: Affiliations) -> dict[str, list[str]]:
    """Whom each unnamed origin, and each outlet's own voice, could be."""
    options: dict[str, list[str]] = {}
    apart: list[str] = []
    for key in _unnamed(routes):
        alike = [other for other in apart if could_be_one(routes.vertices[key], routes.vertices[other])]
        found = [*_could_be(key, routes, affiliations), *alike]
        if found:
            options[key] = found
        else:
            apart.append(key)
    for key in routes.origins:
        if key in routes.own and key not in merged_into:
            found = [other for other in routes.origins if other in routes.attributed and other != key]
            if found:
                options[key] = found
    return options


def _fewest(net: Net, merged_into: Mapping[str, str], options: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The choice that leaves fewest ways, of all choices where they are few, else one source after the other."""
    if prod(len(found) for found in options.values()) <= MOST_TRIED:
        choices = (dict(zip(options, chosen, strict=True)) for chosen in product(*options.values()))
        return min(choices, key=lambda choice: (_count(net, {**merged_into, **choice}), sorted(choice.items())))
    chosen: dict[str, str] = {}
    for key, found in options.items():
        taken = {**merged_into, **chosen}
        chosen[key] = min(found, key=lambda other: (_count(net, {**taken, key: other}), other))
    return chosen


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
    outlets = affiliations.outlets & routes.vertices.keys()
    if is_media(unnamed):
        return sorted(other for other in outlets if other != key and not key.startswith(f"{other}/"))
    named = (routes.vertices[other] for other in routes.origins if other != key)
    return [other.key for other in named if could_be(unnamed, other, affiliations, outlets)]


def _count(net: Net, merged_into: Mapping[str, str]) -> int:
    return len(net_ways.disjoint_ways(_contract(net, merged_into)))


def _contract(net: Net, merged_into: Mapping[str, str]) -> Net:
    """The graph with merged origins as one vertex."""

    parent: dict[str, str] = {}

    def one(key: str) -> str:
        while key in parent:
            key = parent[key]
        return key

    for left, right in sorted(merged_into.items()):
        first, second = sorted((one(left), one(right)))
        if first != second:
            parent[second] = first
    sources: dict[str, set[str]] = {}
    for near, further in net.sources.items():
        sources.setdefault(one(near), set()).update(one(far) for far in further if one(far) != one(near))
    relays = {
        one(key) for key in net.sources if key not in net.origins
    }  # who is merged with a relay has it from others
    ends = [key for key in net.origins if one(key) not in relays]
    return Net(
        {key: tuple(sorted(found)) for key, found in sorted(sources.items())},
        _distinct(net.publishers, one),
        _distinct(ends, one),
    )


def _distinct(keys: Sequence[str], one: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(sorted({one(key) for key in keys}))
