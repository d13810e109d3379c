"""JSON lines to documents: one record a line, one document a record.

A record is ``{"url", "title", "published", "outlet", "language", "authors", "text"}``, all but ``text`` optional,
other keys ignored. What news-please, newspaper4k and fundus write is read under their own names (`crawlers`).
``document.text`` is exactly the record's text. The bytes of a document are those of its line, and its path is
``FILE:LINE``, from 1. Lines are read one at a time, so a file may be larger than memory; a line that is no record
costs itself alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from sayso.ingest.crawlers import record_of
from sayso.ingest.documents import document_of
from sayso.ingest.ingested import MAX_BYTES, Given, Ingested, Inner, issue, refused
from sayso.ingest.media import RECORDS

_FIX = "Correct the line and add the file again."


def ingest_records(lines: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of a stream of JSON lines, one by one."""
    number = 0
    while line := lines.readline(MAX_BYTES + 1):
        number += 1
        place = f"{path}:{number}"
        if len(line) > MAX_BYTES:
            _skip_rest_of_line(lines, line)
            what = f"The line is longer than {MAX_BYTES // 1_000_000} MB."
            yield refused(place, RECORDS, issue(what, "Split the record into its articles."))
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield ingest_record(line, place, given, RECORDS)


def _skip_rest_of_line(lines: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(MAX_BYTES)


def ingest_record(data: bytes, place: str, given: Given, media: str) -> Ingested:
    """The document that one JSON object is."""
    try:
        record = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return refused(place, media, issue(f"The line is no JSON ({error}).", _FIX), original=data)
    if not isinstance(record, dict):
        return refused(place, media, issue("The line is no JSON object.", _FIX), original=data)
    text, blocks, stated, issues = record_of(record)
    if not text.strip():
        return refused(place, media, issue('The record has no "text".', _FIX), original=data)
    document, more = document_of(text, data, stated, given, blocks)
    return Ingested(place, document, data, media, issues + more)
