"""JSON lines to documents: one record a line, one document a record.

A record is ``{"url", "title", "published", "outlet", "language", "text"}``, all but ``text`` optional,
other keys ignored. ``document.text`` is exactly the record's ``text``. The bytes of a document are those
of its line, and its path is ``FILE:LINE``, from 1. Lines are read one at a time, so a file may be larger
than memory; a line that is no record costs itself alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from sayso.ingest.identity import original_hash, with_id
from sayso.ingest.ingested import MAX_BYTES, Given, Ingested, issue, refused
from sayso.ingest.language import language_code, language_of
from sayso.ingest.media import RECORDS
from sayso.ingest.moments import published
from sayso.ingest.outlets import canonical_name, outlet_at
from sayso.model import Document, Issue

_FIELDS = ("url", "title", "published", "outlet", "language")
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
    document, more = _document(text, stated, given, line)
    return Ingested(place, document, line, RECORDS, issues + more)


def _stated(record: dict[str, Any]) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """The record's own metadata, and an issue for each field that is not text."""
    stated: dict[str, str] = {}
    issues: list[Issue] = []
    for field in _FIELDS:
        value = record.get(field)
        if isinstance(value, str):
            if value.strip():
                stated[field] = value.strip()
        elif value is not None:
            issues.append(issue(f'"{field}" is {type(value).__name__}, not text; it was left out.', _FIX))
    return stated, tuple(issues)


def _document(
    text: str, stated: dict[str, str], given: Given, line: bytes
) -> tuple[Document, tuple[Issue, ...]]:
    when, issues = published(stated.get("published"), '"published"')
    if when is None:
        when, more = published(given.published, "--published")
        issues += more
    url = stated.get("url") or given.url
    outlet = stated.get("outlet") or outlet_at(stated.get("url")) or given.outlet or outlet_at(url)
    document = Document(
        id="",
        text=text,
        outlet=canonical_name(outlet) if outlet else None,
        url=url,
        title=stated.get("title"),
        published=when,
        language=language_code(stated.get("language")) or language_code(given.language) or language_of(text),
        original=original_hash(line),
    )
    return with_id(document), issues
