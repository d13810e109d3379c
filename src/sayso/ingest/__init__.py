"""Anything a person hands in, to documents.

In: a file, a folder or ``-`` (standard input) of plain text, HTML pages, Markdown or JSON lines, gzipped
or not. Out: one `Ingested` for each document found, in an order that is the same everywhere. What cannot
be read keeps its place with an issue that says why; nothing that is wrong with one document is raised, or
costs another.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from sayso.ingest import media as kinds
from sayso.ingest.ingested import (
    MAX_BYTES,
    MAX_MARKED_UP,
    NOTHING_GIVEN,
    Given,
    Ingested,
    issue,
    no_text,
    refused,
)
from sayso.ingest.markdown import ingest_markdown
from sayso.ingest.media import media_of
from sayso.ingest.pages import ingest_page
from sayso.ingest.plain import ingest_plain
from sayso.ingest.records import ingest_records
from sayso.ingest.sources import STANDARD_INPUT, files_in, is_stream, open_bytes, rejoined, shown
from sayso.model import Issue

__all__ = ["MAX_BYTES", "Given", "Ingested", "ingest", "ingest_bytes"]

_HEAD = 4096
_ONE_DOCUMENT: dict[str, Callable[[bytes, str, Given], Ingested]] = {
    kinds.PLAIN: ingest_plain,
    kinds.PAGE: ingest_page,
    kinds.MARKDOWN: ingest_markdown,
}


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
    yield from _or_its_place(_ingest_stream(io.BytesIO(data), path, given, kind), path)


def _or_its_place(documents: Iterator[Ingested], path: str) -> Iterator[Ingested]:
    """The documents, or the place of the one that could not be read to its end."""
    try:
        yield from documents
    except (OSError, EOFError, zlib.error) as error:
        yield refused(path, kinds.BINARY, _unreadable(error))


def _ingest_file(path: str, given: Given, asked_for: bool) -> Iterator[Ingested]:
    if not asked_for and is_stream(path):
        what = issue("It is no file (a pipe, a socket or a device).", "Name it itself to read from it.")
        yield refused(shown(path), kinds.BINARY, what)
        return
    stream = open_bytes(path)
    try:
        yield from _ingest_stream(stream, shown(path), given, None)
    finally:
        if path != STANDARD_INPUT:
            stream.close()


def _ingest_stream(stream: IO[bytes], path: str, given: Given, media: str | None) -> Iterator[Ingested]:
    head = stream.read(_HEAD)
    media = media or media_of(path, head)
    whole = rejoined(head, stream)
    if media != kinds.GZIP:
        yield from _ingest_unpacked(whole, path, given, media)
        return
    # Once only: what is packed twice is refused, for there are archives that unpack to themselves.
    with gzip.open(whole) as unpacked:
        head = unpacked.read(_HEAD)
        media = media_of(path.removesuffix(".gz"), head)
        yield from _ingest_unpacked(rejoined(head, io.BufferedReader(unpacked)), path, given, media)


def _ingest_unpacked(stream: IO[bytes], path: str, given: Given, media: str) -> Iterator[Ingested]:
    if media == kinds.RECORDS:
        yield from ingest_records(stream, path, given)
    else:
        yield _one_document(stream.read(MAX_BYTES + 1), path, given, media)


def _one_document(data: bytes, path: str, given: Given, media: str) -> Ingested:
    if not data:
        return refused(path, media, no_text())
    limit = MAX_MARKED_UP if media in (kinds.PAGE, kinds.MARKDOWN) else MAX_BYTES
    if len(data) > limit:
        what = f"It is larger than {limit // 1_000_000} MB, more than one article."
        return refused(path, media, issue(what, "Split it into its articles, or make JSON lines of them."))
    if media not in _ONE_DOCUMENT:
        what = f"It is no text that Sayso reads ({media})."
        to_do = "Save it as text, HTML, Markdown or JSON lines."
        return refused(path, media, issue(what, to_do), original=data)
    return _ONE_DOCUMENT[media](data, path, given)


def _unreadable(error: Exception) -> Issue:
    if isinstance(error, FileNotFoundError):
        return issue("There is no such file or folder.", "Check the path.")
    if isinstance(error, PermissionError):
        return issue("It may not be read.", "Give yourself the right to read it, or leave it out.")
    if isinstance(error, IsADirectoryError):
        return issue("There is no file in the folder.", "Check the path; hidden files are left out.")
    if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
        return issue("It is a damaged gzip file.", "Fetch it again.")
    return issue(f"It cannot be read ({error}).", "Check the path and the disk.")
