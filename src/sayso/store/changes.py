"""Who changed what, through the server: a log that is only ever added to."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, insert, select

from sayso.store.browse.paging import Listed, key_of, page
from sayso.store.documents import now
from sayso.store.schema import changes


class ChangeRow(Struct, frozen=True):
    """One change: when (UTC), by whom (the name of a token, or of this machine's user), what, and of what."""

    made_at: str
    person: str
    action: str
    about: str


def put(connection: Connection, person: str, action: str, about: str) -> None:
    """Keep that a person changed something now."""
    connection.execute(insert(changes).values(made_at=now(), person=person, action=action, about=about))


def listed(connection: Connection, after: str | None = None, limit: int = 50) -> Listed[ChangeRow]:
    """A page of the log, the latest first."""
    query = select(changes).order_by(changes.c.number.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(changes.c.number < key_of(after, (int,))[0])
    found = connection.execute(query).all()
    rows = [ChangeRow(one.made_at, one.person, one.action, one.about) for one in found]
    return page(rows, [(one.number,) for one in found], limit)
