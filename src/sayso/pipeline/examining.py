"""Examines a desk: everything that it keeps is read again, and whatever is not as it should be is named.

One transaction sees the desk as it was at its start, whoever adds meanwhile. Rows are gone through one at a time:
what is held at once does not grow with the desk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from msgspec import Struct
from sqlalchemy import Connection

from sayso.desk import Desk, is_desk, store_file
from sayso.errors import DeskError
from sayso.ingest import ingest_bytes
from sayso.ingest.identity import document_id
from sayso.model import Assessment, Claim, Copy, Dispute, Document, Judgement, Reading
from sayso.pipeline.bounds import within
from sayso.pipeline.quoting import Texts, misquoted
from sayso.store import contents, documents, schema, soundness, told
from sayso.store.damage import LINK_AGAIN, RESTORE, Damage
from sayso.store.mending import mend
from sayso.store.packing import sha256

Row = TypeVar("Row")
_READ_ANEW = "add the article again if only Sayso is newer, else restore the desk from a backup (`sayso restore`)"


class Watch(Protocol):
    """Hands on rows and may count them: ``total`` of ``what``."""

    def __call__(self, what: str, total: int, rows: Iterable[Row]) -> Iterable[Row]:
        """The rows, as they come."""
        ...


class Extent(Struct, frozen=True):
    """How much a desk keeps: documents, claims, and bytes on the disk."""

    documents: int
    claims: int
    size: int


def unwatched(what: str, total: int, rows: Iterable[Row]) -> Iterable[Row]:
    """Counts nothing."""
    return rows


def extent(desk: Desk) -> Extent:
    """How much ``desk`` keeps."""
    with desk.store.reading() as connection:
        found, claims = (contents.count(connection, table) for table in (schema.documents, schema.claims))
    return Extent(found, claims, desk.store.size())


def examine(folder: str | os.PathLike[str], watch: Watch = unwatched) -> Iterator[Damage]:
    """What is wrong with the desk in a folder; nothing where it is sound.

    A desk of an earlier Sayso is brought up to date first, as by every command. Raises NotADesk or SettingsError
    for what is none.
    """
    if is_desk(folder) and not store_file(folder).is_file():
        yield Damage("store", f"{store_file(folder)} is missing")
        return
    try:
        with Desk.open(folder) as desk:
            yield from _examined(desk, watch)
    except DeskError as fault:
        if not store_file(folder).is_file() or not _about_the_store(fault):
            raise
        yield Damage("store", fault.what, fault.to_do)


def mended(desk: Desk) -> None:
    """Make again what is made of something else: indexes now, links by the next command that needs them."""
    with desk.store.writing() as connection:
        mend(connection)


def _examined(desk: Desk, watch: Watch) -> Iterator[Damage]:
    with desk.store.reading() as connection:
        found = tuple(soundness.schema_damage(connection))
    yield from found
    if found:
        return  # without its tables nothing more can be asked
    with desk.store.reading() as connection:
        yield from soundness.file_damage(connection)
        yield from soundness.strays(connection)
        for part in (_originals, _sources, _documents, _readings, _claims, _rest):
            yield from part(connection, watch)
    with desk.store.writing() as connection:
        yield from soundness.index_damage(connection)


def _originals(connection: Connection, watch: Watch) -> Iterator[Damage]:
    total = contents.count(connection, schema.originals)
    for digest, data in watch("Original bytes", total, contents.each_original(connection)):
        if isinstance(data, DeskError) or sha256(data) != digest:
            shown = ", ".join(documents.arrived_at(connection, digest)) or "what could not be read"
            yield Damage("original", f"{digest[:16]} ({shown}): its bytes were changed since they were added")


def _sources(connection: Connection, watch: Watch) -> Iterator[Damage]:
    """Documents whose text is not what their original gives."""
    total = contents.count(connection, schema.documents)
    for source in watch("Texts of originals", total, contents.sources(connection)):
        try:
            data = documents.original(connection, source.digest)
        except DeskError:
            if contents.media(connection, source.digest) is None:
                yield Damage("original", f"{source.digest[:16]} ({source.path}): its bytes are missing")
            continue  # what was changed is named already
        for name in _not_given(connection, source, data):
            what = f"{name} ({source.path}): its text is not what its original gives"
            yield Damage("document", what, _READ_ANEW)


def _not_given(connection: Connection, source: contents.Source, data: bytes) -> tuple[str, ...]:
    """The documents of a source whose text is found nowhere in its bytes."""
    left: dict[str, str] = {}
    for name in source.documents:
        try:
            left[name] = sha256(documents.get(connection, name).text.encode())
        except DeskError:
            continue  # named where documents are gone through
    for found in ingest_bytes(data, contents.media(connection, source.digest), source.path):
        if found.document and left:
            given = sha256(found.document.text.encode())
            left = {name: digest for name, digest in left.items() if digest != given}
    return tuple(left)


def _documents(connection: Connection, watch: Watch) -> Iterator[Damage]:
    total = contents.count(connection, schema.documents)
    kept = contents.rows(connection, schema.documents, schema.documents.c.id, Document)
    for name, document in watch("Documents", total, kept):
        if isinstance(document, DeskError):
            yield Damage("document", f"{name}: {document.what}", document.to_do)
        elif document_id(document) != name:
            yield Damage("document", f"{name}: its text or what is stated of it was changed since it was added")


def _readings(connection: Connection, watch: Watch) -> Iterator[Damage]:
    total, texts = contents.count(connection, schema.readings), Texts(connection)
    kept = contents.rows(connection, schema.readings, schema.readings.c.document, Reading)
    for name, reading in watch("Readings", total, kept):
        if isinstance(reading, DeskError):
            yield Damage("reading", f"{name}: {reading.what}", reading.to_do)
            continue
        text = texts.of(name)
        if text is not None and not within(reading, len(text)):
            yield Damage("reading", f"{name}: it cites words beyond the end of the document")
        carriers = {one.id for one in reading.statements} | {one.id for one in reading.assertions}
        if carriers != contents.carriers_of(connection, name):
            yield Damage("reading", f"{name}: it is not found by all that it holds")


def _claims(connection: Connection, watch: Watch) -> Iterator[Damage]:
    total, texts = contents.count(connection, schema.claims), Texts(connection)
    kept = contents.rows(connection, schema.claims, schema.claims.c.id, Claim)
    for name, claim in watch("Claims", total, kept):
        if isinstance(claim, DeskError):
            yield Damage("claim", f"{name}: {claim.what}", LINK_AGAIN)
            continue
        cited = (member.citation for member in claim.members)
        for words in misquoted(cited, texts):
            yield Damage("claim", f"{name}: {words}", LINK_AGAIN)
        if {(member.document, member.statement) for member in claim.members} != contents.tellings(connection, name):
            yield Damage("claim", f"{name}: it is not found by all of its tellings", LINK_AGAIN)
        if not told.has(connection, claim):
            yield Damage("index", f"{name}: the index of claims lacks this claim, or has other words of it", LINK_AGAIN)


def _rest(connection: Connection, watch: Watch) -> Iterator[Damage]:
    yield from _unreadable(connection)
    texts = Texts(connection)
    for day, report in contents.rows(connection, schema.assessments, schema.assessments.c.day, Assessment):
        shown = day or "without a day"
        if isinstance(report, DeskError):
            yield Damage("assessment", f"{shown}: {report.what}", "make it anew with `sayso brief`")
            continue
        lines = (line for section in report.sections for line in section.lines)
        for words in misquoted((citation for line in lines for citation in line.citations), texts):
            yield Damage("assessment", f"{shown}: {words}", "make it anew with `sayso brief`")


def _unreadable(connection: Connection) -> Iterator[Damage]:
    """Disputes, copies and judgements that cannot be unpacked."""
    for part, table, key, kind, to_do in (
        ("dispute", schema.disputes, schema.disputes.c.id, Dispute, LINK_AGAIN),
        ("copy", schema.copies, schema.copies.c.document, Copy, LINK_AGAIN),
        ("judgement", schema.judgements, schema.judgements.c.id, Judgement, RESTORE),
    ):
        for name, value in contents.rows(connection, table, key, kind):
            if isinstance(value, DeskError):
                yield Damage(part, f"{name}: {value.what}", to_do)
    fault = contents.link_issues(connection)
    if fault is not None:
        yield Damage("links", fault.what, LINK_AGAIN)


def _about_the_store(fault: DeskError) -> bool:
    from sqlalchemy.exc import DBAPIError

    return isinstance(fault.__cause__, DBAPIError) and "locked" not in fault.what
