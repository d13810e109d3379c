"""Anything a person hands in, to documents.

In: a file, a folder or ``-`` (standard input) of plain text, HTML pages, Markdown, JSON lines, PDF, DOCX, web
archives (WARC), mails, Telegram exports, or ZIP archives of these, gzipped or not. Out: one `Ingested` for each
document found, in an order that is the same everywhere. What cannot be read keeps its place with an issue that
says why; nothing that is wrong with one document is raised, or costs another.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from sayso.ingest import media as kinds
from sayso.ingest.ingested import MAX_BYTES, NOTHING_GIVEN, Given, Ingested, issue, refused, unreadable
from sayso.ingest.opened import documents_in
from sayso.ingest.sources import STANDARD_INPUT, files_in, is_stream, open_bytes, shown

__all__ = ["MAX_BYTES", "Given", "Ingested", "ingest", "ingest_bytes"]


def ingest(path: str, given: Given = NOTHING_GIVEN) -> Iterator[Ingested]:
    """The documents at a path: a file, a folder (all files below, sorted, hidden ones left out) or ``-``.

    ``given`` fills in what a document does not state itself. Never raises for what is wrong with an input.
    """
    for found in files_in(path):
        documents = _ingest_file(found, given, asked_for=found == path)
        yield from _or_its_place(documents, shown(found))


def ingest_bytes(data: bytes, media: str | None, path: str, given: Given = NOTHING_GIVEN) -> Iterator[Ingested]:
    """The documents in some bytes.

    ``media`` is their IANA media type (parameters are left aside); None tells it from ``path`` and the bytes.
    """
    kind = media.partition(";")[0].strip().lower() if media else None
    yield from _or_its_place(documents_in(io.BytesIO(data), path, given, kind), path)


def _or_its_place(documents: Iterator[Ingested], path: str) -> Iterator[Ingested]:
    """The documents, or the place of the one that could not be read to its end."""
    try:
        yield from documents
    except (OSError, EOFError, zlib.error) as error:
        yield refused(path, kinds.BINARY, unreadable(error))


def _ingest_file(path: str, given: Given, asked_for: bool) -> Iterator[Ingested]:
    if not asked_for and is_stream(path):
        what = issue("It is no file (a pipe, a socket or a device).", "Name it itself to read from it.")
        yield refused(shown(path), kinds.BINARY, what)
        return
    stream = open_bytes(path)
    try:
        yield from documents_in(stream, shown(path), given)
    finally:
        if path != STANDARD_INPUT:
            stream.close()
