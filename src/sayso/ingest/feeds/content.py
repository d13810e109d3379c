"""The HTML that feeds carry, to the pieces of an article.

Only words are taken, so nothing of the markup can run, load or point anywhere later. libxml2's HTML parser
is linear and stops at a depth of 256; html5ever (nh3) and lexbor take minutes for a megabyte of nested
``<div>`` (277 s and 197 s, measured), which any feed may send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import html
from lxml.etree import LxmlError

from sayso.ingest.blocks import Piece, promises_takeaways
from sayso.ingest.outlets import is_boilerplate
from sayso.model import BlockRole

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "form", "button", "head", "title"}
_LINES = {"p", "div", "section", "article", "ul", "ol", "table", "tr", "pre", "figure", "header", "footer", "hr", "br"}
_ROLES: dict[str, BlockRole] = {"blockquote": "quote", "figcaption": "caption"}
_ROLES |= dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading")
_APPENDED = re.compile(r"the post .{1,300} (?:first )?appeared (?:first )?on .{1,100}|source:? .{0,5}", re.IGNORECASE)


def pieces_of(content: str, title: str | None = None) -> Iterator[Piece]:
    """The pieces of an article in their order, without its headline where the content repeats it."""
    takeaways = False
    for role, in_list, line in _told(content):
        if title is not None and line.casefold() == title.casefold():
            continue
        if in_list and takeaways:
            role = "takeaway"
        elif role == "paragraph" and (is_boilerplate(line) or _APPENDED.fullmatch(line)):
            role = "boilerplate"
        takeaways = takeaways if in_list else promises_takeaways(line)
        yield Piece(role, line, in_list)


def plain(text: str | None) -> str | None:
    """The words of a title or a summary on one line, without marks; None without any."""
    if text is None:
        return None
    if "<" not in text and "&" not in text:
        return " ".join(text.split()) or None
    return " ".join(line for _, _, line in _told(text)) or None


def _told(content: str) -> Iterator[tuple[BlockRole, bool, str]]:
    """Role, whether it stands in a list, and words of each line."""
    role: BlockRole = "paragraph"
    in_list, parts = False, [""]
    for text, now, listed, breaks in _runs(content):
        if breaks or (now, listed) != (role, in_list):
            line = " ".join("".join(parts).split())
            if any(map(str.isalnum, line)):
                yield role, in_list, line
            role, in_list, parts = now, listed, []
        parts.append(text)
    line = " ".join("".join(parts).split())
    if any(map(str.isalnum, line)):
        yield role, in_list, line


def _runs(content: str) -> Iterator[tuple[str, BlockRole, bool, bool]]:
    """Each run of text with the role it stands in, whether in a list, and whether it begins a line."""
    root = _parsed(content)
    stack: list[tuple[_Element, BlockRole, bool, bool]] = []
    if root is not None:
        stack.append((root, "paragraph", False, False))
    while stack:
        element, role, listed, is_tail = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        breaks = name in _LINES or name in _ROLES or name == "li"
        if is_tail:
            yield element.tail or "", role, listed, breaks
            continue
        if element is not root:
            stack.append((element, role, listed, True))
        if not name or name in _SILENT:
            continue
        role, listed = _ROLES.get(name, role), listed or name == "li"
        yield element.text or "", role, listed, breaks
        stack.extend((child, role, listed, False) for child in reversed(element))


def _parsed(content: str) -> _Element | None:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # A character that UTF-8 cannot hold (half of a pair) becomes a question mark rather than an error.
        return html.document_fromstring(content.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return None
