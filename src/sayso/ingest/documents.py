"""A text and what is stated about it, to a `Document`.

What the document itself states comes first, then what the user gave, then what follows from them: the
outlet from the address, the language from the text.
"""

from __future__ import annotations

from msgspec import Struct

from sayso.ingest.identity import original_hash, with_id
from sayso.ingest.ingested import Given
from sayso.ingest.language import language_code, language_of
from sayso.ingest.moments import published
from sayso.ingest.outlets import by_host, canonical_name, outlet_at
from sayso.model import Block, Document, Issue


class Stated(Struct, frozen=True, kw_only=True):
    """What a record, a page or a front matter says about its document; None or empty where it does not."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


def document_of(
    text: str, data: bytes, stated: Stated, given: Given, markup: tuple[Block, ...] = ()
) -> tuple[Document, tuple[Issue, ...]]:
    """The document, and an issue for each date that is none. ``data`` are the bytes it came from."""
    when, issues = published(stated.published, "The date of publication")
    if when is None:
        when, more = published(given.published, "The date given with --published")
        issues += more
    document = Document(
        id="",
        text=text,
        outlet=_outlet(stated, given),
        url=stated.url or given.url,
        title=stated.title,
        published=when,
        language=language_code(stated.language) or language_code(given.language) or language_of(text),
        authors=stated.authors,
        original=original_hash(data),
        markup=markup,
    )
    return with_id(document), issues


def _outlet(stated: Stated, given: Given) -> str | None:
    """Who published it: as stated, as the address shows, as given; at last the bare host of the address."""
    if stated.outlet:
        return canonical_name(stated.outlet)
    if stated.url and (known := by_host(stated.url)):
        return known.name
    return canonical_name(given.outlet) if given.outlet else outlet_at(stated.url or given.url)
