"""An HTML page to a document.

In: the bytes of a page. Out: its main text as blocks one blank line apart, with what the page states
about itself: title, authors, the moment of publication with its time and zone, outlet, canonical address,
language. What a page states in JSON-LD comes first, then its meta elements, then its visible marks; see
`metadata`.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.blocks import compose
from sayso.ingest.encoding import decode
from sayso.ingest.identity import original_hash, with_id
from sayso.ingest.ingested import Given, Ingested, issue, refused
from sayso.ingest.language import language_code, language_of
from sayso.ingest.media import PAGE
from sayso.ingest.moments import published
from sayso.ingest.outlets import canonical_name, outlet_at
from sayso.ingest.pages.maintext import main_text
from sayso.ingest.pages.metadata import Stated, stated
from sayso.model import Block, Document, Issue

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{3,30})""", re.IGNORECASE)
_LOOKED_AT = 4096  # the HTML standard's own limit is 1024; real pages overstep it


def ingest_page(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a page holds, or its place with an issue where there is no article in it."""
    html, issues = decode(data, _declared_charset(data))
    if html is None:
        return refused(path, PAGE, *issues, original=data)
    tree = LexborHTMLParser(html)
    about = stated(tree, given.url)
    text, blocks = compose(main_text(html, tree, about))
    if not text:
        what = issue(
            "No article was found in the page.", "Save the article's own page, or its text as a .txt file."
        )
        return refused(path, PAGE, *issues, what, original=data)
    document, more = _document(text, blocks, about, given, data)
    return Ingested(path, document, data, PAGE, issues + more)


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_LOOKED_AT])
    return match[1].decode("ascii") if match else None


def _document(
    text: str, blocks: tuple[Block, ...], about: Stated, given: Given, data: bytes
) -> tuple[Document, tuple[Issue, ...]]:
    when, issues = (
        published(given.published, "--published") if about.published is None else (about.published, ())
    )
    url = about.url or given.url
    known = outlet_at(url) if url else None
    named = about.outlet or given.outlet
    outlet = canonical_name(named) if named else known
    document = Document(
        id="",
        text=text,
        outlet=outlet,
        url=url,
        title=about.title,
        published=when,
        language=language_code(about.language) or language_code(given.language) or language_of(text),
        authors=about.authors,
        original=original_hash(data),
        markup=blocks,
    )
    return with_id(document), about.issues + issues
