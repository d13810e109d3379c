"""A reading's annotations, sorted once, for look-up by offset.

In: a reading and the vertices of its agents. Out: `Marks`: which stems stand for which part of the text
(an agent's or a place's name instead of "he", "the Serbian president", "Kyiv"; nothing for a time), and
its figures, places and times in text order. Building is n log n, a look-up log n.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from sayso.link.agents import Agents
from sayso.link.moments import days
from sayso.link.words import fold, stem, wording, words
from sayso.model import Agent, Figure, Link, Place, Reading, Span, Time

SOUNDS = re.compile(r"[aeiouyj'’ʼ\s-]+")
LEAST_CONSONANTS = 4
LONG_DAYS = 300  # "next year's budget" is no event of all next year


class Marked(Protocol):
    """Anything with a span."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


Mark = TypeVar("Mark", bound=Marked)


class Stand(Struct, frozen=True):
    """The stems that stand for ``[start, end)``: of a name if ``name``; none at all for a time."""

    start: int
    end: int
    stems: tuple[str, ...]
    name: bool


class When(Struct, frozen=True):
    """The days that a mention of a time covers, both inclusive."""

    start: int
    end: int
    days: tuple[int, int]


class Marks(Struct, frozen=True):
    """Everything of a reading that the comparison of contents looks up."""

    stands: tuple[Stand, ...]
    starts: tuple[int, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    whens: tuple[When, ...]

    def stand_at(self, offset: int) -> Stand | None:
        """What stands for the word at ``offset``."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or self.stands[index].end <= offset:
            return None
        return self.stands[index]


def marks(reading: Reading, agents: Agents) -> Marks:
    """The marks of a reading."""
    stands = _without_overlap(
        [stand for agent in reading.agents for stand in _agent_stands(agent, reading, agents)]
        + [Stand(place.start, place.end, place_stems(place), True) for place in reading.places if place.name]
        + [Stand(time.start, time.end, (), False) for time in reading.times if time.type != "DURATION"]
    )
    return Marks(
        stands=stands,
        starts=tuple(stand.start for stand in stands),
        figures=tuple(sorted(reading.figures, key=lambda figure: figure.start)),
        places=tuple(sorted(reading.places, key=lambda place: place.start)),
        whens=tuple(sorted(_whens(reading), key=lambda when: when.start)),
    )


def within(sorted_marks: Sequence[Mark], spans: Sequence[Span]) -> list[Mark]:
    """The marks that lie inside one of the spans."""
    found: list[Mark] = []
    for span in spans:
        index = bisect_left(sorted_marks, span.start, key=lambda mark: mark.start)
        while index < len(sorted_marks) and sorted_marks[index].start < span.end:
            if sorted_marks[index].end <= span.end:
                found.append(sorted_marks[index])
            index += 1
    return found


def place_stems(place: Place) -> tuple[str, ...]:
    """A country's stem where the place is one or stands for one, else the stems of its name."""
    if place.kind == "country" or place.use in ("government", "demonym"):
        by_code = wording().codes.get(place.country or "")
        if by_code:
            return (by_code,)
    return tuple(stem(word.plain) for word in words(place.name))


def place_identities(place: Place) -> tuple[str, ...]:
    """What one place is told by: its GeoNames id where it has one, and its name in any romanisation.

    A name may be resolved in one text and left open in another ("near Vasylivka", "Vasilyevka"); two places of
    one name that are told apart by nothing but their ids are rarer on a desk.
    """
    name = fold(place.name)
    consonants = SOUNDS.sub("", name.replace("kh", "h").replace("gh", "g").replace("q", "k"))
    told = consonants if len(consonants) >= LEAST_CONSONANTS else name
    return (str(place.geonameid), told) if place.geonameid else (told,)


def _agent_stands(agent: Agent, reading: Reading, agents: Agents) -> list[Stand]:
    """Mentions of named persons and organisations; a group's or unnamed source's words stay as they are."""
    if agent.kind not in ("person", "organisation"):
        return []
    stems = _agent_stems(agents.key(reading.document.id, Link(agent.name, agent.kind)))
    return [Stand(mention.start, mention.end, stems, True) for mention in agent.mentions]


def _agent_stems(key: str) -> tuple[str, ...]:
    """A person's surname, an organisation's words, whatever the name used here."""
    kind, _, name = key.partition(":")
    parts = tuple(name.split())
    if kind == "person":
        return (stem(parts[-1]),)
    return tuple(part for part in parts if part != "government") or ("government",)


def _without_overlap(stands: list[Stand]) -> tuple[Stand, ...]:
    """Of stands that overlap the one that opens first, the longest of those; agents before places."""
    kept: list[Stand] = []
    for stand in sorted(stands, key=lambda stand: (stand.start, -stand.end, stand.stems)):
        if not kept or stand.start >= kept[-1].end:
            kept.append(stand)
    return tuple(kept)


def _whens(reading: Reading) -> list[When]:
    found = []
    for time in reading.times:
        covered = days(time.first, time.last) if time.type in ("DATE", "TIME") else None
        if covered and not _qualifies(reading.document.text, time, covered):
            found.append(When(time.start, time.end, covered))
    return found


def _qualifies(text: str, time: Time, covered: tuple[int, int]) -> bool:
    """Whether a year only says which thing is meant: "next year's budget"."""
    return covered[1] - covered[0] > LONG_DAYS and text[time.end : time.end + 2] in ("'s", "’s")
