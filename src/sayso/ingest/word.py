"""A Word file (DOCX) to a document: its paragraphs as blocks, footnotes behind them.

The title is the first paragraph in a style of titles, else the one in the file's properties if it opens the
text. Its dates are left aside: they say when the file was saved, not when the article was published.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sayso.ingest.blocks import Piece, compose, promises_takeaways
from sayso.ingest.documents import Stated, document_of
from sayso.ingest.ingested import Given, Ingested, issue, no_text, refused
from sayso.ingest.media import WORD
from sayso.ingest.wordfile import DamagedWordFile, NoWordFile, WordFile, kind_of, nodes, note_of, open_word, words_of
from sayso.model import BlockRole

_SAVE_AGAIN = "Open it in a word processor and save it as DOCX again."
_OPENS = 3  # paragraphs among which a title is looked for


def ingest_word(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a Word file holds."""
    try:
        file = open_word(data)
    except (NoWordFile, DamagedWordFile) as fault:
        what = f"It is no Word file, or damaged or locked ({fault})."
        return refused(path, WORD, issue(what, _SAVE_AGAIN), original=data)
    pieces = list(_pieces(file))
    title = _title(pieces, file)
    text, blocks = compose(Piece("headline", p.text) if p.text == title else p for p in pieces)
    if not text:
        return refused(path, WORD, no_text(), original=data)
    document, issues = document_of(text, data, Stated(title=title), given, blocks)
    return Ingested(path, document, data, WORD, issues)


def _pieces(file: WordFile) -> Iterator[Piece]:
    cited: dict[str, None] = {}
    takeaways = False
    for paragraph in file.paragraphs():
        words = _words(paragraph, cited)
        if not words:
            continue
        piece = _piece(paragraph, words, takeaways)
        yield piece
        if not piece.in_list:
            takeaways = promises_takeaways(words)
    yield from (Piece("footnote", file.notes[key]) for key in cited if file.notes.get(key))


def _piece(paragraph: etree._Element, words: str, takeaways: bool) -> Piece:
    kind = kind_of(paragraph)
    item: BlockRole = "takeaway" if takeaways else "paragraph"
    roles: dict[str, BlockRole] = {"title": "headline", "heading": "heading", "item": item, "quote": "quote"}
    return Piece(roles.get(kind, "paragraph"), words, in_list=kind == "item")


def _words(paragraph: etree._Element, cited: dict[str, None]) -> str:
    parts = []
    for node in nodes(paragraph):
        words = words_of(node)
        if words is None:
            cited[note_of(node)] = None
        parts.append(words or "")
    return " ".join("".join(parts).split())


def _title(pieces: list[Piece], file: WordFile) -> str | None:
    opening = pieces[:_OPENS]
    styled = next((piece.text for piece in opening if piece.role == "headline"), None)
    named = next((piece.text for piece in opening if file.title and piece.text == file.title), None)
    return styled or named
