"""What linking makes of each reading by itself: its paper, its page, its tellings. Two processes make a large desk's.

In: readings. Out: papers, and what goes on the shelves, packed, in the order of the readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar, runtime_checkable

import msgspec
from msgspec import Struct

from sayso.link.agents import Agents
from sayso.link.pages import page
from sayso.link.papers import Paper, paper
from sayso.link.shelf import Ready, ready
from sayso.link.spread import spread
from sayso.link.tellings import tellings_of
from sayso.model import Reading

Portion = list[tuple[bytes, bytes]]
Made = TypeVar("Made")


@runtime_checkable
class Portioned(Protocol):
    """Readings that can be handed to another process, a portion at a time, before they are unpacked."""

    def portions(self) -> Iterable[Portion]:
        """The readings, packed."""

    def opened(self, portion: Portion) -> Iterable[Reading]:
        """The readings of a portion."""


class Shelved(Struct, frozen=True, array_like=True):
    """A document's page, packed, with the agents that it gives sentences to, and its tellings."""

    document: str
    page: bytes
    givers: tuple[str, ...]
    tellings: tuple[Ready, ...]


def papers_of(arrived: Iterable[Reading] | Portioned) -> Iterator[Paper]:
    """The papers of readings, each document's once."""
    return _each(arrived, lambda readings: [paper(reading) for reading in readings], list[Paper])


def shelved(arrived: Iterable[Reading] | Portioned, agents: Agents) -> Iterator[Shelved]:
    """The pages and the tellings of readings, each document's once."""
    return _each(arrived, lambda readings: [_shelved(reading, agents) for reading in readings], list[Shelved])


def _shelved(reading: Reading, agents: Agents) -> Shelved:
    found = page(reading, agents)
    return Shelved(
        document=reading.document.id,
        page=msgspec.msgpack.encode(found),
        givers=tuple(sorted(set(found.given_to) - {""})),
        tellings=tuple(ready(telling) for telling in tellings_of(reading, agents)),
    )


def _each(
    arrived: Iterable[Reading] | Portioned, work: Callable[[Iterable[Reading]], list[Made]], made: type[list[Made]]
) -> Iterator[Made]:
    if isinstance(arrived, Portioned):
        opened = arrived.opened
        for portion in spread(arrived.portions(), lambda portion: work(opened(portion)), Portion, made):
            yield from portion
    else:
        yield from work(_once(arrived))


def _once(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Each document once, however often it is given."""
    seen: set[str] = set()
    for reading in readings:
        if reading.document.id not in seen:
            seen.add(reading.document.id)
            yield reading
