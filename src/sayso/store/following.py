"""Where following stands: each feed's last and next round, each article that it named, each robots.txt.

Moments are UTC as ``2025-03-05T10:00:00Z``, which sort as they are. An article is kept in the transaction
that settles its sighting, so a kill leaves it both kept and settled or neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, Select, func, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from sayso.store.schema import followed, robots, sightings

State = Literal["due", "kept", "refused"]


class Followed(Struct, frozen=True, kw_only=True):
    """A feed, a sitemap or a page that is followed, by its address.

    ``digest`` is that of its last body, ``failures`` how many rounds failed since the last good one, ``fault``
    why; ``note`` is what somebody may want to do about it though it works.
    """

    address: str
    first_at: str
    fetched_at: str | None = None
    next_at: str
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    failures: int = 0
    fault: str | None = None
    note: str | None = None


class Sighting(Struct, frozen=True, kw_only=True):
    """An article that a feed named: ``due`` to be fetched at ``next_at``, ``kept``, or ``refused`` with a fault.

    ``digest`` is that of what the feed said of it; another one makes it due again. ``etag`` and ``modified``
    are its page's.
    """

    feed: str
    key: str
    address: str
    host: str
    digest: str
    state: State = "due"
    tries: int = 0
    seen_at: str
    next_at: str
    settled_at: str | None = None
    document: str | None = None
    fault: str | None = None
    etag: str | None = None
    modified: str | None = None


def feed(connection: Connection, address: str) -> Followed | None:
    """How the feed at an address stands; None before its first round."""
    row = connection.execute(select(followed).where(followed.c.address == address)).mappings().first()
    return None if row is None else Followed(**row)


def next_rounds(connection: Connection) -> dict[str, str]:
    """When the next round is due of each feed that had one, by its address."""
    rows = connection.execute(select(followed.c.address, followed.c.next_at))
    return {row.address: row.next_at for row in rows}


def put_feed(connection: Connection, found: Followed) -> None:
    """Keep how a feed stands."""
    row = asdict(found)
    statement = insert_new(followed).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=["address"], set_=row))


def sighting(connection: Connection, feed: str, key: str) -> Sighting | None:
    """The article that a feed names so; None where it has not been seen."""
    row = connection.execute(_one(feed, key)).mappings().first()
    return None if row is None else Sighting(**row)


def put_sighting(connection: Connection, found: Sighting) -> None:
    """Keep how an article stands."""
    row = asdict(found)
    statement = insert_new(sightings).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=["feed", "key"], set_=row))


def digests(connection: Connection, feed: str, keys: Iterable[str]) -> dict[str, str]:
    """The digest of each article of a feed that was seen before, by its key."""
    wanted = set(keys)
    rows = connection.execute(select(sightings.c.key, sightings.c.digest).where(sightings.c.feed == feed))
    return {row.key: row.digest for row in rows if row.key in wanted}


def due_hosts(connection: Connection, now: str, feeds: Sequence[str]) -> tuple[str, ...]:
    """The hosts that have an article of these feeds to be fetched by ``now``."""
    wanted = (sightings.c.state == "due") & (sightings.c.next_at <= now) & sightings.c.feed.in_(feeds)
    return tuple(connection.execute(select(sightings.c.host).where(wanted).distinct()).scalars())


def due_at(connection: Connection, host: str, now: str, feeds: Sequence[str]) -> Sighting | None:
    """The article of a host that these feeds named and that is due by ``now``: the least tried, the longest due."""
    of_host = (sightings.c.host == host) & sightings.c.feed.in_(feeds)
    wanted = of_host & (sightings.c.state == "due") & (sightings.c.next_at <= now)
    order = (sightings.c.tries, sightings.c.next_at, sightings.c.seen_at, sightings.c.feed, sightings.c.key)
    row = connection.execute(select(sightings).where(wanted).order_by(*order).limit(1)).mappings().first()
    return None if row is None else Sighting(**row)


def next_due(connection: Connection, feeds: Sequence[str]) -> str | None:
    """When the next article of these feeds is due; None where none is."""
    wanted = (sightings.c.state == "due") & sightings.c.feed.in_(feeds)
    return connection.execute(select(func.min(sightings.c.next_at)).where(wanted)).scalar()


def put_off(connection: Connection, host: str, until: str) -> None:
    """Ask nothing of a host before ``until``."""
    wanted = (sightings.c.host == host) & (sightings.c.state == "due") & (sightings.c.next_at < until)
    connection.execute(update(sightings).where(wanted).values(next_at=until))


def kept_since(connection: Connection, address: str, feed: str, since: str) -> str | None:
    """The document that the sighting of an address by another feed than this one led to since then."""
    same = (sightings.c.address == address) & (sightings.c.feed != feed)
    wanted = same & (sightings.c.state == "kept") & (sightings.c.settled_at >= since)
    return connection.execute(select(sightings.c.document).where(wanted).limit(1)).scalar()


def counts(connection: Connection, since: str) -> dict[str, dict[State, int]]:
    """By feed, the articles seen since then that were kept or refused, and all that are due."""
    wanted = (sightings.c.state == "due") | (sightings.c.seen_at >= since)
    columns = (sightings.c.feed, sightings.c.state, func.count())
    rows = connection.execute(select(*columns).where(wanted).group_by(sightings.c.feed, sightings.c.state))
    found: dict[str, dict[State, int]] = {}
    for address, state, number in rows:
        found.setdefault(address, {})[state] = number
    return found


def robots_of(connection: Connection, origin: str) -> tuple[str, str] | None:
    """When the kept robots.txt of an origin ends to hold, and its text; None where there is none."""
    row = connection.execute(select(robots.c.lasts, robots.c.text).where(robots.c.origin == origin)).first()
    return None if row is None else (row.lasts, row.text)


def put_robots(connection: Connection, origin: str, lasts: str, text: str) -> None:
    """Keep the robots.txt of an origin."""
    statement = insert_new(robots).values(origin=origin, lasts=lasts, text=text)
    connection.execute(statement.on_conflict_do_update(index_elements=["origin"], set_={"lasts": lasts, "text": text}))


def _one(feed: str, key: str) -> Select[tuple[object, ...]]:
    return select(sightings).where((sightings.c.feed == feed) & (sightings.c.key == key))
