"""What goes into `ingest` beside the bytes, and what comes out."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from msgspec import Struct

from sayso.model import Document, Issue

STAGE = "ingest"

# A thousand-page book holds 3 MB of text, the largest page of `bench/pages.py` 1.7 MB: what is larger is an
# archive or a mistake, and would cost every later stage minutes.
MAX_BYTES = 10_000_000
# Parsers of markup take up to 9 s and 300 bytes of memory for each byte of 1 MB that is nothing but marks.
MAX_MARKED_UP = 3_000_000
# What holds pictures beside its words: a PDF, a Word file, a mail, a record of a web archive. The largest
# mail that the common services carry is 50 MB.
MAX_PACKED = 50_000_000


class Given(Struct, frozen=True):
    """What the user says about documents that do not say it themselves.

    A record, a page or a front matter that states a field keeps its own. ``published`` is ISO 8601 (or any
    date that `moments.moment` reads), ``language`` an ISO 639-1 code or a tag that begins with one.
    """

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    url: str | None = None


NOTHING_GIVEN = Given()


class Ingested(Struct, frozen=True):
    """One document found, or the place of one that could not be read.

    ``path`` is the file, ``FILE:LINE`` for a record, ``-`` for standard input. ``document`` is None if
    nothing could be read, and ``issues`` then says why. ``original`` holds the bytes the document came from
    (empty where they were refused unread) and ``media`` their type, an IANA media type. ``fetched`` is the moment
    at which a web archive says that it was fetched, ISO 8601.
    """

    path: str
    document: Document | None
    original: bytes
    media: str
    issues: tuple[Issue, ...] = ()
    fetched: str | None = None


# What reads a stream within another (a member of an archive, an attachment): the stream, its path, what is
# given, and its media type where that is known.
Inner = Callable[[IO[bytes], str, Given, str | None], Iterator[Ingested]]


def issue(message: str, to_do: str) -> Issue:
    """An issue of this stage: what happened, then what to do."""
    return Issue(STAGE, f"{message} {to_do}")


def no_text() -> Issue:
    """The issue of an empty file."""
    return issue("There is no text in it.", "Check that the file was saved whole.")


def refused(path: str, media: str, *issues: Issue, original: bytes = b"") -> Ingested:
    """The place of a document that could not be read."""
    return Ingested(path, None, original, media, issues)


def unreadable(error: Exception) -> Issue:
    """The issue of a file, or a part of one, that reading raised an error for."""
    if isinstance(error, FileNotFoundError):
        return issue("There is no such file or folder.", "Check the path.")
    if isinstance(error, PermissionError):
        return issue("It may not be read.", "Give yourself the right to read it, or leave it out.")
    if isinstance(error, IsADirectoryError):
        return issue("There is no file in the folder.", "Check the path; hidden files are left out.")
    if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
        return issue("It is a damaged gzip file.", "Fetch it again.")
    return issue(f"It cannot be read ({error}).", "Check the path and the disk.")
