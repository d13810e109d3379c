"""An HTML page to a document.

In: the bytes of a page. Out: its main text as blocks one blank line apart, with what the page states
about itself: title, authors, the moment of publication with its time and zone, outlet, canonical address,
language. What a page states in JSON-LD comes first, then its meta elements, then its visible marks; see
`metadata`.
"""

from __future__ import annotations

import re

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.blocks import compose
from sayso.ingest.documents import document_of
from sayso.ingest.encoding import decode
from sayso.ingest.ingested import Given, Ingested, issue, refused
from sayso.ingest.language import language_of
from sayso.ingest.media import PAGE
from sayso.ingest.pages.maintext import main_text
from sayso.ingest.pages.metadata import about
from sayso.ingest.pages.nesting import is_bomb

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{3,30})""", re.IGNORECASE)
_BEYOND_DOUBT = 0.9  # every text of `bench/pages.py` that reaches it is in that language
_LOOKED_AT = 4096  # the HTML standard's own limit is 1024; real pages overstep it


def ingest_page(data: bytes, path: str, given: Given, charset: str | None = None) -> Ingested:
    """The document that a page holds, or its place with an issue where there is no article in it.

    ``charset`` is what its server said, which stands over what the page says (HTML standard, 13.2.3.2).
    """
    html, issues = decode(data, charset or _declared_charset(data))
    if html is None:
        return refused(path, PAGE, *issues, original=data)
    if is_bomb(html):
        what = issue("Its markup is nested without end.", "Save the article's text as .txt.")
        return refused(path, PAGE, *issues, what, original=data)
    tree = LexborHTMLParser(html)
    page = about(tree, given.url)
    text, blocks = compose(main_text(html, tree, page))
    if not text:
        what = issue("No article was found in the page.", "Save the article's own page, or its text as .txt.")
        return refused(path, PAGE, *issues, what, original=data)
    stated = replace(page.stated, language=_language(text, page.stated.language))
    document, more = document_of(text, data, stated, given, blocks)
    return Ingested(path, document, data, PAGE, issues + page.issues + more)


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_LOOKED_AT])
    return match[1].decode("ascii") if match else None


def _language(text: str, stated: str | None) -> str | None:
    """The language of the text where that is beyond doubt: many a site's template declares another."""
    return language_of(text, at_least=_BEYOND_DOUBT) or stated
