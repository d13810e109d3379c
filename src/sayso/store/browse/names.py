"""Who says and who prints, how often; whom an outlet cites and whose articles it copies."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from sayso.store.browse.paging import Listed, key_of, page
from sayso.store.search import fold


class NameRow(Struct, frozen=True):
    """A name and how often: tellings that end at an agent, documents of an outlet."""

    name: str
    count: int


def agents(connection: Connection, beginning: str = "", after: str | None = None, limit: int = 20) -> Listed[NameRow]:
    """A page of those who say something, whose name begins so; those who say most come first.

    Case, accents and apostrophes are left aside, as in `search`.
    """
    given: dict[str, Any] = {"limit": limit + 1, "low": fold(beginning), "high": fold(beginning) + "\U0010ffff"}
    parts = ["told > 0"] + (["folded >= :low AND folded < :high"] if beginning else [])
    if after is not None:
        given["told"], given["number"] = key_of(after, (int, int))
        parts.append("(told, number) < (:told, :number)")
    query = f"SELECT number, name, told FROM names WHERE {' AND '.join(parts)}"
    found = connection.execute(text(f"{query} ORDER BY told DESC, number DESC LIMIT :limit"), given).all()
    return page([NameRow(name, told) for _, name, told in found], [(told, number) for number, _, told in found], limit)


def most_told(connection: Connection, limit: int) -> tuple[str, ...]:
    """The names of those who say most, for somebody to choose from."""
    return tuple(connection.execute(_MOST_TOLD, {"limit": limit}).scalars())


def outlets(connection: Connection, after: str | None = None, limit: int = 200) -> Listed[NameRow]:
    """A page of the outlets of the desk, by name, with the number of their documents."""
    given: dict[str, Any] = {"limit": limit + 1, "after": key_of(after, (str,))[0] if after is not None else ""}
    found = connection.execute(_OUTLETS, given).all()
    return page([NameRow(one.name, one.printed) for one in found], [(one.name,) for one in found], limit)


def told_by(connection: Connection, agent: str) -> int | None:
    """How many tellings end at an agent; None for one that the desk does not know."""
    return connection.execute(text("SELECT told FROM names WHERE name = :name"), {"name": agent}).scalar()


def printed_by(connection: Connection, outlet: str) -> int | None:
    """How many documents an outlet has; None for a name that the desk does not know."""
    return connection.execute(text("SELECT printed FROM names WHERE name = :name"), {"name": outlet}).scalar()


def cited_by(connection: Connection, outlet: str, limit: int = 50) -> tuple[NameRow, ...]:
    """Whom an outlet has what it prints from, in its own words, those it cites most first."""
    rows = connection.execute(_CITED, {"outlet": outlet, "limit": limit})
    return tuple(NameRow(row.name, row.often) for row in rows)


def copied_by(connection: Connection, outlet: str, limit: int = 50) -> tuple[NameRow, ...]:
    """The outlets whose articles an outlet printed again, with how many."""
    rows = connection.execute(_COPIED, {"outlet": outlet, "limit": limit})
    return tuple(NameRow(row.name, row.often) for row in rows)


_MOST_TOLD = text("SELECT name FROM names WHERE told > 0 ORDER BY told DESC, number DESC LIMIT :limit")
_OUTLETS = text("SELECT name, printed FROM names WHERE printed > 0 AND name > :after ORDER BY name LIMIT :limit")
_CITED = text(
    "SELECT names.name, counted.often FROM (SELECT cites, count(*) AS often FROM tellings"
    " WHERE outlet = (SELECT number FROM names WHERE name = :outlet) AND cites IS NOT NULL GROUP BY cites"
    " ORDER BY 2 DESC, cites LIMIT :limit) AS counted"
    " JOIN names ON names.number = counted.cites ORDER BY counted.often DESC, names.name"
)
_COPIED = text(
    "SELECT names.name, count(*) AS often FROM listed AS own JOIN documents ON documents.number = own.number"
    " JOIN copies ON copies.document = documents.id JOIN documents AS others ON others.id = copies.original"
    " JOIN listed AS theirs ON theirs.number = others.number JOIN names ON names.number = theirs.outlet"
    " WHERE own.outlet = (SELECT number FROM names WHERE name = :outlet) AND theirs.outlet != own.outlet"
    " GROUP BY names.number ORDER BY often DESC, names.name LIMIT :limit"
)
