"""A web archive (WARC, ISO 28500; also packed record by record, as CC-NEWS is) to the articles in it.

In: a stream. Out: one `Ingested` for each page that a server gave (``response``, ``resource``, ``conversion``);
requests, metadata, revisits and what a crawler notes of itself hold no page and are passed over, as are redirections
and what no reader reads (pictures, scripts, styles). The original of a document is its whole record, its path
``FILE:RECORD``, counted from 1, its address the record's. Damage costs the record that it is in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from msgspec import Struct
from msgspec.structs import replace

from sayso.ingest.answers import CannotUnpack, answer_of, content_type
from sayso.ingest.identity import original_hash
from sayso.ingest.ingested import MAX_MARKED_UP, MAX_PACKED, Given, Ingested, Inner, issue, refused
from sayso.ingest.media import FEED, JSON_FEED, PAGE, PDF, PLAIN, WARC, media_of
from sayso.ingest.pages import ingest_page
from sayso.ingest.warcrecords import Record, records

_HEAD = 4096
_HOLD_PAGES = frozenset({"response", "resource", "conversion"})
_BY_TYPE = {"text/html": PAGE, "application/xhtml+xml": PAGE, "text/plain": PLAIN, "application/pdf": PDF}
_UNSAID = frozenset({"", "application/octet-stream", "unknown/unknown", "text/plain"})
_FEEDS = frozenset({FEED, JSON_FEED})
_READ = frozenset({PAGE, PDF, PLAIN, *_FEEDS})
_WEB = ("http://", "https://")
_OWN = ("metadata:", "urn:", "dns:", "filedesc:")  # of what crawlers note of themselves: logs, arguments, names
_FETCH_AGAIN = "Fetch the archive again; every other record was read."


class _Page(Struct, frozen=True):
    """What a record holds: its bytes, their media type, the charset that its server said."""

    data: bytes
    media: str
    charset: str | None = None


def ingest_warc(stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of an archive, one by one; the place of the archive itself where it holds none."""
    found = False
    for number, record in enumerate(records(stream), 1):
        # What was fetched alone goes by its address.
        place = path if path.startswith(_WEB) else f"{path}:{number}"
        for document in _documents(record, place, given, inner):
            found = True
            yield document
    if not found:
        yield refused(path, WARC, issue("There is no page in the archive.", "Check that it was written to its end."))


def fetched_at(data: bytes) -> str | None:
    """The moment at which the first record among some bytes says that it was fetched, ISO 8601."""
    record = next(records(io.BytesIO(data)), None)
    return record.fields.get("warc-date") if record else None


def _documents(record: Record | None, place: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    if record is None:
        yield refused(place, WARC, issue("The archive is damaged here; what was in it is lost.", _FETCH_AGAIN))
        return
    if record.fields.get("warc-type", "").lower() not in _HOLD_PAGES:
        return
    address = record.fields.get("warc-target-uri", "").strip("<>")
    if address.startswith(_OWN):
        return
    if record.length > MAX_PACKED:
        what = f"The record of {address} is larger than {MAX_PACKED // 1_000_000} MB, more than one article."
        yield refused(place, WARC, issue(what, "Nothing needs to be done if it is a film."))
        return
    page = _page(record)
    if isinstance(page, str):
        what = f"There is no article at {address}: {page}."
        yield refused(place, WARC, issue(what, "Fetch the page again."), original=record.whole)
    elif page is not None:
        yield from _read(page, record, place, replace(given, url=address or given.url), inner)


def _read(page: _Page, record: Record, place: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    cut = record.fields.get("warc-truncated")
    issues = (issue(f"The page was cut off when it was fetched ({cut}).", "Fetch it again."),) if cut else ()
    if page.media == PAGE and 0 < len(page.data) <= MAX_MARKED_UP:
        found = iter((ingest_page(page.data, place, given, page.charset),))
    else:
        found = inner(io.BytesIO(page.data), place, given, page.media)
    fetched = record.fields.get("warc-date")
    for one in found:
        document = one.document and replace(one.document, original=original_hash(record.whole))
        whole = replace(one, document=document, original=record.whole, media=WARC, issues=issues + one.issues)
        yield replace(whole, fetched=fetched)


def _page(record: Record) -> _Page | str | None:
    """What was served; why there is no page in that; None where it is nothing that is read."""
    answer = answer_of(record.content)
    if answer is None:
        media, charset = content_type(record.fields.get("content-type", ""))
        return _of_type(record.content, media, charset)
    if 300 <= answer.status < 400:
        return None
    if answer.status >= 400:
        return f"its server answered {answer.status}"
    try:
        return _of_type(answer.decoded(MAX_PACKED), answer.media, answer.charset)
    except CannotUnpack as fault:
        if (
            media_of("", answer.content) in _READ
        ):  # many tools unpack a page and leave "Content-Encoding: gzip" above it
            return _of_type(answer.content, answer.media, answer.charset)
        return (
            f"it is packed in a way that is not read here, or damaged ({fault})" if answer.media in _BY_TYPE else None
        )


def _of_type(data: bytes, said: str, charset: str | None) -> _Page | None:
    seen = media_of("", data[:_HEAD])
    if seen in _FEEDS:  # which servers call anything from text/html to application/xml
        return _Page(data, seen, charset)
    media = seen if said in _UNSAID and seen in _READ else _BY_TYPE.get(said)
    return _Page(data, media, charset) if media else None
