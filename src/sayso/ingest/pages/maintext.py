"""The main text of a page as pieces with roles.

trafilatura finds the text and keeps its headings, lists and quotations apart; selectolax says of a
paragraph that it is a standfirst, a byline, a caption or a quotation, from the element it stands in.
Where trafilatura finds nothing, the article that the page itself gives in JSON-LD is taken. The headline
is the document's title and is left out of the text, as in a JSON-lines record: trafilatura has it in 47
of 181 pages of `bench/pages.py`, whose F1 is .963 without it and .960 with.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.blocks import Piece, promises_takeaways
from sayso.ingest.documents import Stated
from sayso.ingest.outlets import by_name, is_boilerplate
from sayso.ingest.pages.joined import join_containers
from sayso.ingest.pages.metadata import About, persons
from sayso.model import BlockRole

if TYPE_CHECKING:
    from lxml.etree import _Element

# The first that holds a paragraph gives its role. Only elements that hold words: a `div` may hold the page.
_ROLES: tuple[tuple[BlockRole, str], ...] = (
    ("caption", 'figcaption, figcaption p, p[class*="caption"], span[class*="caption"]'),
    ("quote", "blockquote, blockquote p"),
    ("byline", 'p[class*="byline"], span[class*="byline"], p[class*="author"], [rel~="author"], address'),
    ("dateline", "time"),
    (
        "standfirst",
        'p[class*="standfirst"], p[class*="subtitle"], p[class*="summary"], h2[class*="subtitle"]',
    ),
)
_MOST_MARKED = 200  # elements of a role: a page with more of them is no article, and reading them costs
_IS_WHOLE = re.compile(r"<html\b", re.IGNORECASE)
_LOOKED_AT = 5000
_LONGEST_BYLINE = 300
_ENDS_A_LINE = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)


def main_text(html: str, tree: LexborHTMLParser, about: About) -> list[Piece]:
    """The pieces of the page's article in their order; none if there is no article in it."""
    # trafilatura takes a fragment for no page at all; selectolax sets the missing elements around it.
    whole = html if _IS_WHOLE.search(html, 0, _LOOKED_AT) else tree.html or ""
    pieces = list(_pieces(_body(whole)))
    if not pieces and about.article:
        pieces = [Piece("paragraph", line) for line in _lines(_without_tags(about.article))]
    marked = _marked(tree)
    first_heading = tree.css_first("h1")
    headlines = {_folded(about.stated.title or ""), _folded(first_heading.text() if first_heading else "")}
    return [_with_role(piece, marked, about.stated) for piece in pieces if _folded(piece.text) not in headlines]


def _without_tags(article: str) -> str:
    if "<" not in article:
        return article
    body = LexborHTMLParser(_ENDS_A_LINE.sub("\\g<0>\n", article)).body
    return body.text() if body else ""


def _body(html: str) -> _Element | None:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction, load_html  # 0.4 s to import

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # our issue says it, once

    try:
        page = load_html(html)
        if page is not None:
            join_containers(page)
        found = bare_extraction(page, include_comments=False, with_metadata=False)
    except (LxmlError, ValueError, AttributeError, RecursionError):  # what hostile pages made it raise
        return None
    return getattr(found, "body", None)


def _pieces(body: _Element | None) -> Iterator[Piece]:
    takeaways = False
    for element in body if body is not None else ():
        lines = list(_lines(_text(element)))
        if element.tag == "list":
            role: BlockRole = "takeaway" if takeaways else "paragraph"
            yield from (Piece(role, line, in_list=True) for item in element for line in _lines(_text(item)))
        else:
            yield from (Piece(_role_of(element), line) for line in lines)
        takeaways = bool(lines) and promises_takeaways(lines[-1])
        yield from (Piece("paragraph", line) for line in _lines(element.tail or ""))


def _role_of(element: _Element) -> BlockRole:
    return {"head": "heading", "quote": "quote"}.get(str(element.tag), "paragraph")  # type: ignore[return-value]


def _text(element: _Element) -> str:
    """The element's words; line breaks, rows, and parts that are paragraphs of their own begin a line."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts.append("\n" if child.tag in ("lb", "p", "row", "item") else " " if child.tag == "cell" else "")
        parts.append(child.text or "")
        parts.append(("\n" if child.tag in ("p", "item") else "") + (child.tail or ""))
    return "".join(parts)


def _lines(text: str) -> Iterator[str]:
    """The lines that hold a letter or a digit, each on one line: a row of dashes is no paragraph."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return (line for line in lines if any(map(str.isalnum, line)))


def _marked(tree: LexborHTMLParser) -> dict[str, BlockRole]:
    """The role of each text that stands in an element which says what it is."""
    marked: dict[str, BlockRole] = {}
    for role, selector in reversed(_ROLES):
        for element in tree.css(selector)[:_MOST_MARKED]:
            marked[_folded(element.text())] = role
    return marked


def _with_role(piece: Piece, marked: dict[str, BlockRole], stated: Stated) -> Piece:
    if piece.role not in ("paragraph", "heading"):
        return piece
    role = marked.get(_folded(piece.text), piece.role)
    if is_boilerplate(piece.text):
        role = "boilerplate"
    elif _is_byline(piece.text, stated):
        role = "byline"
    return Piece(role, piece.text, piece.in_list)


def _is_byline(line: str, stated: Stated) -> bool:
    """Whether the line names the authors and nothing else, or has the form of the outlet's bylines."""
    if len(line) > _LONGEST_BYLINE:
        return False
    outlet = by_name(stated.outlet or "")
    if outlet and outlet.byline and re.fullmatch(outlet.byline, line):
        return True
    return bool(stated.authors) and set(map(_folded, persons([line]))) == set(map(_folded, stated.authors))


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()
