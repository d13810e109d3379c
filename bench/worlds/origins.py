"""Independent origins by READING.md, counted anew: nothing of `sayso.link` is used here.

In: the chains of a claim as keys of vertices, what is known of each agent. Out: the range and the bottleneck.

- Vertices: publishers (a copy counts as its original's), agents. An unnamed one belongs to who stands before it.
- An outlet's own voice counts only where no telling gives the claim to anybody, or where a telling gives it to
  that outlet.
- An agent whose own telling is on the desk and gives the claim to others is no origin: the chain goes on.
- ``at_most``: the greatest number of ways from origins to the reader that share no vertex (augmenting paths).
- ``at_least``: the same after merging affiliates, unnamed sources with whom they could be, and outlets' own
  voices with any attributed origin; of several ways to merge the one that leaves fewest.
- A loop that leads nowhere counts as one origin: the one of its outlets that told it first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from msgspec import Struct

from worlds.cast import Voice

MOST_TRIED = 400  # ways to merge that are all tried; beyond, each source is merged in turn


class Count(Struct, frozen=True):
    """At least, at most, the bottleneck's key, the origins, and the loops."""

    at_least: int
    at_most: int
    bottleneck: str | None
    origins: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...] = ()


class Net(Struct, frozen=True):
    """Who has it from whom. ``own``: who tells it in their own voice; ``attributed``: who ends a chain."""

    sources: dict[str, frozenset[str]]
    publishers: frozenset[str]
    voices: dict[str, Voice]
    own: frozenset[str]
    attributed: frozenset[str]
    order: tuple[str, ...]  # publishers by the time of their first telling


def keys(chain: Sequence[Voice]) -> tuple[tuple[str, Voice], ...]:
    """The chain's vertices: an unnamed source's key begins with its voucher's."""
    out: list[tuple[str, Voice]] = []
    for voice in chain:
        key = f"{out[-1][0]}/{voice.key}" if voice.kind == "unnamed" and out else voice.key
        if all(key != known for known, _ in out):
            out.append((key, voice))
    return tuple(out)


def counted(chains: Sequence[Sequence[Voice]], reprinted: Sequence[tuple[Voice, Voice]] = ()) -> Count:
    """The origins of a claim told by these chains, in order of time.

    ``reprinted``: outlets that print it in a copy, each with the original's publisher: who cites the one goes on to the
    other.
    """
    net = _net(chains, reprinted)
    loops = _loops(net)
    ends = _ends(net, loops)
    at_most = ways(net.sources, net.publishers, ends)
    at_least = _least(net, ends, at_most) if at_most > 1 else at_most
    return Count(at_least, at_most, _bottleneck(net, ends), tuple(sorted(ends)), loops)


def _net(chains: Sequence[Sequence[Voice]], reprinted: Sequence[tuple[Voice, Voice]]) -> Net:
    vertices = [keys(chain) for chain in chains]
    cited = {key for chain in vertices for key, _ in chain[1:]}
    onward = {copy.key: voice for copy, voice in reprinted if copy.key in cited and copy.key != voice.key}
    named = cited | {voice.key for voice in onward.values()}
    told = [chain for chain in vertices if len(chain) > 1 or chain[0][0] in named] or vertices
    sources: dict[str, set[str]] = {copy: {voice.key} for copy, voice in onward.items()}
    for chain in told:
        for (near, _), (far, _) in pairwise(chain):
            sources.setdefault(near, set()).add(far)
    voices = {voice.key: voice for voice in onward.values()}
    return Net(
        {key: frozenset(found) for key, found in sources.items()},
        frozenset(chain[0][0] for chain in told),
        voices | {key: voice for chain in told for key, voice in chain},
        frozenset(chain[0][0] for chain in told if len(chain) == 1),
        frozenset(chain[-1][0] for chain in told if len(chain) > 1) | {voice.key for voice in onward.values()},
        tuple(dict.fromkeys(chain[0][0] for chain in told)),
    )


def _loops(net: Net) -> tuple[tuple[str, ...], ...]:
    """Sets of vertices that reach each other."""
    reach = {key: _reached(net.sources, key) for key in net.sources}
    loops = {tuple(sorted(k for k in reach[key] if key in reach.get(k, ()))) for key in reach if key in reach[key]}
    return tuple(sorted(loops))


def _reached(sources: Mapping[str, frozenset[str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        for further in sources.get(todo.pop(), ()):
            if further not in found:
                found.add(further)
                todo.append(further)
    return found


def _ends(net: Net, loops: Sequence[Sequence[str]]) -> frozenset[str]:
    ends = {key for key in net.voices if not net.sources.get(key)}
    for loop in loops:
        if not _reached(net.sources, loop[0]) - set(loop):
            ends.add(next((key for key in net.order if key in loop), loop[0]))
    return frozenset(ends)


def ways(sources: Mapping[str, frozenset[str]], publishers: frozenset[str], ends: frozenset[str]) -> int:
    """The greatest number of ways from a publisher to an end that share no vertex.

    Ford and Fulkerson's augmenting paths where each vertex is an edge from its "in" to its "out".
    """
    left: dict[tuple[str, str], set[tuple[str, str]]] = {}
    vertices = {*sources, *publishers, *ends, *(far for further in sources.values() for far in further)}
    for key in vertices:
        out = {(far, "in") for far in sources.get(key, ())} | ({("", "end")} if key in ends else set())
        left[key, "in"], left[key, "out"] = {(key, "out")}, out
    left["", "start"] = {(publisher, "in") for publisher in publishers}
    left["", "end"] = set()
    count = 0
    while _augmented(left):
        count += 1
    return count


def _augmented(left: dict[tuple[str, str], set[tuple[str, str]]]) -> bool:
    """One more way from start to end through what is left; what it uses may be taken back by the next."""
    came: dict[tuple[str, str], tuple[str, str]] = {}
    todo = [("", "start")]
    for node in todo:
        for step in sorted(left[node]):
            if step not in came and step != ("", "start"):
                came[step] = node
                todo.append(step)
    step = ("", "end")
    if step not in came:
        return False
    while step != ("", "start"):
        left[came[step]].remove(step)
        left[step].add(came[step])
        step = came[step]
    return True


def _bottleneck(net: Net, ends: frozenset[str]) -> str | None:
    """The vertex, neither end nor publisher, without which no way is left; of several the nearest to the ends."""
    inner = [key for key in net.voices if key not in ends and key not in net.publishers]
    needed = [key for key in inner if not _reaches(net, ends, key)]
    nearest = [key for key in needed if not _reached(net.sources, key) & set(needed)]
    return nearest[0] if nearest else None


def _reaches(net: Net, ends: frozenset[str], without: str) -> bool:
    sources = {key: frozenset(further - {without}) for key, further in net.sources.items() if key != without}
    return any(publisher in ends or _reached(sources, publisher) & ends for publisher in net.publishers - {without})


def _least(net: Net, ends: frozenset[str], at_most: int) -> int:
    """The fewest ways that merging leaves."""
    into = _affiliates(net, ends) | _the_same(net, ends)
    options = {key: _could_be(key, net, ends) for key in sorted(ends) if key not in into}
    options = {key: found for key, found in options.items() if found}
    tried = 1
    for found in options.values():
        tried *= len(found)
    if tried <= MOST_TRIED:
        choices = [dict(zip(options, choice, strict=True)) for choice in product(*options.values())]
        return max(1, min(_merged(net, ends, into | choice) for choice in choices))
    chosen: dict[str, str] = {}
    for key, found in options.items():
        chosen[key] = min(found, key=lambda other: _merged(net, ends, into | chosen | {key: other}))
    return max(1, min(at_most, _merged(net, ends, into | chosen)))


def _affiliates(net: Net, ends: frozenset[str]) -> dict[str, str]:
    """Officials merged with the body they speak for, or with each other."""
    into: dict[str, str] = {}
    by_group: dict[str, str] = {}
    for key in sorted(ends):
        group = net.voices[key].group
        if group:
            first = by_group.setdefault(group, key)
            if first != key:
                into[key] = first
    return into


def _the_same(net: Net, ends: frozenset[str]) -> dict[str, str]:
    """Unnamed sources of one description merged, whoever vouches for them."""
    first: dict[str, str] = {}
    into: dict[str, str] = {}
    for key in sorted(ends):
        voice = net.voices[key]
        if voice.kind == "unnamed" and first.setdefault(voice.key, key) != key:
            into[key] = first[voice.key]
    return into


def _could_be(key: str, net: Net, ends: frozenset[str]) -> list[str]:
    """Whom an unnamed source, or an outlet that gives no source, could be."""
    if key in net.own:
        return sorted((ends & net.attributed) - {key})
    voice = net.voices[key]
    if voice.kind != "unnamed":
        return []
    return [
        other for other in sorted(net.voices) if other != key and _may_be(voice, key, net.voices[other], other, ends)
    ]


def _may_be(unnamed: Voice, key: str, other: Voice, other_key: str, ends: frozenset[str]) -> bool:
    if unnamed.who == "media":
        return other.kind == "outlet" and not key.startswith(f"{other_key}/")
    if other_key not in ends or unnamed.who == "resident" or other.kind in ("outlet", "document"):
        return False
    if other.kind == "unnamed":
        nations = {unnamed.nation, other.nation} - {""}
        return other.who in ("anybody", "official") and len(nations) < 2
    return unnamed.who == "anybody" or (other.state and other.nation == unnamed.nation)


def _merged(net: Net, ends: frozenset[str], into: Mapping[str, str]) -> int:
    """The ways that are left when each key is taken as the one it is merged into."""

    def one(key: str) -> str:
        seen = {key}
        while key in into and into[key] not in seen:
            key = into[key]
            seen.add(key)
        return min(seen) if key in into else key

    sources: dict[str, set[str]] = {}
    for near, further in net.sources.items():
        sources.setdefault(one(near), set()).update(one(far) for far in further if one(far) != one(near))
    left = frozenset(one(key) for key in ends if one(key) in ends or not sources.get(one(key)))
    publishers = frozenset(one(publisher) for publisher in net.publishers)
    return ways({key: frozenset(found) for key, found in sources.items()}, publishers, left)
