"""What a page says about itself in JSON-LD (schema.org), as the one object that describes the article.

Publishers' JSON-LD is often not quite JSON: comments around it, raw line breaks within strings, an object
that points to another by ``@id``. What can be read is read; what cannot is left out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = dict[str, Any]

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Statement)$", re.IGNORECASE)
_PAGE = re.compile(r"WebPage$", re.IGNORECASE)
_DEEPEST = 6


def article_nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """The objects that describe the article: those of an article type first, then those of the page
    itself."""
    nodes = [node for script in scripts for node in _nodes(_parsed(script), _DEEPEST)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _is_a(node, _ARTICLE)]
    pages = [node for node in nodes if _is_a(node, _PAGE)]
    return tuple(_resolved(node, named) for node in articles + pages)


def text_of(value: object) -> str | None:
    """The words of a string value, unescaped and on one line; None for anything else."""
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def names_of(value: object, depth: int = _DEEPEST) -> tuple[str, ...]:
    """The names in an author or publisher: a string, an object with a name, or a list of either."""
    if depth and isinstance(value, list):
        return tuple(name for one in value for name in names_of(one, depth - 1))
    if depth and isinstance(value, dict):
        return names_of(value.get("name") or value.get("byline"), depth - 1)
    name = text_of(value)
    return (name,) if name else ()


def _parsed(script: str) -> object:
    try:
        return json.loads(_WRAPPING.sub("", _WRAPPING.sub("", script)), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    """All objects that stand at the top, in a list or graph, or are the main thing of one that does."""
    if isinstance(value, list) and depth:
        for one in value:
            yield from _nodes(one, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage") if depth else ():
            yield from _nodes(value.get(key), depth - 1)


def _is_a(node: Node, wanted: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and wanted.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _resolved(node: Node, named: dict[str, Node]) -> Node:
    """The node with its authors and publisher in place of references to them."""
    found = dict(node)
    for key in ("author", "creator", "publisher"):
        value = node.get(key)
        values = value if isinstance(value, list) else [value]
        found[key] = [named.get(str(one.get("@id")), one) if isinstance(one, dict) else one for one in values]
    return found
