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
from sayso.ingest.ingested import MAX_BYTES, NOTHING_GIVEN, Given, Ingested, issue, no_text, refused
from sayso.ingest.markdown import ingest_markdown
from sayso.ingest.media import media_of
from sayso.ingest.pages import ingest_page
from sayso.ingest.plain import ingest_plain
from sayso.ingest.records import ingest_records
from sayso.ingest.sources import STANDARD_INPUT, files_in, is_regular, open_bytes, rejoined, shown
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
        try:
            yield from _ingest_file(found, given, asked_for=found == path)
        except (OSError, EOFError, zlib.error) as error:
            yield refused(shown(found), kinds.BINARY, _cannot_open(error))


def ingest_bytes(
    data: bytes, media: str | None, path: str, given: Given = NOTHING_GIVEN
) -> Iterator[Ingested]:
    """The documents in some bytes. ``media`` is their IANA media type; None tells it from ``path`` and
    the bytes."""
    yield from _ingest_stream(io.BytesIO(data), path, given, media)


def _ingest_file(path: str, given: Given, asked_for: bool) -> Iterator[Ingested]:
    if not asked_for and not is_regular(path):
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
    if media not in _ONE_DOCUMENT:
        what = issue(
            f"It is no text that Sayso reads ({media}).", "Save it as text, HTML, Markdown or JSON lines."
        )
        return refused(path, media, what)
    if len(data) > MAX_BYTES:
        what = issue(
            f"It is larger than {MAX_BYTES // 1_000_000} MB.",
            "Split it into its articles, or make JSON lines of them.",
        )
        return refused(path, media, what)
    return _ONE_DOCUMENT[media](data, path, given)


def _cannot_open(error: Exception) -> Issue:
    if isinstance(error, FileNotFoundError):
        return issue("There is no such file or folder.", "Check the path.")
    if isinstance(error, PermissionError):
        return issue("It may not be read.", "Give yourself the right to read it, or leave it out.")
    if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
        return issue("It is a damaged gzip file.", "Fetch it again.")
    return issue(f"It cannot be read ({error}).", "Check the path and the disk.")
