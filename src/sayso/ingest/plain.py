"""A plain text file to a document: the text as it is, nothing guessed from it.

``document.text`` is exactly the file decoded (line ends included), so that offsets hold against the file.
What the text itself says of its title, outlet and date is found by `read`.
"""

from __future__ import annotations

from sayso.ingest.encoding import decode
from sayso.ingest.identity import original_hash, with_id
from sayso.ingest.ingested import Given, Ingested, issue, refused
from sayso.ingest.language import language_code, language_of
from sayso.ingest.media import PLAIN
from sayso.ingest.moments import published
from sayso.ingest.outlets import canonical_name, outlet_at
from sayso.model import Document, Issue


def ingest_plain(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a plain text file is."""
    text, issues = decode(data)
    if text is None:
        return refused(path, PLAIN, *issues, original=data)
    if not text.strip():
        return refused(path, PLAIN, no_text(), original=data)
    document, more = as_given(text, data, given)
    return Ingested(path, document, data, PLAIN, issues + more)


def as_given(text: str, data: bytes, given: Given) -> tuple[Document, tuple[Issue, ...]]:
    """A document that states nothing about itself: its metadata is what the user gave."""
    when, issues = published(given.published, "--published")
    document = Document(
        id="",
        text=text,
        outlet=canonical_name(given.outlet) if given.outlet else outlet_at(given.url),
        url=given.url,
        published=when,
        language=language_code(given.language) or language_of(text),
        original=original_hash(data),
    )
    return with_id(document), issues


def no_text() -> Issue:
    """The issue of an empty file."""
    return issue("There is no text in it.", "Check that the file was saved whole.")
