"""Whether everything in a reading lies within its document."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Reading


def within(reading: Reading, length: int) -> bool:
    """Whether every place that a reading names lies in a text of ``length`` code points."""
    return all(0 <= start <= end <= length for start, end in _places(reading))


def _places(reading: Reading) -> Iterator[tuple[int, int]]:
    found = (reading.blocks, reading.sentences, reading.assertions, reading.times, reading.places, reading.figures)
    for group in (*found, reading.events):
        yield from ((one.start, one.end) for one in group)
    for statement in reading.statements:
        spans = (*statement.content, *(span for span in (statement.source, statement.cue) if span))
        yield from ((span.start, span.end) for span in (*spans, *statement.alterations))
    for agent in reading.agents:
        yield from ((span.start, span.end) for span in agent.mentions)
