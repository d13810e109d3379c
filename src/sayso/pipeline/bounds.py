"""Whether everything in a reading lies within its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from sayso.model import Reading, Statement


class Placed(Protocol):
    """Whatever lies at code points ``[start, end)``."""

    @property
    def start(self) -> int:
        """The first."""

    @property
    def end(self) -> int:
        """The one after the last."""


def within(reading: Reading, length: int) -> bool:
    """Whether every place that a reading names lies in a text of ``length`` code points."""
    return all(0 <= one.start <= one.end <= length for group in _placed(reading) for one in group)


def _placed(reading: Reading) -> Iterator[Iterable[Placed]]:
    yield from (reading.blocks, reading.sentences, reading.assertions, reading.times)
    yield from (reading.places, reading.figures, reading.events)
    yield from (agent.mentions for agent in reading.agents)
    for statement in reading.statements:
        yield from _of_statement(statement)


def _of_statement(statement: Statement) -> Iterator[Iterable[Placed]]:
    yield statement.content
    yield statement.alterations
    yield (span for span in (statement.source, statement.cue) if span)
