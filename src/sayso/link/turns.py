"""In what order a claim was told: by time, and where the hour is not known whoever cites after whom he cites.

In: tellings, and for each when it was published, by whom, and whom it has it from. Out: them in order. "10 March"
may be any hour of that day, so an outlet that cites another one's report of that day is not put before it. Where both
say the hour, the hours decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from sayso.link.moments import order

Told = TypeVar("Told")
TO_THE_DAY = len("2025-03-03")  # of an ISO 8601 moment: a longer one says the hour too


class Turn(Struct, frozen=True):
    """One telling: its moment, who printed it, and all others in its chain."""

    published: str | None
    by: str
    cites: frozenset[str]


def in_turn(told: Sequence[Told], turn_of: Callable[[Told], Turn]) -> list[Told]:
    """The tellings in the order in which they were told; those of one moment as they come."""
    turns = [turn_of(one) for one in told]
    keys: dict[int, tuple[float, int]] = {place: (order(turn.published), 0) for place, turn in enumerate(turns)}
    by_day: dict[str, list[int]] = defaultdict(list)
    for place, turn in enumerate(turns):
        if turn.published and len(turn.published) >= TO_THE_DAY:
            by_day[turn.published[:TO_THE_DAY]].append(place)
    for places in by_day.values():
        if len(places) > 1 and any(len(turns[place].published or "") == TO_THE_DAY for place in places):
            keys |= _of_one_day({place: turns[place] for place in places})
    return [told[place] for place in sorted(keys, key=lambda place: (*keys[place], place))]


def _of_one_day(turns: Mapping[int, Turn]) -> dict[int, tuple[float, int]]:
    """For each telling of a day the earliest moment that it can have, and how many stand between it and the first."""
    told: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns.values():
        told[turn.by].append(turn)
    known: dict[str, tuple[float, int]] = {}

    def earliest(turn: Turn) -> tuple[float, int]:
        own = order(turn.published)
        if len(turn.published or "") > TO_THE_DAY:
            return own, 0
        after = [of_outlet(name) for name in sorted(turn.cites & told.keys()) if name != turn.by]
        moment, steps = max(after, default=(own, -1))
        return max((own, 0), (moment, steps + 1))

    def of_outlet(name: str) -> tuple[float, int]:
        if name not in known:
            known[name] = (min(order(turn.published) for turn in told[name]), 0)  # for those who cite one another
            known[name] = min(earliest(turn) for turn in told[name])
        return known[name]

    return {place: earliest(turn) for place, turn in turns.items()}


def turn(published: str | None, by: str, chain: Iterable[str]) -> Turn:
    """The turn of a telling with its chain."""
    return Turn(published, by, frozenset(chain) - {by})
