"""What goes into `ingest` beside the bytes, and what comes out."""

from __future__ import annotations

from msgspec import Struct

from sayso.model import Document, Issue

STAGE = "ingest"

# A thousand-page book holds 3 MB of text, the largest page of `bench/pages.py` 1.7 MB: what is larger is an
# archive or a mistake, and would cost every later stage minutes.
MAX_BYTES = 10_000_000
# Parsers of markup take up to 9 s and 300 bytes of memory for each byte of 1 MB that is nothing but marks.
MAX_MARKED_UP = 3_000_000


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
    (empty where they were refused unread) and ``media`` their type, an IANA media type.
    """

    path: str
    document: Document | None
    original: bytes
    media: str
    issues: tuple[Issue, ...] = ()


def issue(message: str, to_do: str) -> Issue:
    """An issue of this stage: what happened, then what to do."""
    return Issue(STAGE, f"{message} {to_do}")


def no_text() -> Issue:
    """The issue of an empty file."""
    return issue("There is no text in it.", "Check that the file was saved whole.")


def refused(path: str, media: str, *issues: Issue, original: bytes = b"") -> Ingested:
    """The place of a document that could not be read."""
    return Ingested(path, None, original, media, issues)
