"""Ground that one side says it took and the other says it holds.

In: claims, the events of the readings and the tellings that carry them. Out: pairs of claims whose events cannot
both hold: one place captured, and the capture denied, the attack repelled, or no troops of that side there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.link.minhash import bucket_pairs
from sayso.link.moments import day
from sayso.link.tellings import Telling
from sayso.link.words import wording, words
from sayso.model import Claim, Event

ONE_EVENT_DAYS = 1  # a place repelled today may well be captured in two days
SHORT = 30  # content words; a longer content tells of several things, and negates any of them
_TROOPS = frozenset({"troop", "forc", "armi", "militari"})
_TAKEN_OR_HELD = frozenset({"capture", "repel"})


class Carrier(Struct, frozen=True):
    """An event with the claim (its position) that carries it."""

    event: Event
    claim: int
    denied: bool
    day: int | None


def contested(
    claims: Sequence[Claim],
    events: Mapping[tuple[str, str], Sequence[Event]],
    tellings: Mapping[tuple[str, str], Telling],
) -> Iterable[tuple[int, int, str, str]]:
    """Positions of two claims, the kind of their dispute and its reason."""
    by_place = _by_place(claims, events, tellings)
    for place in sorted(by_place):
        carriers = by_place[place]
        for first, second in bucket_pairs(range(len(carriers))):
            left, right = sorted((carriers[first], carriers[second]), key=lambda one: one.event.type != "capture")
            why = _against(left, right)
            if why and left.claim != right.claim and _one_time(left, right):
                yield left.claim, right.claim, *why


def _by_place(
    claims: Sequence[Claim],
    events: Mapping[tuple[str, str], Sequence[Event]],
    tellings: Mapping[tuple[str, str], Telling],
) -> dict[str, list[Carrier]]:
    """What current members say of a place that can be taken or held, in order of time."""
    by_place: dict[str, list[Carrier]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for member in claim.members:
            key = member.document, member.statement
            telling = tellings[key]
            if member.superseded_by is None and len(telling.content.sequence) <= SHORT:
                for event in (*filter(_is_of_ground, events.get(key, ())), *_absence(telling)):
                    when = day(event.when) if event.when else day(member.published)
                    carrier = Carrier(event, number, _denied(event, telling), when)
                    by_place[" ".join(_stems(event.place))].append(carrier)
    for carriers in by_place.values():
        carriers.sort(key=lambda one: (one.day is None, one.day or 0, one.claim, one.event.start))
    return by_place


def _is_of_ground(event: Event) -> bool:
    return event.place is not None and event.type in _TAKEN_OR_HELD


def _stems(text: str | None) -> list[str]:
    return [word.stem for word in words(text or "")]


def _denied(event: Event, telling: Telling) -> bool:
    """The cue denies the content, or the content negates the words of the event."""
    offset = event.start - telling.start
    said = _stems(telling.words[max(0, offset) : max(0, offset) + event.end - event.start])
    return telling.content.denied or bool(telling.content.negated_heads & set(said))


def _absence(telling: Telling) -> Iterable[Event]:
    """Of "There are no Russian troops in X", an event ``absence`` for each name that may be the place."""
    content = telling.content
    sides = content.words & wording().countries
    if content.negated & _TROOPS and sides:
        for name in content.names:
            if name not in sides:
                yield Event("absence", min(sides), name, None, telling.statement, telling.start, telling.end)


def _against(capture: Carrier, other: Carrier) -> tuple[str, str] | None:
    """The kind and the reason, if a capture stands against what the other says of the place."""
    place = capture.event.place
    if capture.event.type != "capture":
        return None
    if other.event.type == "capture":
        stated = capture.denied == other.denied
        return None if stated else ("denial", f"capture of {place}, stated and denied")
    if capture.denied:
        return None
    if other.event.type == "absence":
        taken_by = _stems(capture.event.actor)
        return ("outcome", f"capture of {place}, and none there") if other.event.actor in taken_by else None
    one_side = capture.event.actor == other.event.actor
    return None if one_side or other.denied else ("outcome", f"capture of {place}, and attack repelled")


def _one_time(left: Carrier, right: Carrier) -> bool:
    return left.day is None or right.day is None or abs(left.day - right.day) <= ONE_EVENT_DAYS
