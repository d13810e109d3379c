"""From triggers to events: each with the carrier, the actor, the places and the day of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.model import Event, Place, Span, Time
from sayso.read.events.clause import Sentence, sentence
from sayso.read.events.counts import holds, of_war
from sayso.read.events.lexicon import GROUND
from sayso.read.events.listed import before_where
from sayso.read.events.mapped import home, places_here
from sayso.read.events.spans import sentences_with_triggers
from sayso.read.events.told import NOBODY, SPEAKER, Found, Known, Memory
from sayso.read.events.triggered import found_in
from sayso.read.events.where import clause_end, places_of, points_back, region_meant, where_clause
from sayso.read.index import Index

Carrier = tuple[str, Sequence[Span]]
# which the statement carries that the words themselves make: "vowed that …", "chanted: …"
SPEECH = frozenset("accuse request reject threaten agree support protest concede consult".split())
PLACELESS = frozenset("accuse request reject threaten sanction support".split())  # whose target is no place of theirs
# what is agreed about a country happened where it says "in" or "at": the venue
AT_A_VENUE = frozenset("agree aid cooperate consult concede".split())
VENUE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
TRAVEL = frozenset("visit tour trip arrive fly flew travel head go went leave left return land".split())
LOCAL = GROUND | {"assault", "coerce", "protest"}
SAME_WORDS = 40  # characters between two words of one clause that tell of one thing
SHARED = 6  # tokens between two triggers that share what follows


class _Carried(NamedTuple):
    start: int
    end: int
    id: str


def events(
    text: str, carriers: Sequence[Carrier], places: Sequence[Place], times: Sequence[Time], known: Known = NOBODY
) -> tuple[Event, ...]:
    """The events that the carriers put forward, in text order. ``when`` is a TIMEX3 value of the same sentence."""
    spans = Index([_Carried(s.start, s.end, carrier) for carrier, theirs in carriers for s in theirs])
    mapped = Index([p for p in places if p.use != "demonym"])
    dated = Index([t for t in times if t.type in ("DATE", "TIME")])
    out: dict[tuple[str, str, str | None], Event] = {}
    named = {p.name for p in places}
    known = known._replace(persons=[(at, name) for at, name in known.persons if name not in named])
    memory = Memory(known=known, war=of_war(text), mentioned=mapped)
    for bounds in sentences_with_triggers(text):
        s = sentence(text, *bounds)
        found = found_in(s, memory)
        here = places_here(s, found, mapped.begun_in(*bounds), known.names)
        where = _places(s, found, here, memory)
        times_here = dated.begun_in(*bounds)
        carried = [(one, _carrier(spans, s, one), chosen) for one, chosen in zip(found, where, strict=True)]
        told = list(_told(s, carried, times_here, memory))
        for event in told:
            if event.place is not None or not _told_with_a_place(event, told):
                out.setdefault((event.statement, event.type, event.place), event)
        memory = memory.after(found, here, where)
    return tuple(sorted(out.values(), key=lambda e: (e.start, e.end, e.statement, e.place or "")))


def _told(
    s: Sentence,
    carried: Iterable[tuple[Found, str | None, Sequence[str | None]]],
    dated: Sequence[Time],
    memory: Memory,
) -> Iterator[Event]:
    """The events of a sentence that are carried and count, one for each place."""
    for one, carrier, chosen in carried:
        if carrier is None:
            continue
        if one.actor == SPEAKER:
            one = one._replace(actor=memory.known.speakers.get(carrier))
        when = _when(dated, s.start[one.token])
        for place in chosen:
            if holds(s, one, place, memory.war):
                yield Event(one.type, one.actor, place, when, carrier, s.start[one.token], s.end[one.token])


def _told_with_a_place(bare: Event, told: Iterable[Event]) -> bool:
    """Whether the same words tell it again with a place: "using drones to strike Kalm" is one strike."""
    return any(
        e.place is not None
        and (e.statement, e.type, e.actor) == (bare.statement, bare.type, bare.actor)
        and abs(e.start - bare.start) < SAME_WORDS
        for e in told
    )


def _carrier(spans: Index[_Carried], s: Sentence, one: Found) -> str | None:
    """The innermost carrier that holds the trigger; an act of speech may be carried by the statement it makes."""
    at = s.start[one.token]
    holding = [c for c in spans.touching(at, at + 1) if c.start <= at < c.end]
    if holding:
        return min(holding, key=lambda c: (c.end - c.start, c.id)).id
    if one.type not in SPEECH:
        return None
    made = list(spans.begun_in(at, s.end[-1]))
    return made[0].id if made else None


def _places(s: Sentence, found: Sequence[Found], here: Sequence[Place], before: Memory) -> list[list[str | None]]:
    """For each trigger its places; one that shares its object with the next ("strikes and assaults on …") its place."""
    out: list[list[str | None]] = []
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        following = found[index + 1].token if index + 1 < len(found) else None
        later = [f.token for f in found[index + 1 :]]
        end = clause_end(s, one.token, later, here)
        origins = one.type == "withdraw"  # it happens where they leave
        chosen: list[str | None] = [p.name for p in places_of(s, one.token, end, one.begin, here, one.passive, origins)]
        opened = where_clause(s, one.token, one.begin) if not _behind(s, one, end, here) else None
        if opened is not None:
            chosen = [p.name for p in before_where(s.text, s.start[opened], here)]
        if one.type not in GROUND:
            chosen = [p for p in chosen if not home(s, here, p)]
        if not chosen and one.type in GROUND and not points_back(s, one.token, end):
            end = clause_end(s, one.token, later, here, through_purpose=True)
            chosen = [p.name for p in places_of(s, one.token, end, one.begin, here, one.passive)]
        if one.type in AT_A_VENUE and opened is None and not TRAVEL & set(s.low[one.token : one.token + 8]):
            venues = {p.name for p in here if VENUE.search(s.text, max(0, p.start - 40), p.start)}
            chosen = [name for name in chosen if name in venues]
        if not _behind(s, one, end, here) and following is not None and _shares(s, one.token, following) and out:
            chosen = out[-1]
        elif one.type in PLACELESS:
            chosen = []
        elif not chosen and one.type in LOCAL and any(points_back(s, k, end) for k in (one.token, one.begin)):
            chosen = [_pointed_at(s, one, end, here, before)]
        out.append(chosen or [None])
    return out[::-1]


def _behind(s: Sentence, one: Found, end: int, here: Sequence[Place]) -> bool:
    return any(s.start[one.token] <= p.start < s.end[end - 1] for p in here)


def _pointed_at(s: Sentence, one: Found, end: int, here: Sequence[Place], before: Memory) -> str | None:
    """What "there" and "in the city" point back to."""
    kinds = ("region",) if region_meant(s, one.token, end) else ("settlement", "facility")
    earlier = [p.name for p in here if p.start < s.start[one.token] and p.kind in kinds]
    if earlier:
        return earlier[0]
    told = before.region if kinds == ("region",) else before.place
    return told or before.mentioned_last(kinds, s.start[0])


def _shares(s: Sentence, a: int, b: int) -> bool:
    between = s.low[a + 1 : b]
    return b - a <= SHARED and "and" in between and "," not in between


def _when(dated: Sequence[Time], at: int) -> str | None:
    """The time nearest to the trigger in its sentence, one behind it before one in front."""
    if not dated:
        return None
    return min(dated, key=lambda t: t.start - at if t.start > at else 2 * (at - t.start)).value
