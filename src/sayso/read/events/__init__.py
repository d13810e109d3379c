"""Events: what happened, by whom, where and when, carried by a statement or an assertion.

In: a text, carriers (id and spans), places and times. Out: events in text order, one for each carrier, type and place;
lists distribute ("advanced near A, B and C"). Claimed, assessed and confirmed events are told apart by their carrier's
chain, never here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.model import Event, Place, Span, Time
from sayso.read.events.triggers import Trigger, triggers
from sayso.read.sentences import sentences

__all__ = ["events"]

Carrier = tuple[str, Sequence[Span]]


def events(
    text: str, carriers: Sequence[Carrier], places: Sequence[Place], times: Sequence[Time]
) -> tuple[Event, ...]:
    """The events that the carriers put forward. The innermost carrier of a clause carries its events."""
    out: list[Event] = []
    spans = sorted((s.start, s.end, carrier) for carrier, theirs in carriers for s in theirs)
    starts = [start for start, _, _ in spans]
    for carrier, theirs in carriers:
        for span in theirs:
            begun = spans[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
            inner = [Span(a, b) for a, b, other in begun if other != carrier and b <= span.end and (a, b) != (span.start, span.end)]
            for sentence in sentences(text, span.start, span.end):
                out += _of_sentence(text, carrier, sentence, inner, places, times)
    return tuple(sorted(_unique(out), key=lambda e: (e.start, e.end, e.statement, e.place or "")))


def _of_sentence(
    text: str,
    carrier: str,
    sentence: Span,
    inner: Sequence[Span],
    places: Sequence[Place],
    times: Sequence[Time],
) -> list[Event]:
    found = triggers(text, sentence)
    out: list[Event] = []
    for index, trigger in enumerate(found):
        if any(s.start <= trigger.start < s.end for s in inner):
            continue
        stop = found[index + 1].clause_start if index + 1 < len(found) else sentence.end
        where = _places_of(text, trigger, stop, places)
        when = _when(sentence, trigger, times)
        for place in where or [None]:
            out.append(Event(trigger.type, trigger.actor, place, when, carrier, trigger.start, trigger.end))
    return out


def _places_of(text: str, trigger: Trigger, stop: int, places: Sequence[Place]) -> list[str]:
    """The settlements behind the trigger in its clause; wider places only where none is named."""
    behind = [p for p in places if p.use == "literal" and trigger.start <= p.start < stop]
    if trigger.object_before:
        behind = [
            p for p in places if p.use == "literal" and trigger.clause_start <= p.start < trigger.start
        ] or behind
    near = [p for p in behind if p.kind in ("settlement", "facility")]
    chosen = near or [p for p in behind if p.kind in ("region", "feature")]
    return list(dict.fromkeys(p.name for p in chosen))


def _when(sentence: Span, trigger: Trigger, times: Sequence[Time]) -> str | None:
    dated = [t for t in times if t.type in ("DATE", "TIME") and sentence.start <= t.start < sentence.end]
    return min(dated, key=lambda t: abs(t.start - trigger.start)).value if dated else None


def _unique(found: Sequence[Event]) -> list[Event]:
    seen: dict[tuple[str, str, str | None], Event] = {}
    for event in found:
        seen.setdefault((event.statement, event.type, event.place), event)
    return list(seen.values())
