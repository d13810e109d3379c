"""The readings of a desk: one for each document, from the run that read it last.

A reading is kept without its document's text, which the store has already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_new

from sayso import __version__
from sayso.errors import DeskError
from sayso.model import Document, Reading
from sayso.store import browse
from sayso.store.documents import now
from sayso.store.packing import pack, unpack
from sayso.store.schema import carriers, digests, documents, readings, runs


def put(connection: Connection, reading: Reading) -> None:
    """Keep a reading in place of an earlier one of the same document, which must be kept already."""
    name = reading.document.id
    note_run(connection, reading.run, "read")
    _note_change(connection, name, reading.run)
    for table in (carriers, readings):
        connection.execute(delete(table).where(table.c.document == name))
    bare = replace(reading, document=replace(reading.document, text=""))
    connection.execute(insert(readings).values(document=name, run=reading.run, packed=pack(bare)))
    names = [statement.id for statement in reading.statements]
    names += [assertion.id for assertion in reading.assertions]
    rows = [{"document": name, "id": carrier} for carrier in names]
    if rows:
        connection.execute(insert(carriers), rows)
    browse.note(connection, reading)


def get(connection: Connection, document: str) -> Reading:
    """The reading of a document. Raises DeskError when it has none."""
    row = connection.execute(_SELECT.where(documents.c.id == document)).first()
    if row is None:
        raise DeskError(f"document {document} has no reading on this desk", "add it again")
    return _whole(*row)


def every(connection: Connection) -> Iterator[Reading]:
    """All readings, ordered by document id so that linking does not depend on the order of arrival."""
    for row in connection.execute(_SELECT.order_by(documents.c.id)):
        yield _whole(*row)


_PORTION = 100  # readings, some 300 ms of linking


class Kept:
    """All readings, unpacked one at a time whenever they are gone through: a large desk's do not fit into memory.

    They come by the day on which they were published: what is told then is told in like words, and is compared.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[Reading]:
        return (_whole(*row) for row in self._connection.execute(_IN_TIME))

    def portions(self) -> Iterator[list[tuple[bytes, bytes]]]:
        """The readings as they are kept, each beside its document, to be unpacked elsewhere."""
        rows = self._connection.execute(_IN_TIME)
        for part in rows.partitions(_PORTION):
            yield [(packed, document) for packed, document in part]

    def opened(self, portion: Iterable[tuple[bytes, bytes]]) -> Iterator[Reading]:
        """The readings of a portion."""
        return (_whole(*packed) for packed in portion)


def run(connection: Connection, document: str) -> str | None:
    """The run that read this document, None if nobody did."""
    return connection.execute(select(readings.c.run).where(readings.c.document == document)).scalar()


def not_by(connection: Connection, run_now: str) -> list[str]:
    """The documents that another run than this one read, in the order in which they came."""
    other = select(readings.c.document).where(readings.c.run != run_now)
    return list(
        connection.execute(
            select(documents.c.id).where(documents.c.id.in_(other)).order_by(documents.c.number)
        ).scalars()
    )


def fingerprint(connection: Connection, settings: str) -> str:
    """A hash of which documents were read by which runs, and of ``settings``: changes when linking is due."""
    return hashlib.sha256(f"{_digest(connection):064x}{settings}".encode()).hexdigest()


def digest(connection: Connection) -> str:
    """A sum over which documents were read by which runs, in hexadecimal."""
    return f"{_digest(connection):064x}"


def with_more(before: str, came: Iterable[tuple[str, str]]) -> str:
    """What the digest becomes when more documents, each with its run, come and nothing else changes."""
    return f"{(int(before, 16) + sum(_hash(*one) for one in came)) % 2**256:064x}"


def since(connection: Connection, number: int) -> list[tuple[str, str]]:
    """The documents that came after the one of this number and were read, each with its run."""
    rows = connection.execute(
        select(documents.c.id, readings.c.run)
        .join(readings, readings.c.document == documents.c.id)
        .where(documents.c.number > number)
        .order_by(documents.c.id)
    )
    return [(row.id, row.run) for row in rows]


def newest(connection: Connection) -> int:
    """The number of the last document to come, 0 on an empty desk."""
    return connection.execute(select(func.max(documents.c.number))).scalar() or 0


def count(connection: Connection) -> int:
    """How many readings are kept."""
    return connection.execute(select(func.count()).select_from(readings)).scalar_one()


def _digest(connection: Connection) -> int:
    """The sum of the hashes of each document with its run: kept with each change, so that nothing is scanned for it."""
    return int(connection.execute(select(digests.c.value).where(digests.c.name == _READINGS)).scalar() or "0", 16)


def _note_change(connection: Connection, document: str, run_now: str) -> None:
    before = run(connection, document)
    total = _digest(connection) + _hash(document, run_now) - (_hash(document, before) if before else 0)
    row = {"name": _READINGS, "value": f"{total % 2**256:064x}"}
    changed = insert_new(digests).values(**row)
    connection.execute(changed.on_conflict_do_update(index_elements=["name"], set_={"value": changed.excluded.value}))


def _hash(document: str, run_id: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{document}\0{run_id}".encode()).digest())


_READINGS = "readings"


def note_run(connection: Connection, name: str, stage: str) -> None:
    """Keep the name of a run, once, with the version of Sayso behind it."""
    row = {"id": name, "stage": stage, "version": __version__, "first_used": now()}
    connection.execute(insert_new(runs).values(**row).on_conflict_do_nothing())


_SELECT = select(readings.c.packed, documents.c.packed).join(documents, documents.c.id == readings.c.document)
_IN_TIME = _SELECT.order_by(documents.c.published, documents.c.id)


def _whole(packed: bytes, document: bytes) -> Reading:
    reading = unpack(packed, Reading)
    return replace(reading, document=replace(reading.document, text=unpack(document, Document).text))
