"""JSON lines to documents: one record a line, one document a record.

A record is ``{"url", "title", "published", "outlet", "language", "text"}``, all but ``text`` optional (``date`` is
read as ``published``), other keys ignored. ``document.text`` is exactly the record's ``text``. The bytes of a
document are those of its line, and its path is ``FILE:LINE``, from 1. Lines are read one at a time, so a file may
be larger than memory; a line that is no record costs itself alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from sayso.ingest.documents import Stated, document_of
from sayso.ingest.ingested import MAX_BYTES, Given, Ingested, issue, refused
from sayso.ingest.media import RECORDS
from sayso.model import Issue

_FIELDS = {
    "url": "url",
    "title": "title",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "language": "language",
}
_FIX = "Correct the line and add the file again."


def ingest_records(lines: IO[bytes], path: str, given: Given) -> Iterator[Ingested]:
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
            yield _record(line, place, given)


def _skip_rest_of_line(lines: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(MAX_BYTES)


def _record(line: bytes, place: str, given: Given) -> Ingested:
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return refused(place, RECORDS, issue(f"The line is no JSON ({error}).", _FIX), original=line)
    if not isinstance(record, dict):
        return refused(place, RECORDS, issue("The line is no JSON object.", _FIX), original=line)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return refused(place, RECORDS, issue('The record has no "text".', _FIX), original=line)
    stated, issues = _stated(record)
    document, more = document_of(text, line, stated, given)
    return Ingested(place, document, line, RECORDS, issues + more)


def _stated(record: dict[str, object]) -> tuple[Stated, tuple[Issue, ...]]:
    """The record's own metadata, and an issue for each field that is not text."""
    fields: dict[str, str] = {}
    issues: list[Issue] = []
    for key, field in _FIELDS.items():
        value = record.get(key)
        if isinstance(value, str):
            fields |= {field: value.strip()} if value.strip() else {}
        elif value is not None:
            issues.append(issue(f'"{key}" is {type(value).__name__}, not text; it was left out.', _FIX))
    return msgspec.convert(fields, Stated), tuple(issues)
