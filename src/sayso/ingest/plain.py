"""A plain text file to a document: the text as it is, nothing guessed from it.

``document.text`` is exactly the file decoded (line ends included), so that offsets hold against the file.
What the text itself says of its title, outlet and date is found by `read`.
"""

from __future__ import annotations

from sayso.ingest.documents import Stated, document_of
from sayso.ingest.encoding import decode
from sayso.ingest.ingested import Given, Ingested, no_text, refused
from sayso.ingest.media import PLAIN


def ingest_plain(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a plain text file is."""
    text, issues = decode(data)
    if text is None or not text.strip():
        return refused(path, PLAIN, *(issues or (no_text(),)), original=data)
    document, more = document_of(text, data, Stated(), given)
    return Ingested(path, document, data, PLAIN, issues + more)
