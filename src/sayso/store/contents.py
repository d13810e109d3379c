"""Everything a store keeps, gone through row by row: each value, or why it cannot be read. Nothing is held."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Column, Connection, Table, func, select

from sayso.errors import DeskError
from sayso.model import Issue
from sayso.store.packing import unpack, unpress
from sayso.store.schema import carriers, documents, linkings, members, originals

Value = TypeVar("Value")


class Source(Struct, frozen=True):
    """Kept bytes, and the ids of the documents that were found in them when they lay at ``path``."""

    digest: str
    path: str
    documents: tuple[str, ...]


def count(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def rows(
    connection: Connection, table: Table, key: Column[str], kind: type[Value]
) -> Iterator[tuple[str, Value | DeskError]]:
    """Each value of a table by its key, in the order of the key."""
    for name, packed in connection.execute(select(key, table.c.packed).order_by(key)):
        yield name, _unpacked(packed, kind)


def each_original(connection: Connection) -> Iterator[tuple[str, bytes | DeskError]]:
    """The bytes kept under each hash."""
    for digest, packed in connection.execute(select(originals.c.sha256, originals.c.packed)):
        try:
            yield digest, unpress(packed)
        except DeskError as fault:
            yield digest, fault


def sources(connection: Connection) -> Iterator[Source]:
    """What each document was found in, once for each path at which the same bytes lay."""
    columns = (documents.c.original, documents.c.path, documents.c.id)
    found = connection.execute(select(*columns).order_by(*columns))
    for (digest, path), same in groupby(found, key=itemgetter(0, 1)):
        yield Source(digest, path, tuple(row.id for row in same))


def media(connection: Connection, digest: str) -> str | None:
    """The media type of the bytes kept under a hash; None where none are."""
    return connection.execute(select(originals.c.media).where(originals.c.sha256 == digest)).scalar()


def tellings(connection: Connection, claim: str) -> set[tuple[str, str]]:
    """Document and statement of each telling under which a claim is found."""
    found = select(members.c.document, members.c.statement).where(members.c.claim == claim)
    return {(row.document, row.statement) for row in connection.execute(found)}


def carriers_of(connection: Connection, document: str) -> set[str]:
    """The ids of the statements and assertions under which a reading is found."""
    return set(connection.execute(select(carriers.c.id).where(carriers.c.document == document)).scalars())


def link_issues(connection: Connection) -> DeskError | None:
    """Why the issues of the last linking cannot be read."""
    packed = connection.execute(select(linkings.c.packed)).scalar()
    found = () if packed is None else _unpacked(packed, tuple[Issue, ...])
    return found if isinstance(found, DeskError) else None


def _unpacked(packed: bytes, kind: type[Value]) -> Value | DeskError:
    try:
        return unpack(packed, kind)
    except DeskError as fault:
        return fault
