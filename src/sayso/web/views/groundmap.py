"""What is said to have happened where on a day: a map and its ledger.

Where the day has an assessment its ledger is shown, else what its articles say, all of it as claims: only an
assessment tells claimed from confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from sayso.assess.ground import COMBAT, CONTROL
from sayso.model import GroundChange
from sayso.publish.borders import Borders
from sayso.publish.groundmap import GroundMap, ground_map
from sayso.store import assessments, browse
from sayso.store.browse import EventRow, Happened
from sayso.web.views.phrases import spelled_day

_KINDS = (*CONTROL, *COMBAT)
_LEAST = 3.0  # degrees: a narrower window shows no coast and no border to find oneself by
_MOST = 200  # events of a day without an assessment


class MapView(Struct, frozen=True):
    """A day on the map. ``at`` is its place among ``days``, ISO 8601; ``agents`` are all who say something of it.

    ``assessed``: the rows are those of the day's assessment. ``unplaced``: rows that the map lacks.
    """

    day: str
    in_words: str
    days: tuple[str, ...]
    at: int
    agent: str | None
    agents: tuple[str, ...]
    assessed: bool
    drawing: GroundMap | None
    ground: tuple[GroundChange, ...]
    rows_of: dict[str, int]
    unplaced: int


def map_view(
    connection: Connection,
    day: str | None = None,
    agent: str | None = None,
    at: str | None = None,
    borders: Borders | None = None,
) -> MapView:
    """The map of a day, the latest without it; of what ``agent`` says alone where one is named.

    ``at`` names the day by its place among all, in decimal, and goes before ``day``. ``borders`` are the desk's own.
    """
    days = tuple(sorted({row.name for row in browse.days(connection)} | set(assessments.days(connection)) - {""}))
    if at is not None and at.isdecimal() and len(at) < 7 and days:
        day = days[min(int(at), len(days) - 1)]
    wanted = day if day in days else days[-1] if days else ""
    assessment = assessments.get(connection, wanted) if wanted else None
    rows = assessment.ground if assessment else tuple(_from_events(connection, wanted)) if wanted else ()
    agents = tuple(sorted({name for row in rows for name in row.said_by}))
    shown = tuple(row for row in rows if agent is None or agent in row.said_by)
    numbers: dict[str, int] = {}
    for number, row in enumerate(shown, 1):
        numbers.setdefault(row.place, number)
    return MapView(
        day=wanted,
        in_words=spelled_day(wanted) if wanted else "no day",
        days=days,
        at=days.index(wanted) if wanted else 0,
        agent=agent,
        agents=agents,
        assessed=assessment is not None,
        drawing=ground_map(shown, borders, _LEAST),
        ground=shown,
        rows_of=numbers,
        unplaced=sum(row.lat is None for row in shown),
    )


def _from_events(connection: Connection, day: str) -> Iterable[GroundChange]:
    """What happened on the day, or is told in its articles without another day; one row for place, kind and actor."""
    found = browse.events(connection, Happened(first=day, last=day), limit=_MOST).rows
    groups: dict[tuple[str, str, str], list[EventRow]] = {}
    for event in found:
        if event.place and event.type in _KINDS:
            groups.setdefault((event.place, event.type, (event.actor or "").lower()), []).append(event)
    ordered = sorted(groups.items(), key=lambda group: (_KINDS.index(group[0][1]), group[0]))
    return (_row(events) for _, events in ordered)


def _row(events: Sequence[EventRow]) -> GroundChange:
    first = next((event for event in events if event.lat is not None), events[0])
    names = tuple(sorted({event.agent for event in events}))
    return GroundChange(
        place=first.place or "",
        lat=first.lat,
        lon=first.lon,
        type=first.type,
        actor=first.actor,
        when=first.time,
        line="",
        said_by=names,
        standing="claimed",
        claimed_by=names,
    )
