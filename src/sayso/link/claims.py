"""A group of tellings as the `Claim` that goes to the reader.

In: a group, the copies of the desk and the affiliations of its agents. Out: the claim and the issues met.
A claim's id is made of its first telling, "c-" and twelve hexadecimal digits of SHA-256 over the document's id, a NUL
and the statement's id (and the number of its sentence, after the first): it is the same in every run over the same
documents, in whatever order, and stays when later tellings join the claim.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sayso.link.affiliation import Affiliations
from sayso.link.agents import Vertex
from sayso.link.copies import Copies
from sayso.link.drift import drift
from sayso.link.grouping import Group
from sayso.link.moments import UNDATED, order
from sayso.link.origins import origins
from sayso.link.routes import Route, Routes, graph, routes
from sayso.link.tellings import Telling
from sayso.link.turns import Turn, in_turn, turn
from sayso.model import Citation, Claim, Issue, Member

MOST_REASONS = 10  # a claim of a thousand tellings has as many joins; a reader wants the first few


class Made(Struct, frozen=True):
    """A claim and what `link` has to report about it."""

    claim: Claim
    issues: tuple[Issue, ...]


def claim(group: Group, copies: Copies, affiliations: Affiliations, publisher_of: Mapping[str, Vertex]) -> Made:
    """The claim of a group."""
    found = tuple(in_turn(routes(group.tellings, copies, publisher_of), _turn))
    tellings = tuple(route.telling for route in found)
    net = graph(found)
    counted = origins(net, affiliations)
    issues = tuple(_loop(loop, net) for loop in net.loops)
    first = group.tellings[0]
    dated = [t.published for t in group.tellings if order(t.published) != UNDATED]
    made = Claim(
        id=claim_id(first),
        text=_text(tellings),
        members=_members(found, net.origins),
        origins=counted.names,
        independent_origins=counted.range,
        bottleneck=counted.bottleneck,
        ways=counted.ways,
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        merges=counted.merges,
        reasons=(
            *group.reasons[:MOST_REASONS],
            *_withdrawn(found),
            *_taken_back(tellings),
            *(issue.message for issue in issues),
        ),
        drift=drift(tellings),
        takeaway=any(telling.takeaway for telling in group.tellings),
    )
    return Made(made, issues)


def _turn(one: Route) -> Turn:
    return turn(one.telling.published, one.telling.publisher.key, (via.key for via in one.chain))


def claim_id(first: Telling) -> str:
    """The id of the claim whose first telling this is."""
    part = f"\0{first.part}" if first.part else ""
    return "c-" + hashlib.sha256(f"{first.document}\0{first.statement}{part}".encode()).hexdigest()[:12]


def _text(tellings: Sequence[Telling]) -> str:
    """The fullest wording of the first document that tells the claim, without a leading "that".

    What is only denied there has the denial before it: "denied: the dam was about to fail".
    """
    first = tellings[0].document
    fullest = max((t for t in tellings if t.document == first), key=lambda t: len(t.text))
    words = fullest.text.removeprefix("that ").strip()
    not_so = fullest.denied or ("withdrawn" if fullest.withdrawn else "")
    return f"{not_so}: {words}" if not_so else words


def _withdrawn(found: Sequence[Route]) -> tuple[str, ...]:
    gone = all(route.superseded_by is not None for route in found)
    return ("told only in versions that were replaced since",) if gone else ()


def _taken_back(tellings: Sequence[Telling]) -> tuple[str, ...]:
    """Who says that the words were withdrawn, and when it was printed."""
    found = ((t.chain[-1].name, (t.published or "")[:10] or "undated") for t in tellings if t.withdrawn)
    return tuple(f"withdrawn, says {who} ({when})" for who, when in dict.fromkeys(found))


def _members(found: Sequence[Route], ends: Sequence[str]) -> tuple[Member, ...]:
    """A member for each statement, also for one of several sentences that all tell the claim."""
    once = {(route.telling.document, route.telling.statement): route for route in reversed(found)}
    routes = [route for route in found if once[route.telling.document, route.telling.statement] is route]
    return tuple(_member(route, found, ends) for route in routes)


def _member(route: Route, found: Sequence[Route], ends: Sequence[str]) -> Member:
    telling = route.telling
    return Member(
        document=telling.document,
        statement=telling.statement,
        citation=Citation(telling.document, telling.start, telling.end, telling.words),
        text=telling.text,
        chain=tuple(vertex.name for vertex in _continued(route.chain, found, ends)),
        outlet=telling.outlet,
        published=telling.published,
        certainty=telling.certainty,
        kind=telling.kind,
        copy_of=route.copy_of,
        superseded_by=route.superseded_by,
        denied=telling.denied,
        withdrawn=telling.withdrawn,
    )


def _continued(chain: tuple[Vertex, ...], found: Sequence[Route], ends: Sequence[str]) -> tuple[Vertex, ...]:
    """The chain, carried on while another telling says from whom its last agent has it."""
    followed = list(chain)
    while len(followed) > 1 and followed[-1].key not in ends:
        passed = {vertex.key for vertex in followed}
        tails = [tail for route in found if (tail := _after(route.chain, followed[-1].key))]
        onward = [tail for tail in tails if not passed & {vertex.key for vertex in tail}]
        if not onward:
            break
        followed += sorted(onward, key=lambda tail: (-len(tail), tail))[0]
    return tuple(followed)


def _after(chain: tuple[Vertex, ...], key: str) -> tuple[Vertex, ...]:
    """What follows an agent in a chain."""
    place = next((place for place, vertex in enumerate(chain) if vertex.key == key), len(chain))
    return chain[place + 1 :]


def _loop(loop: Sequence[str], net: Routes) -> Issue:
    names = ", ".join(net.vertices[key].name for key in loop)
    return Issue("link", f"{names} give one claim to one another; the earliest of them is taken as its origin")
