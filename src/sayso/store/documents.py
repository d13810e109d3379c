"""What arrived: original bytes, the documents found in them, and the issues of what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as insert_new

from sayso.errors import DeskError
from sayso.model import Document, Issue
from sayso.store import search
from sayso.store.packing import pack, press, sha256, unpack, unpress
from sayso.store.schema import arrivals, documents, issues, originals


class Arrival(Struct, frozen=True):
    """One thing that was found at ``path``: its bytes, and the document in them or why there is none."""

    path: str
    media: str
    original: bytes
    document: Document | None = None
    issues: tuple[Issue, ...] = ()


class Kept(Struct, frozen=True):
    """Where a document came from: ``path`` as it was given, ``media`` and hash of its original bytes."""

    path: str
    media: str
    original: str


class Complaint(Struct, frozen=True):
    """An issue of the intake with the path it is about. ``document`` is None when there is none."""

    path: str
    document: str | None
    issue: Issue


def put(connection: Connection, arrival: Arrival) -> bool:
    """Keep an arrival; False when it was there before, which changes nothing but its issues."""
    original = _put_original(connection, arrival)
    document = arrival.document
    new = document is not None and _put_document(connection, arrival, document, original)
    if document is not None:  # what could not be read before can be read now
        unread = _same(arrival, original) & arrivals.c.document.is_(None)
        connection.execute(delete(arrivals).where(unread))
    number = _known_arrival(connection, arrival, original)
    if number is None:
        number = _put_arrival(connection, arrival, original)
        new = new or document is None
    _put_issues(connection, number, arrival.issues)
    return new


def has(connection: Connection, arrival: Arrival) -> bool:
    """Whether the same document arrived before, at the same path in the same bytes."""
    return _known_arrival(connection, arrival, sha256(arrival.original)) is not None


def get(connection: Connection, document: str) -> Document:
    """The document with this id. Raises DeskError when there is none."""
    packed = connection.execute(select(documents.c.packed).where(documents.c.id == document)).scalar()
    if packed is None:
        raise _unknown(document)
    return unpack(packed, Document)


def every(connection: Connection) -> Iterator[Document]:
    """All documents in the order of arrival."""
    for packed in connection.execute(select(documents.c.packed).order_by(documents.c.number)).scalars():
        yield unpack(packed, Document)


def count(connection: Connection) -> int:
    """How many documents are kept."""
    return connection.execute(select(func.count()).select_from(documents)).scalar_one()


def paths(connection: Connection) -> dict[str, str]:
    """The path of each document, by its id, as it was first given."""
    rows = connection.execute(select(documents.c.id, documents.c.path))
    return {row.id: row.path for row in rows}


def paths_of(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """The path of each of these documents, by its id, as it was first given."""
    given = {"ids": msgspec.json.encode(list(names)).decode()}
    return {row.id: row.path for row in connection.execute(_PATHS_OF, given)}


_PATHS_OF = text("SELECT id, path FROM documents WHERE id IN (SELECT value FROM json_each(:ids))")


def arrived_at(connection: Connection, original: str) -> tuple[str, ...]:
    """Where the bytes of this hash were found, as it was first given."""
    found = select(arrivals.c.path).where(arrivals.c.original == original).order_by(arrivals.c.number)
    return tuple(dict.fromkeys(connection.execute(found).scalars()))


def kept(connection: Connection, document: str) -> Kept:
    """Where a document came from. Raises DeskError when there is none with this id."""
    row = connection.execute(
        select(documents.c.path, originals.c.media, originals.c.sha256)
        .join(originals, originals.c.sha256 == documents.c.original)
        .where(documents.c.id == document)
    ).first()
    if row is None:
        raise _unknown(document)
    return Kept(*row)


def original(connection: Connection, digest: str) -> bytes:
    """The original bytes with this SHA-256. Raises DeskError when they are missing or were changed."""
    packed = connection.execute(select(originals.c.packed).where(originals.c.sha256 == digest)).scalar()
    if packed is None:
        raise DeskError(f"no original {digest} on this desk", "add the article again")
    data = unpress(packed)
    if sha256(data) != digest:
        raise DeskError(f"the kept bytes of {digest} were changed", "restore the desk from a backup")
    return data


def revisions(connection: Connection, document: str) -> tuple[str, ...]:
    """All versions of the address this document stands at, itself included, in the order of arrival."""
    address = select(documents.c.address).where(documents.c.id == document).scalar_subquery()
    found = connection.execute(
        select(documents.c.id).where(documents.c.address == address).order_by(documents.c.number)
    ).scalars()
    return tuple(found) or (document,)


def complaints(connection: Connection) -> tuple[Complaint, ...]:
    """The issues of the intake, in the order of arrival."""
    rows = connection.execute(
        select(arrivals.c.path, arrivals.c.document, issues.c.stage, issues.c.message)
        .join(arrivals, arrivals.c.number == issues.c.arrival)
        .order_by(arrivals.c.number, issues.c.number)
    )
    return tuple(Complaint(path, document, Issue(stage, message)) for path, document, stage, message in rows)


def _put_original(connection: Connection, arrival: Arrival) -> str:
    digest = sha256(arrival.original)
    if connection.execute(select(originals.c.size).where(originals.c.sha256 == digest)).first() is None:
        row = {"sha256": digest, "media": arrival.media, "size": len(arrival.original)}
        connection.execute(insert(originals).values(packed=press(arrival.original), **row))
    return digest


def _put_document(connection: Connection, arrival: Arrival, document: Document, original: str) -> bool:
    row = {
        "id": document.id,
        "original": original,
        "path": arrival.path,
        "address": document.url,
        "published": document.published,
        "packed": pack(document),
    }
    done = connection.execute(
        insert_new(documents).values(**row).on_conflict_do_nothing().returning(documents.c.number)
    )
    number = done.scalar()
    if number is None:
        return False
    search.index(connection, number, document)
    return True


def _known_arrival(connection: Connection, arrival: Arrival, original: str) -> int | None:
    name = arrival.document.id if arrival.document else None
    same = _same(arrival, original) & arrivals.c.document.is_not_distinct_from(name)
    return connection.execute(select(arrivals.c.number).where(same)).scalar()


def _same(arrival: Arrival, original: str) -> ColumnElement[bool]:
    return (arrivals.c.path == arrival.path) & (arrivals.c.original == original)


def _put_arrival(connection: Connection, arrival: Arrival, original: str) -> int:
    row = {
        "path": arrival.path,
        "original": original,
        "document": arrival.document.id if arrival.document else None,
        "added_at": now(),
    }
    number: int = connection.execute(insert(arrivals).values(**row).returning(arrivals.c.number)).scalar_one()
    return number


def _put_issues(connection: Connection, arrival: int, found: Sequence[Issue]) -> None:
    connection.execute(delete(issues).where(issues.c.arrival == arrival))
    rows = [{"arrival": arrival, "stage": issue.stage, "message": issue.message} for issue in found]
    if rows:
        connection.execute(insert(issues), rows)


def now() -> str:
    """This moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _unknown(document: str) -> DeskError:
    return DeskError(f"no document {document} on this desk", "`sayso claims DESK --json` names the documents")
