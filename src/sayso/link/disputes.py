"""Pairs of claims that cannot both hold, and who stands on which side.

In: claims, the clashes that grouping met, and the events of the readings. Out: disputes. Words alike that
conflict in one respect (a denial, another figure, the opposite outcome) make one; so do events: one place
captured by one side and held by the other. A claim that its own source corrects is no dispute: the sides
must differ.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.link.grouping import Clash
from sayso.link.minhash import bucket_pairs
from sayso.link.moments import day
from sayso.link.tellings import Telling
from sayso.link.words import words, wording
from sayso.model import Claim, Dispute, Event, Member

ABOUT_ONE_EVENT_DAYS = 2  # undated tellings farther apart tell of two events (daily counts, new attacks)
OTHERWISE_EQUAL = 0.7  # another place or day is a dispute only where all else is the same; else it is another event
_BOTH_CANNOT_HOLD = ("denial", "outcome", "figure")
_ELSEWHERE = ("place", "date")
_AGAINST = {
    frozenset({"capture", "repel"}),
    frozenset({"advance", "repel"}),
    frozenset({"capture", "regain"}),
}
_TROOPS = frozenset({"troop", "forc", "armi", "militari"})
_TERRITORIAL = frozenset({"capture", "advance", "repel", "regain", "withdraw"})


class Carrier(Struct, frozen=True):
    """An event with the claim that carries it."""

    event: Event
    claim: int
    denied: bool
    day: int | None


def disputes(
    claims: Sequence[Claim],
    clashes: Sequence[Clash],
    events: Mapping[tuple[str, str], Sequence[Event]],
    tellings: Mapping[tuple[str, str], Telling],
) -> tuple[Dispute, ...]:
    """The disputes among the claims (clashes give positions in ``claims``), by id, each pair once."""
    found: dict[str, Dispute] = {}
    for clash in clashes:
        reason = _reason(clash, claims)
        if reason:
            _add(found, claims[clash.left], claims[clash.right], *reason)
    for left, right, kind, why in _contested(_carriers(claims, events, tellings)):
        _add(found, claims[left], claims[right], kind, why)
    return tuple(found[key] for key in sorted(found))


def _add(found: dict[str, Dispute], left: Claim, right: Claim, kind: str, reason: str) -> None:
    left_agents, right_agents = _side(left), _side(right)
    if left_agents and right_agents and left_agents != right_agents:
        pair = "\0".join(sorted((left.id, right.id)))
        key = "d-" + hashlib.sha256(pair.encode()).hexdigest()[:12]
        found.setdefault(key, Dispute(key, kind, left.id, right.id, left_agents, right_agents, reason))


def _side(claim: Claim) -> tuple[str, ...]:
    """Who says it now: the originators of the current tellings, an outlet only where it says it itself."""
    current = [member.chain for member in claim.members if member.superseded_by is None]
    attributed = [chain for chain in current if len(chain) > 1]
    return tuple(sorted({chain[-1] for chain in attributed or current}))


def _reason(clash: Clash, claims: Sequence[Claim]) -> tuple[str, str] | None:
    """Kind and reason, if what the two conflict in leaves no room for both.

    Who denies 400 leaves room for 300.
    """
    kinds = {conflict.kind for conflict in clash.conflicts}
    first = clash.conflicts[0]
    near = _days_apart(claims[clash.left].members, claims[clash.right].members) <= ABOUT_ONE_EVENT_DAYS
    if kinds <= set(_BOTH_CANNOT_HOLD) and not {"denial", "figure"} <= kinds and near:
        return first.kind, first.reason
    if len(kinds) == 1 and first.kind in _ELSEWHERE and near and clash.likeness >= OTHERWISE_EQUAL:
        return first.kind, first.reason
    return None


def _days_apart(left: Sequence[Member], right: Sequence[Member]) -> int:
    """The least number of days between publications, walking both in order of time."""
    left_days = sorted(d for member in left if (d := day(member.published)) is not None)
    right_days = sorted(d for member in right if (d := day(member.published)) is not None)
    if not left_days or not right_days:
        return 0
    gap, i, j = abs(left_days[0] - right_days[0]), 0, 0
    while i < len(left_days) and j < len(right_days):
        gap = min(gap, abs(left_days[i] - right_days[j]))
        i, j = (i + 1, j) if left_days[i] <= right_days[j] else (i, j + 1)
    return gap


def _carriers(
    claims: Sequence[Claim],
    events: Mapping[tuple[str, str], Sequence[Event]],
    tellings: Mapping[tuple[str, str], Telling],
) -> dict[str, list[Carrier]]:
    """Territorial events of current members, and what denies an army's presence, by place in order of time."""
    by_place: dict[str, list[Carrier]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for member in claim.members:
            if member.superseded_by is None:
                telling = tellings[member.document, member.statement]
                found = events.get((member.document, member.statement), ())
                for event in (*filter(_is_territorial, found), *_absence(telling)):
                    denied = telling.content.denied or bool(telling.content.negated)
                    when = day(event.when) if event.when else day(member.published)
                    by_place[_place_key(event)].append(Carrier(event, number, denied, when))
    for carriers in by_place.values():
        carriers.sort(key=lambda c: (c.day is None, c.day or 0, c.claim, c.event.start))
    return by_place


def _is_territorial(event: Event) -> bool:
    return event.place is not None and event.type in _TERRITORIAL


def _place_key(event: Event) -> str:
    return " ".join(word.stem for word in words(event.place or ""))


def _absence(telling: Telling) -> Iterable[Event]:
    """ "There are no Russian troops in X": one event of type ``absence`` for each name that may be the place."""
    content = telling.content
    sides = content.words & wording().countries
    if content.negated & _TROOPS and sides:
        for name in content.names:
            if name not in sides:
                yield Event("absence", min(sides), name, None, telling.statement, telling.start, telling.end)


def _contested(by_place: Mapping[str, Sequence[Carrier]]) -> Iterable[tuple[int, int, str, str]]:
    for place in sorted(by_place):
        carriers = by_place[place]
        for first, second in bucket_pairs(range(len(carriers))):
            left, right = carriers[first], carriers[second]
            why = _against(left, right)
            if left.claim != right.claim and why and _one_time(left, right):
                yield left.claim, right.claim, *why


def _against(left: Carrier, right: Carrier) -> tuple[str, str] | None:
    place = left.event.place
    if {left.event.type, right.event.type} == {"absence", "capture"}:
        capture, absence = sorted((left, right), key=lambda carrier: carrier.event.type, reverse=True)
        side = {word.stem for word in words(capture.event.actor or "")}
        held = capture.denied or absence.event.actor not in side
        return None if held else ("outcome", f"capture of {capture.event.place}, and no troops there")
    if left.event.type == right.event.type and left.denied != right.denied:
        return "denial", f"{left.event.type} of {place}, stated and denied"
    if left.denied or right.denied or left.event.actor == right.event.actor:
        return None
    if frozenset({left.event.type, right.event.type}) in _AGAINST:
        return "outcome", f"{left.event.type} against {right.event.type} at {place}"
    return None


def _one_time(left: Carrier, right: Carrier) -> bool:
    return left.day is None or right.day is None or abs(left.day - right.day) <= ABOUT_ONE_EVENT_DAYS
