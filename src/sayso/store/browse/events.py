"""What happened where, by day; and the days that the desk has articles of."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from sayso.store.browse.names import NameRow
from sayso.store.browse.paging import Listed, key_of, page


class Happened(Struct, frozen=True):
    """What is looked for: ``first`` and ``last`` are days, both inclusive; ``mapped``: only what has coordinates."""

    first: str | None = None
    last: str | None = None
    type: str | None = None
    place: str | None = None
    agent: str | None = None
    mapped: bool = False


class EventRow(Struct, frozen=True, rename={"time": "when"}):
    """An event as one statement or assertion tells it. ``agent`` is who says so; ``day`` is ISO 8601.

    ``day`` is the one that the words name, else that of the article; ``when`` the TIMEX3 value of the words.
    """

    document: str
    statement: str
    type: str
    actor: str | None
    place: str | None
    lat: float | None
    lon: float | None
    time: str | None
    day: str | None
    agent: str
    outlet: str


def events(connection: Connection, sought: Happened, after: str | None = None, limit: int = 200) -> Listed[EventRow]:
    """A page of the events that fit, the latest day first."""
    parts = [part for name, part in _WHERE.items() if getattr(sought, name) not in (None, False)]
    given: dict[str, Any] = {name: getattr(sought, name) for name in ("first", "last", "type", "place", "agent")}
    given["limit"] = limit + 1
    if after is not None:
        given["day"], given["number"], given["at"] = key_of(after, (str, int, int))
        parts.append("(h.day, h.document, h.at) < (:day, :number, :at)")
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    order = "ORDER BY h.day DESC, h.document DESC, h.at DESC LIMIT :limit"
    found = connection.execute(text(f"{_EVENT} {where} {order}"), given).all()
    return page([_row(one) for one in found], [(one.day, one.document, one.at) for one in found], limit)


def days(connection: Connection) -> tuple[NameRow, ...]:
    """Each day that articles of the desk were published on, in order, and how many were."""
    return tuple(NameRow(row.day, row.often) for row in connection.execute(_DAYS))


def _row(found: Any) -> EventRow:  # noqa: ANN401 - a row of SQLAlchemy has no type of its own
    found = found._mapping
    row = {key: found[key] for key in EventRow.__struct_fields__ if key in found}
    return EventRow(**{**row, "document": found["id"], "day": found["day"] or None})


_WHERE = {
    "first": "h.day >= :first",
    "last": "h.day <= :last AND h.day > ''",
    "type": "h.type = :type",
    "place": "h.place = :place",
    "agent": "h.agent = (SELECT number FROM names WHERE name = :agent)",
    "mapped": "h.lat IS NOT NULL",
}
_EVENT = (
    "SELECT h.document, h.at, h.day, h.type, h.actor, h.place, h.lat, h.lon, h.time, h.statement, documents.id,"
    " who.name AS agent, printed.name AS outlet FROM happenings AS h"
    " JOIN documents ON documents.number = h.document JOIN listed ON listed.number = h.document"
    " JOIN names AS who ON who.number = h.agent JOIN names AS printed ON printed.number = listed.outlet"
)
_DAYS = text(
    "SELECT substr(published, 1, 10) AS day, count(*) AS often FROM listed WHERE length(published) >= 10 GROUP BY 1"
)
