"""A Markdown file to a document: the text of the file as it is, its markup as spans over it.

Front matter (``key: value`` lines between two ``---`` at the top: the flat part of YAML) states title,
authors, date, outlet, url and language. It stays part of the text, so that offsets hold against the file,
and no block covers it. Blocks are CommonMark's: a block begins at its first word, after ``#``, ``>`` or
``-``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.ingest.blocks import promises_takeaways
from sayso.ingest.documents import Stated, document_of
from sayso.ingest.encoding import decode
from sayso.ingest.ingested import Given, Ingested, no_text, refused
from sayso.ingest.media import MARKDOWN
from sayso.model import Block, BlockRole

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_MARKS = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t])*\s*")
_MARKS_AFTER = re.compile(r"(?:(?<!\s)[ \t]+#+|(?<!\s)\s*[\r\n][=-]+)?(?<!\s)\s*\Z")
_CONTAINERS = ("list_item", "blockquote")
_LEAVES = ("heading_open", "paragraph_open", "fence", "code_block")
_NAMES = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "by"), "authors"),
    **dict.fromkeys(("published", "date", "pubdate"), "published"),
    **dict.fromkeys(("outlet", "publisher", "source", "site"), "outlet"),
    **dict.fromkeys(("url", "canonical", "canonical_url", "link"), "url"),
    **dict.fromkeys(("language", "lang"), "language"),
}


def ingest_markdown(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a Markdown file is."""
    text, issues = decode(data)
    front = _FRONT.match(text) if text else None
    begins = front.end() if front else 0
    if text is None or not text[begins:].strip():
        return refused(path, MARKDOWN, *(issues or (no_text(),)), original=data)
    blocks = tuple(_blocks(text, begins))
    stated = _stated(front["lines"] if front else "", _headline(text, blocks))
    document, more = document_of(text, data, stated, given, blocks)
    return Ingested(path, document, data, MARKDOWN, issues + more)


def _headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    first = blocks[0] if blocks else None
    return text[first.start : first.end] if first and first.role == "headline" else None


def _stated(front: str, headline: str | None) -> Stated:
    """What the front matter states; the headline is the title where it states none."""
    values: dict[str, list[str]] = {}
    field = None
    for line in front.splitlines():
        key, colon, value = line.partition(":")
        if line.lstrip().startswith("- "):
            value = line.lstrip()[2:]
        elif colon and key == key.strip():
            field = _NAMES.get(key.lower())
        if field:
            values.setdefault(field, []).extend(_items(value))
    authors = tuple(values.pop("authors", ()))
    fields = {name: found[0] for name, found in values.items() if found}
    return Stated(**({"title": headline} | fields), authors=authors)


def _items(value: str) -> list[str]:
    """The values in ``a``, ``"a"`` or ``[a, b]``."""
    value = value.strip()
    parts = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
    return [bare for part in parts if (bare := part.strip().strip("\"'").strip())]


def _blocks(text: str, begins: int) -> Iterator[Block]:
    """The blocks of the Markdown that starts at ``begins``, in their order."""
    starts = [begins, *(match.end() for match in _LINE_END.finditer(text, begins)), len(text)]
    first, takeaways = True, False
    for leaf, around in _leaves(text[begins:]):
        top, bottom = leaf.map or (0, 0)
        start, end = _words(text, starts[top], starts[min(bottom, len(starts) - 1)])
        if start == end:
            continue
        yield Block(_role(leaf, around, first, takeaways), start, end)
        first = False
        if "list_item" not in around:
            takeaways = promises_takeaways(text[start:end])


def _leaves(markdown: str) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """The headings, paragraphs and code of a text, each with the containers it stands in."""
    from markdown_it import MarkdownIt  # 0.1 s to import

    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    around: list[str] = []
    for token in parser.parse(markdown):
        container = token.type.removesuffix("_open").removesuffix("_close")
        if container in _CONTAINERS:
            around = [*around, container] if token.nesting > 0 else around[:-1]
        elif token.type in _LEAVES:
            yield token, tuple(around)


def _role(leaf: Token, around: tuple[str, ...], first: bool, takeaways: bool) -> BlockRole:
    if leaf.type == "heading_open":
        return "headline" if first and leaf.tag == "h1" else "heading"
    if "blockquote" in around:
        return "quote"
    return "takeaway" if takeaways and "list_item" in around else "paragraph"


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks and white space around its words."""
    marks = _MARKS.match(text, start, end)
    start = marks.end() if marks else start
    after = _MARKS_AFTER.search(text[start:end])
    return start, start + after.start() if after else end
