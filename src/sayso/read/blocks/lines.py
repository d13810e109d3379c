"""Where the paragraphs of a text are.

A line is a paragraph unless the text is hard-wrapped, as wires and mail are: then lines run on until a blank one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.model import Block, Span
from sayso.read.blocks.forms import INLINE_DATELINE

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
LIST_MARK = re.compile(r"\s*(?:[•●▪◦‣∙*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
# Running text has a space behind a comma; an export that joins paragraphs by commas has none.
JOIN = re.compile(r",(?=[A-Z“])")
BREAK = re.compile(r"(?:,\s*)+(?=,)|,(?=[A-Z“(\[])|(?<=[a-z)”][.!?”]),\s(?=[A-Z“])")
JOINED_MIN = 1500  # characters: shorter lines are no article in one piece
JOINS = 4
HEAD_PARAGRAPHS = 10  # how far from the top a dateline may open a paragraph
WRAP_MIN, WRAP_MAX = 45, 100  # lengths of wrapped lines in TimeBank, LGL and mail


def paragraphs(text: str, markup: Sequence[Block]) -> list[Span]:
    """Spans of the paragraphs of ``text``, without surrounding white space."""
    if markup:
        return _of_markup(text, markup)
    lines = [_strip(text, m.start(), m.end()) for m in LINE.finditer(text)]
    lines = [piece for line in lines if line.start < line.end for piece in _parted(text, line)]
    return _unwrap(text, lines) if _is_wrapped(text, lines) else lines


def _parted(text: str, line: Span) -> list[Span]:
    """The paragraphs of a line whose line ends an export turned into commas ("… ended.,Key Takeaways,Russian …")."""
    if line.end - line.start < JOINED_MIN or len(JOIN.findall(text, line.start, line.end)) < JOINS:
        return [line]
    out: list[Span] = []
    at = line.start
    for match in BREAK.finditer(text, line.start, line.end):
        out.append(_strip(text, at, match.start()))
        at = match.end()
    out.append(_strip(text, at, line.end))
    return [span for span in out if span.start < span.end]


def with_datelines(text: str, spans: Sequence[Span]) -> list[Span]:
    """Part a dateline from the paragraph it opens: ``KYIV, Nov 1 (Reuters) -``."""
    out: list[Span] = []
    for number, span in enumerate(spans):
        match = INLINE_DATELINE.match(text, span.start) if number < HEAD_PARAGRAPHS else None
        if match is not None and match.end() < span.end:
            out.append(Span(span.start, match.start() + len(match.group().rstrip())))
            span = Span(match.end(), span.end)
        out.append(span)
    return out


def _of_markup(text: str, markup: Sequence[Block]) -> list[Span]:
    """The page's blocks. What stands between them is no part of the article: front matter, rules."""
    out: list[Span] = []
    at = 0
    for block in sorted(markup, key=lambda b: (b.start, b.end)):
        span = _strip(text, max(block.start, at), block.end)
        if block.start >= at and span.start < span.end:
            out.append(span)
            at = block.end
    return out


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, end - (len(piece) - len(piece.rstrip()))))


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether most lines break off within a sentence at about the same width."""
    if len(lines) < 4:
        return False
    adjacent = [a for a, b in pairwise(lines) if text[a.end : b.start].count("\n") < 2]
    cut = [a for a in adjacent if a.end - a.start >= WRAP_MIN and text[a.end - 1] not in ".!?:”\"’'"]
    wide = max((line.end - line.start for line in lines), default=0)
    return wide <= WRAP_MAX and len(cut) > len(lines) / 3


def _unwrap(text: str, lines: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for line in lines:
        joins = out and text[out[-1].end : line.start].count("\n") < 2
        if joins and not LIST_MARK.match(text, line.start, line.end):
            out[-1] = Span(out[-1].start, line.end)
        else:
            out.append(line)
    return out
