"""The tables behind the lists, written beside what they are about and in the same transaction.

A name stands once, and rows name it by number: a million tellings then fit into some 150 MB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, text

from sayso.model import UNKNOWN_PUBLISHER, Claim, Event, Member, Reading
from sayso.store.schema import claim_heads, happenings, listed, names, tellings
from sayso.store.search import fold

_BATCH = 2_000  # claims at once: what is in memory stays small, and a statement is prepared seldom


def note(connection: Connection, reading: Reading) -> None:
    """Make the document of a reading, kept already, findable by title, outlet and day; and its events by place."""
    document = reading.document
    number = _numbers(connection, "documents", [document.id])[document.id]
    events = [_happening(reading, at, event) for at, event in enumerate(reading.events)]
    outlet = document.outlet or UNKNOWN_PUBLISHER
    numbers = _named(connection, {outlet, *(event["agent"] for event in events)})
    _print(connection, number, numbers[outlet])
    connection.execute(delete(happenings).where(happenings.c.document == number))
    row = {"number": number, "outlet": numbers[outlet], "published": document.published or "", "title": document.title}
    connection.execute(listed.insert().values(**row))
    if events:
        rows = [{**event, "document": number, "agent": numbers[event["agent"]]} for event in events]
        connection.execute(happenings.insert(), rows)


def _print(connection: Connection, document: int, outlet: int) -> None:
    """Take a document's earlier listing away, and count it for its outlet of now."""
    before = connection.execute(delete(listed).where(listed.c.number == document).returning(listed.c.outlet)).scalar()
    if before != outlet:
        changed = [(1, outlet)] + ([] if before is None else [(-1, before)])
        connection.exec_driver_sql("UPDATE names SET printed = printed + ? WHERE number = ?", changed)


def clear(connection: Connection) -> None:
    """Forget every claim."""
    for table in (tellings, claim_heads):
        connection.execute(delete(table))
    connection.execute(names.update().values(told=0))


def put(connection: Connection, found: Iterable[Claim]) -> None:
    """Make claims findable by who tells them; they must be kept already."""
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        _put(connection, batch)


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Forget the claims with these ids, before they are deleted themselves."""
    given = {"ids": _array(ids)}
    connection.execute(_TOLD_LESS, given)
    for statement in (_DELETE_TELLINGS, _DELETE_HEADS):
        connection.execute(statement, given)


def _put(connection: Connection, batch: Sequence[Claim]) -> None:
    numbers = _numbers(connection, "claims", [claim.id for claim in batch])
    held = [(numbers[claim.id], member) for claim in batch for member in _once(claim)]
    documents = _numbers(connection, "documents", {member.document for _, member in held})
    known = _named(connection, {name for _, member in held for name in _named_by(member)})
    rows = [_telling(claim, documents[member.document], member, known) for claim, member in held]
    heads = [_head(numbers[claim.id], claim, known) for claim in batch]
    connection.exec_driver_sql(_INSERT_TELLING, rows)
    connection.exec_driver_sql(_INSERT_HEAD, heads)
    told = Counter(known[member.chain[-1]] for _, member in held)
    connection.exec_driver_sql(_TOLD_MORE, [(count, number) for number, count in told.items()])


def _once(claim: Claim) -> Iterator[Member]:
    """Each telling once, as `linking` keeps them."""
    yield from {(member.document, member.statement): member for member in reversed(claim.members)}.values()


def _named_by(member: Member) -> Iterator[str]:
    yield member.outlet
    yield member.chain[-1]
    yield from member.chain[1:2]


def _telling(claim: int, document: int, member: Member, known: dict[str, int]) -> tuple[Any, ...]:
    cites = known[member.chain[1]] if len(member.chain) > 1 else None
    about = (known[member.chain[-1]], known[member.outlet], cites, member.published or "")
    certainty = member.certainty.value if member.certainty else None
    return (claim, document, member.statement, *about, member.kind or "own", certainty)


def _head(number: int, claim: Claim, known: dict[str, int]) -> tuple[Any, ...]:
    first = claim.members[0].outlet
    return (number, len(claim.members), claim.first or "", claim.last or "", known[first])


def _happening(reading: Reading, at: int, event: Event) -> dict[str, Any]:
    """An event as a row: on the day that it names, else on that of the article; where the place of that name lies."""
    named = event.when[:10] if event.when and len(event.when) >= 10 and "X" not in event.when else None
    found = (one for one in reading.places if one.name == event.place and one.lat is not None)
    place = next(found, None) if event.place else None
    said = next((one for one in reading.statements if one.id == event.statement), None)
    return {
        "at": at,
        "day": named or (reading.document.published or "")[:10],
        "type": event.type,
        "actor": event.actor,
        "place": event.place,
        "time": event.when,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "statement": event.statement,
        "agent": said.chain[-1].name if said and said.chain else reading.document.outlet or UNKNOWN_PUBLISHER,
    }


def _named(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """The numbers of names, those new among them given one."""
    asked = sorted(set(wanted))
    known = _names(connection, asked)
    new = [(name, fold(name)) for name in asked if name not in known]
    if new:
        connection.exec_driver_sql("INSERT INTO names(name, folded, told, printed) VALUES (?, ?, 0, 0)", new)
        known |= _names(connection, [name for name, _ in new])
    return known


def _names(connection: Connection, wanted: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(_NAMES, {"ids": _array(wanted)})
    return {row.name: row.number for row in rows}


def _numbers(connection: Connection, table: str, ids: Iterable[str]) -> dict[str, int]:
    rows = connection.execute(_NUMBERS[table], {"ids": _array(ids)})
    return {row.id: row.number for row in rows}


def _array(values: Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()


_GIVEN = "(SELECT value FROM json_each(:ids))"
_NUMBERS = {table: text(f"SELECT id, number FROM {table} WHERE id IN {_GIVEN}") for table in ("documents", "claims")}
_NAMES = text(f"SELECT name, number FROM names WHERE name IN {_GIVEN}")
_OF_CLAIMS = f"(SELECT number FROM claims WHERE id IN {_GIVEN})"
_DELETE_TELLINGS = text(f"DELETE FROM tellings WHERE claim IN {_OF_CLAIMS}")
_DELETE_HEADS = text(f"DELETE FROM claim_heads WHERE number IN {_OF_CLAIMS}")
_TOLD_LESS = text(
    "UPDATE names SET told = told - fewer.count FROM"
    f" (SELECT agent, count(*) AS count FROM tellings WHERE claim IN {_OF_CLAIMS} GROUP BY agent) AS fewer"
    " WHERE names.number = fewer.agent"
)
_TOLD_MORE = "UPDATE names SET told = told + ? WHERE number = ?"
_INSERT_TELLING = (
    "INSERT INTO tellings(claim, document, statement, agent, outlet, cites, published, kind, certainty)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_HEAD = "INSERT INTO claim_heads(number, told, first, last, outlet) VALUES (?, ?, ?, ?, ?)"
