"""What the store holds about one document beside its text and its reading: claims it tells, copies, names."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select

from sayso.model import Copy
from sayso.store.packing import unpack
from sayso.store.schema import copies, documents, listed, members, names, originals


def claims_told(connection: Connection, document: str, carriers: Iterable[str]) -> dict[str, str]:
    """The claim that each of the statements and assertions ``carriers`` tells; those that tell none are left out."""
    wanted = members.c.statement.in_(list(carriers)) & (members.c.document == document)
    rows = connection.execute(select(members.c.statement, members.c.claim).where(wanted))
    return {row.statement: row.claim for row in rows}


def copies_of(connection: Connection, document: str) -> tuple[Copy, ...]:
    """What the document copies or is a version of, and what copies it, by id."""
    about = or_(copies.c.document == document, copies.c.original == document)
    rows = connection.execute(select(copies.c.packed).where(about).order_by(copies.c.document, copies.c.original))
    return tuple(unpack(packed, Copy) for packed in rows.scalars())


def size(connection: Connection, digest: str) -> int:
    """How many bytes an original has; 0 where there is none with this SHA-256."""
    return connection.execute(select(originals.c.size).where(originals.c.sha256 == digest)).scalar() or 0


def outlet_of(connection: Connection, document: str) -> str | None:
    """Who published a document, as its reading says; None where nobody read it."""
    rows = (
        select(names.c.name)
        .join(listed, listed.c.outlet == names.c.number)
        .join(documents, documents.c.number == listed.c.number)
        .where(documents.c.id == document)
    )
    return connection.execute(rows).scalar()


def titles(connection: Connection, wanted: Iterable[str]) -> dict[str, str | None]:
    """The titles of documents, by id."""
    rows = connection.execute(
        select(documents.c.id, listed.c.title)
        .join(listed, listed.c.number == documents.c.number)
        .where(documents.c.id.in_(list(wanted)))
    )
    return {row.id: row.title for row in rows}
