"""From triggers to events: each with the carrier, the actor, the places and the day of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.model import Event, Place, Span, Time
from sayso.read.events.clause import Sentence, sentence
from sayso.read.events.counts import holds, of_war
from sayso.read.events.killed import killed_by_it, killed_in_it
from sayso.read.events.lexicon import GROUND
from sayso.read.events.listed import before_where
from sayso.read.events.mapped import home, places_here
from sayso.read.events.seen import beside, surely
from sayso.read.events.spans import sentences_with_triggers
from sayso.read.events.told import NOBODY, SPEAKER, Found, Known, Memory
from sayso.read.events.triggered import found_in
from sayso.read.events.where import (
    at_the_time,
    charges,
    clause_end,
    facility,
    places_of,
    points_back,
    region_meant,
    where_clause,
)
from sayso.read.happening import Happening
from sayso.read.index import Index

Carrier = tuple[str, Sequence[Span]]
# which the statement carries that the words themselves make: "vowed that …", "chanted: …"
SPEECH = frozenset(
    "accuse request reject threaten agree support protest concede consult aid sanction coerce cooperate "
    "mobilize".split()
)
PLACELESS = frozenset("accuse request reject threaten sanction support".split())  # whose target is no place of theirs
# what is agreed about a country happened where it says "in" or "at": the venue
AT_A_VENUE = frozenset("agree aid cooperate consult concede".split())
VENUE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$")
DATELINE = 30  # characters within which a dateline names its place
SOIL = re.compile(r"\s+(?:capital|territory|soil|waters|airspace|mainland|coast|port|border)\b")
PLACED = re.compile(r"(?:\b(?:in|at|near|and|of)|,)\s+$")
# "in the Kalm bombing": no venue but what it was about
BEFORE_NOUN = re.compile(
    r"\s+(?:bombings?|embass\w+|attacks?|crisis|war|conflict|dispute|issue|talks|deal|agreement|case|question)\b"
)
TOWARDS = re.compile(
    r"\b(?:in|at|to|for|into|visit\w*|tour\w*|left|leave)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$(?<! of )(?<! with )"
)
TRAVEL = frozenset(
    "visit visited visits visiting toured tours touring tour trip arrive fly flew travel head go went leave left "
    "return land".split()
)
LOCAL = GROUND | {"assault", "coerce", "protest"}
# "Accused Of Covering Up": small words in headlines, of which the table knows only the small letters
TITLE_CASED = re.compile(
    r"(?<=[a-z’'] )(?:Of|To|For|On|In|With|Against|From|At|By|And|The|A|An|Over|After|As|Up|Off|Out|Down)(?= [A-Z])"
)
SAME_WORDS = 40  # characters between two words of one clause that tell of one thing
SHARED = 6  # tokens between two triggers that share what follows


class _Carried(NamedTuple):
    start: int
    end: int
    id: str


def events(
    text: str,
    carriers: Sequence[Carrier],
    places: Sequence[Place],
    times: Sequence[Time],
    known: Known = NOBODY,
    seen: Sequence[Happening] | None = None,
) -> tuple[Event, ...]:
    """The events that the carriers put forward, in text order. ``when`` is a TIMEX3 value of the same sentence.

    ``seen``: the words that a network holds for possible events; None where none looked. In texts of war it is not
    asked: on assessments by which it was not taught its proposals cost one point of 94.6, its strikes up to ten.
    """
    spans = Index([_Carried(s.start, s.end, carrier) for carrier, theirs in carriers for s in theirs])
    mapped = Index([p for p in places if p.use != "demonym" or _soil(text, p)])
    dated = Index([t for t in times if t.type in ("DATE", "TIME")])
    text = TITLE_CASED.sub(lambda found: found.group().lower(), text)
    out: dict[tuple[str, str, str | None], Event] = {}
    named = {p.name for p in places}
    known = known._replace(persons=[(at, name) for at, name in known.persons if name not in named])
    war = of_war(text)
    believed = None if war else seen
    sure = surely(believed or ())
    memory = Memory(
        known=known,
        war=war,
        mentioned=mapped,
        dateline=_dateline(text, places),
        seen=Index(believed) if believed is not None else None,
        sure=Index(sure),
    )
    for bounds in sentences_with_triggers(text, [one.start for one in sure]):
        s = sentence(text, *bounds)
        found = beside(s, found_in(s, memory), memory)
        here = places_here(s, found, mapped.begun_in(*bounds), known.names)
        where = _places(s, found, here, memory)
        times_here = dated.begun_in(*bounds)
        carried = [(one, _carrier(spans, s, one), chosen) for one, chosen in zip(found, where, strict=True)]
        told = list(_told(s, carried, here, times_here, memory))
        for event in told:
            if killed_in_it(event, told, text):
                continue
            if event.place is not None or not _told_with_a_place(event, told):
                key = (event.statement, event.type, event.place)
                if key not in out or (out[key].actor is None and event.actor is not None):
                    out[key] = event
        memory = memory.after(found, here, where)
    return tuple(sorted(out.values(), key=lambda e: (e.start, e.end, e.statement, e.place or "")))


def _soil(text: str, place: Place) -> bool:
    """Whether a nation's adjective names where something was: "in the Afghan capital", "Iraqi territory"."""
    return bool(SOIL.match(text, place.end)) and not text[max(0, place.start - 5) : place.start].startswith("from")


def _dateline(text: str, places: Sequence[Place]) -> str | None:
    """Where the text says it was written: "NAIROBI, August 21 (Xinhua) --"."""
    return next((p.name for p in places if p.start < DATELINE and text[p.start : p.end].isupper()), None)


def _told(
    s: Sentence,
    carried: Iterable[tuple[Found, str | None, Sequence[str | None]]],
    here: Sequence[Place],
    dated: Sequence[Time],
    memory: Memory,
) -> Iterator[Event]:
    """The events of a sentence that are carried and count, one for each place."""
    for one, carrier, chosen in carried:
        if carrier is None:
            continue
        if one.type in LOCAL and any(p.name == one.actor and _placed(s.text, p) for p in here):
            one = one._replace(actor=None)  # "the blasts in Nairobi and Ostrell killed …"
        if one.actor == SPEAKER:
            one = one._replace(actor=memory.known.speakers.get(carrier))
        when = _when(dated, s.start[one.token])
        for place in chosen:
            if holds(s, one, place, memory.war):
                yield Event(one.type, one.actor, place, when, carrier, s.start[one.token], s.end[one.token])


def _placed(text: str, place: Place) -> bool:
    """Whether a settlement is named as where something is, and so does nothing."""
    return place.kind == "settlement" and bool(PLACED.search(text, max(0, place.start - 8), place.start))


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
    names = {p.name for p in here}
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        following = found[index + 1].token if index + 1 < len(found) else None
        later = [f.token for f in found[index + 1 :] if not killed_by_it(one, f, names)]
        end = clause_end(s, one.token, later, here)
        if one.type == "coerce":
            end = charges(s, one.token, end)
        origins = one.type == "withdraw"  # it happens where they leave
        chosen: list[str | None] = [p.name for p in places_of(s, one.token, end, one.begin, here, one.passive, origins)]
        opened = where_clause(s, one.token, one.begin) if not _behind(s, one, end, here) else None
        if opened is not None:
            chosen = [p.name for p in before_where(s.text, s.start[opened], here)]
        if one.type not in GROUND:
            chosen = [p for p in chosen if not home(s, here, p)]
        if not chosen and before.dateline and one.type in LOCAL | AT_A_VENUE and "here" in s.low[one.token : end]:
            chosen = [before.dateline]
        if one.type == "mobilize" and not one.passive and not _behind(s, one, end, here):
            chosen = []  # "with Kalm in tumult, they expanded the mission"
        if not chosen and one.type in GROUND and not points_back(s, one.token, end):
            end = clause_end(s, one.token, later, here, through_purpose=True)
            chosen = [p.name for p in places_of(s, one.token, end, one.begin, here, one.passive)]
        if not chosen and one.type in LOCAL:
            chosen = [p.name for p in at_the_time(s, end, here)]
        if not chosen and one.type in LOCAL and (named := facility(s, one.token, end)) is not None:
            chosen = [named]
        if one.type in AT_A_VENUE and opened is None:
            chosen = [*_venue(s, one, end, here, chosen)]
        if not _behind(s, one, end, here) and following is not None and _shares(s, one.token, following) and out:
            chosen = out[-1]
        elif one.type in PLACELESS:
            chosen = []
        elif not chosen and one.type in LOCAL and any(points_back(s, k, end) for k in (one.token, one.begin)):
            chosen = [_pointed_at(s, one, end, here, before)]
        out.append(chosen or [None])
    return out[::-1]


def _venue(
    s: Sentence, one: Found, end: int, here: Sequence[Place], chosen: Sequence[str | None]
) -> Sequence[str | None]:
    """Where one met: "in" or "at" a place, and whither one travelled; the parties' countries are none."""
    towards = TOWARDS if TRAVEL & set(s.low[one.token : one.token + 8]) else VENUE
    venues = [
        p
        for p in here
        if towards.search(s.text, max(0, p.start - 40), p.start) and not BEFORE_NOUN.match(s.text, p.end)
    ]
    names = {p.name for p in venues}
    kept = [name for name in chosen if name in names]
    high = s.end[end - 1] if end else 0
    return kept or [p.name for p in venues if s.start[one.token] <= p.start < high][:1]


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
