"""A JSON file that is no JSON lines, to documents: one record, or a list of them, however it is laid out.

So news-please writes a file for each article, and fundus and newspaper4k one list for all. The bytes of a
document are those of its object; its path is ``FILE:OBJECT``, counted from 1, or ``FILE`` where that is one
object. Lists are read as they stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sayso.ingest.ingested import MAX_BYTES, Given, Ingested, Inner, issue, refused
from sayso.ingest.jsonobjects import Broken, objects
from sayso.ingest.media import JSON
from sayso.ingest.records import ingest_record

_FIX = "Write it as JSON lines or one list of records, and add it again."


def ingest_json(stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of a JSON file, one by one; what is broken ends it with an issue."""
    number = 0
    try:
        for found in objects(stream, lambda keys: not keys):
            number += 1
            place = f"{path}:{number}"
            if found.data is None:
                what = f"The record is larger than {MAX_BYTES // 1_000_000} MB."
                yield refused(place, JSON, issue(what, "Split the record into its articles."))
            else:
                yield ingest_record(found.data, place, given, JSON)
    except Broken:
        yield refused(f"{path}:{number + 1}", JSON, issue("The file is no JSON from here on.", _FIX))
    else:
        if not number:
            yield refused(path, JSON, issue("There is no record in it.", _FIX))
