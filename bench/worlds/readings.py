"""A perfect reader's reading of an article: every mark and statement of its pieces as the model has them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import structs

from sayso.model import (
    Agent,
    Assertion,
    Block,
    Certainty,
    Document,
    Event,
    Figure,
    Link,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)
from worlds.attribution import Said
from worlds.cast import Country, Spot, Voice
from worlds.prose import Mark, Piece
from worlds.spread import Telling
from worlds.values import Party

RUN = "worlds-1"
KINDS = {"outlet": "organisation"}


class Carrier(NamedTuple):
    """Something a sentence states, and where in the text the sentence begins."""

    said: Said
    start: int
    sentence: Piece


def reading(
    document: Document, whole: Piece, blocks: Sequence[Block], carriers: Sequence[Carrier]
) -> tuple[Reading, tuple[tuple[str, Telling], ...]]:
    """The reading, and the telling that each of its statements and assertions is."""
    marks = _by_kind(whole.marks)
    names = _names(marks.get("agent", ()), carriers)
    ids = {key: f"a{number}" for number, key in enumerate(names)}
    statements, assertions, told = _carried(document, carriers, marks.get("hedge", ()), names, ids)
    found = Reading(
        document=document,
        run=RUN,
        blocks=tuple(blocks),
        sentences=tuple(dict.fromkeys(Span(c.start, c.start + len(c.sentence.text)) for c in carriers)),
        statements=tuple(statements),
        assertions=tuple(assertions),
        agents=tuple(_agents(marks.get("agent", ()), names, ids)),
        times=tuple(
            Time(m.start, m.end, m.value.type, m.value.value, None, m.value.first, m.value.last)
            for m in marks.get("time", ())
        ),
        places=tuple(_place(mark) for mark in marks.get("place", ())),
        figures=tuple(
            Figure(m.start, m.end, m.value.value, m.value.unit, m.value.of, m.value.bound)
            for m in marks.get("figure", ())
        ),
        events=tuple(_events(told, statements, assertions, marks.get("time", ()))),
    )
    return found, told


def _by_kind(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.kind, []).append(mark)
    return found


def _names(agents: Sequence[Mark], carriers: Sequence[Carrier]) -> dict[str, str]:
    """The fullest name in the article of everybody in a chain."""
    names = {voice.key: "" for carrier in carriers for voice in carrier.said.chain[1:]}
    for mark in agents:
        voice, printed = mark.value
        if voice.key in names and len(printed) > len(names[voice.key]):
            names[voice.key] = printed
    for carrier in carriers:
        for voice in carrier.said.chain[1:]:
            names[voice.key] = names[voice.key] or voice.names[0]
    return names


def _agents(marks: Sequence[Mark], names: dict[str, str], ids: dict[str, str]) -> list[Agent]:
    mentions: dict[str, list[Span]] = {}
    kinds: dict[str, str] = {}
    for mark in marks:
        voice = mark.value[0]
        if voice.key in names:
            mentions.setdefault(voice.key, []).append(Span(mark.start, mark.end))
            kinds[voice.key] = KINDS.get(voice.kind, voice.kind)
    return [Agent(ids[key], names[key], kinds[key], tuple(spans)) for key, spans in mentions.items()]  # type: ignore[arg-type]


def _carried(
    document: Document, carriers: Sequence[Carrier], hedges: Sequence[Mark], names: dict[str, str], ids: dict[str, str]
) -> tuple[list[Statement], list[Assertion], tuple[tuple[str, Telling], ...]]:
    statements: list[Statement] = []
    assertions: list[Assertion] = []
    told: list[tuple[str, Telling]] = []
    base: dict[int, int] = {}
    for number, carrier in enumerate(carriers):
        said, at = carrier.said, carrier.start
        base.setdefault(at, number)
        ident = f"{'e' if said.source is None else 's'}{document.id[:10]}{number:02d}"
        content = Span(said.content[0] + at, said.content[1] + at)
        certainty = _certainty(content, hedges)
        if said.source is None or said.cue is None:
            assertions.append(Assertion(ident, content.start, content.end, certainty))
        else:
            parent = None if said.parent is None else f"s{document.id[:10]}{base[at] + said.parent:02d}"
            chain = tuple(_link(voice, place, names, ids) for place, voice in enumerate(said.chain))
            source, cue = (Span(b[0] + at, b[1] + at) for b in (said.source, said.cue))
            kind = "direct" if said.direct else "indirect"
            statements.append(
                Statement(ident, kind, "communication", source, cue, (content,), parent, chain, None, certainty)  # type: ignore[arg-type]
            )
        if said.telling is not None:
            told.append((ident, structs.replace(said.telling, chain=said.chain)))
    return statements, assertions, tuple(told)


def _certainty(content: Span, hedges: Sequence[Mark]) -> Certainty | None:
    for mark in hedges:
        if content.start <= mark.start and mark.end <= content.end:
            return Certainty(mark.value, Span(mark.start, mark.end))
    return None


def _link(voice: Voice, place: int, names: dict[str, str], ids: dict[str, str]) -> Link:
    if place == 0:
        return Link(voice.names[0], "organisation")
    return Link(names[voice.key], KINDS.get(voice.kind, voice.kind), ids[voice.key])  # type: ignore[arg-type]


def _place(mark: Mark) -> Place:
    v = mark.value
    return Place(mark.start, mark.end, v.name, v.kind, v.use, v.geonameid, v.country, v.lat, v.lon)


def _events(
    told: Sequence[tuple[str, Telling]],
    statements: Sequence[Statement],
    assertions: Sequence[Assertion],
    times: Sequence[Mark],
) -> list[Event]:
    """The event of each telling that affirms one."""
    spans = {s.id: s.content[0] for s in statements} | {a.id: Span(a.start, a.end) for a in assertions}
    starts = [mark.start for mark in times]
    found = []
    for ident, telling in told:
        if not telling.claim.affirms:
            continue
        span = spans[ident]
        first = bisect_right(starts, span.start - 1)
        when = times[first].value.value if first < len(times) and times[first].end <= span.end else None
        actor, place = _who_and_where(telling)
        found.append(Event(telling.claim.kind.event, actor, place, when, ident, span.start, span.end))
    return found


def _who_and_where(telling: Telling) -> tuple[str | None, str | None]:
    values: dict[str, Any] = telling.claim.values
    holder = "B" if telling.claim.kind.name == "hold" else "A"
    actor = values.get(holder) or values.get("X")
    name = None
    if isinstance(actor, Party):
        name = actor.names[0]
    elif isinstance(actor, Country):
        name = actor.name
    elif isinstance(actor, Voice):
        name = actor.names[0]
    spot = values.get("P") or values.get("R")
    return name, spot.names[0] if isinstance(spot, Spot) else None
