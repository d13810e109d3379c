"""An open stream of any kind, to the documents in it.

What it is decides who reads it: some kinds hold one document, others many and are read as they stream. What
holds other files (archives, mails) hands each back to here, one level deeper.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from sayso.ingest import media as kinds
from sayso.ingest.feeds import ingest_feed
from sayso.ingest.ingested import (
    MAX_BYTES,
    MAX_MARKED_UP,
    MAX_PACKED,
    Given,
    Ingested,
    Inner,
    issue,
    no_text,
    refused,
    unreadable,
)
from sayso.ingest.jsonfiles import ingest_json
from sayso.ingest.mail import ingest_mail, ingest_mails
from sayso.ingest.markdown import ingest_markdown
from sayso.ingest.media import media_of
from sayso.ingest.pages import ingest_page
from sayso.ingest.pdf import ingest_pdf
from sayso.ingest.plain import ingest_plain
from sayso.ingest.records import ingest_records
from sayso.ingest.sources import rejoined
from sayso.ingest.telegram import ingest_message, ingest_telegram
from sayso.ingest.warc import ingest_warc
from sayso.ingest.word import ingest_word
from sayso.ingest.zipped import ingest_zip

_HEAD = 4096
_DEEPEST = 3  # a Word file in an archive attached to a mail; what is deeper was nested to do harm
_SIZES = {kinds.PAGE: MAX_MARKED_UP, kinds.MARKDOWN: MAX_MARKED_UP, kinds.PDF: MAX_PACKED, kinds.WORD: MAX_PACKED}
_ONE_DOCUMENT: dict[str, Callable[[bytes, str, Given], Ingested]] = {
    kinds.PLAIN: ingest_plain,
    kinds.PAGE: ingest_page,
    kinds.MARKDOWN: ingest_markdown,
    kinds.PDF: ingest_pdf,
    kinds.WORD: ingest_word,
    kinds.MESSAGE: ingest_message,
}
_MANY: dict[str, Callable[[IO[bytes], str, Given, Inner], Iterator[Ingested]]] = {
    kinds.RECORDS: ingest_records,
    kinds.JSON: ingest_json,
    kinds.TELEGRAM: ingest_telegram,
    kinds.WARC: ingest_warc,
    kinds.MAIL: ingest_mail,
    kinds.MAILS: ingest_mails,
    kinds.ZIP: ingest_zip,
    kinds.FEED: ingest_feed,
    kinds.JSON_FEED: ingest_feed,
}


def documents_in(
    stream: IO[bytes], path: str, given: Given, media: str | None = None, depth: int = 0
) -> Iterator[Ingested]:
    """The documents in a stream. ``media`` None tells the kind from ``path`` and the first bytes.

    Raises OSError, EOFError and zlib.error where the stream cannot be read to its end.
    """
    head = stream.read(_HEAD)
    media = media or media_of(path, head)
    whole = _from_its_start(stream, head)
    if media != kinds.GZIP:
        yield from _unpacked(whole, path, given, media, depth)
        return
    # Once only: what is packed twice is refused, for there are archives that unpack to themselves.
    with gzip.open(whole) as unpacked:
        head, inside = _beginning(unpacked, path)
        if inside == kinds.WARC and whole.seekable():  # packed record by record, and read so
            whole.seek(0)
            yield from _unpacked(whole, path, given, inside, depth)
        else:
            yield from _unpacked(rejoined(head, io.BufferedReader(unpacked)), path, given, inside, depth)


def _from_its_start(stream: IO[bytes], head: bytes) -> IO[bytes]:
    if not stream.seekable():
        return rejoined(head, stream)
    stream.seek(-len(head), io.SEEK_CUR)
    return stream


def _beginning(unpacked: gzip.GzipFile, path: str) -> tuple[bytes, str]:
    """The first bytes of what is packed, and what it is: by its name where damage begins at once."""
    name = path.removesuffix(".gz")
    try:
        head = unpacked.read(_HEAD)
    except (OSError, EOFError, zlib.error):
        if not name.lower().endswith(".warc"):
            raise
        head = b""
    return head, media_of(name, head)


def _unpacked(stream: IO[bytes], path: str, given: Given, media: str, depth: int) -> Iterator[Ingested]:
    many = _MANY.get(media)
    if many is None:
        yield _one_document(stream.read(_SIZES.get(media, MAX_BYTES) + 1), path, given, media)
    elif depth == _DEEPEST:
        what = f"It is packed more than {_DEEPEST} levels deep."
        yield refused(path, media, issue(what, "Unpack it and add what is in it."))
    else:
        inner = partial(_one_deeper, depth=depth + 1)
        yield from many(stream, path, given, inner)


def _one_deeper(stream: IO[bytes], path: str, given: Given, media: str | None, depth: int) -> Iterator[Ingested]:
    """The documents of a part; what is wrong with it costs no other part."""
    try:
        yield from documents_in(stream, path, given, media, depth)
    except (OSError, EOFError, zlib.error) as error:
        yield refused(path, media or kinds.BINARY, unreadable(error))


def _one_document(data: bytes, path: str, given: Given, media: str) -> Ingested:
    if not data:
        return refused(path, media, no_text())
    limit = _SIZES.get(media, MAX_BYTES)
    if len(data) > limit:
        what = f"It is larger than {limit // 1_000_000} MB, more than one article."
        return refused(path, media, issue(what, "Split it into its articles, or make JSON lines of them."))
    if media not in _ONE_DOCUMENT:
        what = f"It is no text that Sayso reads ({media})."
        to_do = "Save it as text, HTML, Markdown, PDF, DOCX or JSON lines."
        return refused(path, media, issue(what, to_do), original=data)
    return _ONE_DOCUMENT[media](data, path, given)
