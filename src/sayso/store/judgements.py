"""What people judged: a log that is only ever added to. A retraction is an entry of its own.

No reading, linking or migration of what the machine made touches it.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as insert_new

from sayso.model import Judgement
from sayso.store.packing import pack, unpack
from sayso.store.schema import judgements


def put(connection: Connection, judgement: Judgement) -> None:
    """Keep a judgement; one that is kept already changes nothing."""
    row = {"id": judgement.id, "made_at": judgement.made_at, "packed": pack(judgement)}
    connection.execute(insert_new(judgements).values(**row).on_conflict_do_nothing())


def every(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements and retractions by the time they were made."""
    rows = connection.execute(select(judgements.c.packed).order_by(judgements.c.made_at, judgements.c.id)).scalars()
    return tuple(unpack(packed, Judgement) for packed in rows)


def digest(connection: Connection) -> str:
    """A hash of which judgements there are; the empty string where there are none."""
    names = connection.execute(select(judgements.c.id).order_by(judgements.c.id)).scalars().all()
    return hashlib.sha256("\0".join(names).encode()).hexdigest() if names else ""
