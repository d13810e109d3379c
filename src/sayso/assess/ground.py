"""Changes on the ground: a ledger of what changed where, with a column for each way of saying so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.assess.candidates import Candidate, Telling
from sayso.model import UNKNOWN_PUBLISHER, Event, GroundChange, Line, Place, Statement
from sayso.read.events.lexicon import ARMED

CONTROL = ("capture", "regain", "advance", "withdraw", "contested")
COMBAT = ("repel", "attack", "strike")
_ORDER = {kind: place for place, kind in enumerate((*CONTROL, *COMBAT))}
_NEEDS_ATTACKER = ("attack", "strike")
_WEAPON = re.compile(
    r"\b(?:missiles?|rockets?|shells?|shelling|bombs?|mortars?|grenades?|uavs?|shaheds?)\b", re.IGNORECASE
)
_CONFIRM = re.compile(r"\bconfirm", re.IGNORECASE)
_DENY = re.compile(r"\b(?:den(?:y|ied|ies)|reject|refut|dismiss|disput)", re.IGNORECASE)
_UNCONFIRMED = re.compile(
    r"\b(?:unconfirmed|not confirm|cannot confirm|yet to confirm|unable to confirm)", re.IGNORECASE
)


class Sighting(Struct, frozen=True):
    """One event in one telling, with the claim that carries it."""

    claim: str
    event: Event
    telling: Telling

    @property
    def row(self) -> tuple[str, str, str]:
        """What makes two sightings one row of the ledger."""
        return (self.event.place or "", self.event.type, (self.event.actor or "").lower())


def sightings(found: Iterable[Candidate]) -> tuple[Sighting, ...]:
    """The territorial and combat events of the day's tellings that have a place."""
    return tuple(
        Sighting(candidate.claim.id, event, telling)
        for candidate in found
        for telling in candidate.today
        for event in telling.reading.events
        if event.statement == telling.said.id and event.type in _ORDER and event.place
        if has_attacker(event, telling.member.text)
    )


def has_attacker(event: Event, words: str) -> bool:
    """Whether an attack or a strike names who or what attacks: a fire or an explosion alone is neither."""
    return event.type not in _NEEDS_ATTACKER or bool(event.actor or ARMED.search(words) or _WEAPON.search(words))


def ledger(seen: Sequence[Sighting], lines: Mapping[str, Line], disputed: frozenset[str]) -> tuple[GroundChange, ...]:
    """One row for each place, change and actor whose claim has a line; changes of control first."""
    rows: dict[tuple[str, str, str], list[Sighting]] = {}
    for sighting in seen:
        if sighting.claim in lines:
            rows.setdefault(sighting.row, []).append(sighting)
    changes = (_change(group, lines, disputed) for group in rows.values())
    return tuple(sorted(changes, key=lambda c: (_ORDER[c.type], c.place, c.actor or "")))


def _change(group: Sequence[Sighting], lines: Mapping[str, Line], disputed: frozenset[str]) -> GroundChange:
    first = min(group, key=lambda s: (s.telling.member.published or "9", s.telling.member.document, s.event.start))
    roles: dict[str, set[str]] = {"claimed": set(), "assessed": set(), "confirmed": set(), "denied": set()}
    for sighting in group:
        roles[_role(sighting)].add(_speaker(sighting.telling))
    where = _where(group)
    return GroundChange(
        place=first.event.place or "",
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        type=first.event.type,
        actor=first.event.actor,
        when=next((s.event.when for s in group if s.event.when and "X" not in s.event.when), None),
        line=lines[first.claim].id,
        said_by=tuple(sorted(set().union(*roles.values()))),
        standing=_standing(roles, any(s.claim in disputed for s in group)),
        claimed_by=tuple(sorted(roles["claimed"])),
        assessed_by=tuple(sorted(roles["assessed"])),
        confirmed_by=tuple(sorted(roles["confirmed"])),
        denied_by=tuple(sorted(roles["denied"])),
    )


def _role(sighting: Sighting) -> str:
    """What the speaker does with the event, from the verb and the hedge; the outlet's own voice claims it."""
    said, reading = sighting.telling.said, sighting.telling.reading
    text = reading.document.text
    cue = said.cue if isinstance(said, Statement) else None
    verb = text[cue.start : cue.end] if cue else ""
    if _DENY.search(verb):
        return "denied"
    if _CONFIRM.search(verb) and not _UNCONFIRMED.search(verb):
        return "confirmed"
    hedged = said.certainty is not None and said.certainty.band is not None
    attitude = isinstance(said, Statement) and said.type == "attitude"
    return "assessed" if attitude or hedged else "claimed"


def _standing(roles: Mapping[str, set[str]], disputed: bool) -> str:
    if disputed or (roles["denied"] and len(roles["denied"]) < sum(map(len, roles.values()))):
        return "disputed"
    order = ("confirmed", "assessed", "claimed", "denied")
    return next(role for role in order if roles[role])


def _speaker(telling: Telling) -> str:
    return telling.member.chain[-1] if telling.member.chain else UNKNOWN_PUBLISHER


def _where(group: Sequence[Sighting]) -> Place | None:
    """The place of the event with coordinates, from the reading that carries it."""
    found = (
        place
        for sighting in group
        for place in sighting.telling.reading.places
        if place.name == sighting.event.place and place.lat is not None and place.lon is not None
    )
    return next(found, None)
