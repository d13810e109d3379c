"""What people judged: a log that is only ever added to. A retraction is an entry of its own.

No reading, linking or migration of what the machine made touches it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as insert_new

from sayso.errors import InputError
from sayso.model import Judgement, Span, Told
from sayso.store import find, linking, readings
from sayso.store.packing import pack, unpack
from sayso.store.schema import judgements

_LINKED_BY = ("same", "different", "agent", "affiliation")


def put(connection: Connection, judgement: Judgement) -> None:
    """Keep a judgement; one that is kept already changes nothing."""
    row = {"id": judgement.id, "made_at": judgement.made_at, "packed": pack(judgement)}
    connection.execute(insert_new(judgements).values(**row).on_conflict_do_nothing())


def every(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements and retractions by the time they were made."""
    rows = connection.execute(select(judgements.c.packed).order_by(judgements.c.made_at, judgements.c.id)).scalars()
    return tuple(unpack(packed, Judgement) for packed in rows)


def latest(connection: Connection) -> int:
    """The number of the judgement that arrived last, 0 where there is none: it grows with each."""
    return connection.execute(select(func.max(judgements.c.number))).scalar() or 0


def digest(connection: Connection, kinds: Sequence[str] = _LINKED_BY) -> str:
    """A hash of the judgements that linking looks at, or of some kinds of them; "" where there are none.

    Grades are shown and count for nothing: a desk is not linked again for them.
    """
    found = every(connection)
    taken_back = {one.subject for one in found if one.kind == "retraction"}
    names = sorted(one.id for one in found if one.kind in kinds and one.id not in taken_back)
    return hashlib.sha256("\0".join(names).encode()).hexdigest() if names else ""


def telling(connection: Connection, beginning: str) -> Told:
    """The statement or assertion with this id, or its beginning; of a claim its first telling.

    Raises InputError for what names nothing, or nothing that anybody tells.
    """
    thing = find.named(connection, beginning)
    if thing.kind == "claim" and (claim := linking.claim(connection, thing.id)):
        first = claim.members[0]
        cited = first.citation
        return Told(first.document, first.statement, cited.start, cited.end, cited.words)
    if thing.kind != "statement" or thing.document is None:
        raise InputError(f"{thing.id} is a {thing.kind}", "give the id of a statement, an assertion or a claim")
    reading = readings.get(connection, thing.document)
    spans = {one.id: one.content for one in reading.statements if one.content and one.type != "control"}
    spans |= {one.id: (Span(one.start, one.end),) for one in reading.assertions}
    if thing.id not in spans:
        raise InputError(f"{thing.id} is a plan or an order, and no telling of anything", "give another statement")
    start, end = spans[thing.id][0].start, max(span.end for span in spans[thing.id])
    return Told(thing.document, thing.id, start, end, reading.document.text[start:end])
