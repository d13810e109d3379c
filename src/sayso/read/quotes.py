"""Quotations: what stands between quotation marks of any style.

In: a text and the blocks that may hold quotations. Out: quotations in text order, an outer one before those
inside it. A quotation never leaves its block; one that its block does not close runs to the block's end when the
next block opens with a mark again (newspapers repeat the mark at each paragraph), else it is a stray mark
and ignored if anything but the closing mark is missing for good. Where a page's paragraphs were run together, the mark
is repeated within a line: “It is slow. “It is dear.”
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from sayso.model import Span

PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", "『": "』"}
REVERSED = {"»": "«»", "›": "‹›"}  # Danish and German, Swedish and Finnish
# A mark of two characters before its half. All begin with one set, so that the search runs over what is no mark.
MARKS = re.compile(r"[`“”\"«»„‹›「」『』‘’'‚](?:(?<=`)`|(?<=\S')(?=''(?!'))|(?<=')'|(?<!`))")
OPENING = {*PAIRS, *REVERSED, '"', "``", "''", "'", "‘", "‚", "”"}  # most marks are apostrophes, and open nothing
REPEATED = ("“", '"')
DOUBLE = re.compile(r"[“”\"]")
PARAGRAPH = 2_000  # code points of one at most, looked back over
SENTENCE_END = re.compile(r"[.!?…]\s\Z")
MOST_NESTED = 8  # open marks that can still be closed; more are stray
SINGLE_MAX = 600  # a single-quoted passage longer than this is an apostrophe's accident


class Quotation(Struct, frozen=True):
    """``[start, end)`` with the marks, ``[inner_start, inner_end)`` without.

    ``number`` counts the document's quotations from 0; ``parent`` is the number of the one around it, or -1.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    parent: int = -1
    closed: bool = True
    number: int = 0


class _Open(Struct):
    start: int
    inner: int
    mark: str


def quotations(text: str, blocks: Iterable[Span]) -> tuple[Quotation, ...]:
    """Find the quotations of each block of ``text``."""
    found: list[Quotation] = []
    spans = list(blocks)
    for index, block in enumerate(spans):
        found += _in_block(text, block, spans[index + 1] if index + 1 < len(spans) else None)
    return _nest(found)


def _opens_with_mark(text: str, block: Span | None) -> bool:
    return block is not None and text[block.start : block.end].lstrip()[:1] in ("“", '"', "«", "„", "»")


def _in_block(text: str, block: Span, following: Span | None) -> list[Quotation]:
    stack: list[_Open] = []
    found: list[Quotation] = []
    for match in MARKS.finditer(text, block.start, block.end):
        mark = match.group()
        if stack and stack[0].mark == mark and mark in REPEATED and _repeats(text, match, stack[0], block):
            continue
        opener = _closes(text, match, stack, block) if stack else None
        if opener is not None:
            del stack[stack.index(opener) + 1 :]
            stack.remove(opener)
            found.append(_quotation(text, opener, match))
        elif mark in OPENING and _may_open(text, match, stack, block):
            stack.append(_Open(match.start(), match.end(), mark))
            del stack[:-MOST_NESTED]
    unclosed = next((o for o in stack if o.mark not in "'‘‚"), None) if stack else None
    if unclosed is not None and _opens_with_mark(text, following):
        end = block.start + len(text[block.start : block.end].rstrip())
        if end > unclosed.inner:
            found.append(Quotation(unclosed.start, end, unclosed.inner, end, closed=False))
    return found


def _quotation(text: str, opener: _Open, closing: re.Match[str]) -> Quotation:
    """The quotation between two marks, without the spaces that French sets inside of them."""
    inner = text[opener.inner : closing.start()]
    start = opener.inner + len(inner) - len(inner.lstrip())
    return Quotation(opener.start, closing.end(), start, max(start, opener.inner + len(inner.rstrip())))


def _closes(text: str, match: re.Match[str], stack: list[_Open], block: Span) -> _Open | None:
    mark, at = match.group(), match.start()
    for opener in reversed(stack):
        if mark in PAIRS.get(opener.mark, ""):
            return opener
        if mark in REVERSED.get(opener.mark, "") and not _looks_opening(text, match, block):
            return opener
        if opener.mark in ("“", '"') and mark in ('"', "”") and not _looks_opening(text, match, block):
            return opener
        if opener.mark == mark == '"' or (mark == opener.mark == "“" and _looks_closing(text, match, block)):
            return opener
        if opener.mark == "``" and mark in ("''", '"'):
            return opener
        if opener.mark == mark == "''" or (opener.mark == mark == "”" and not _looks_opening(text, match, block)):
            return opener
        if opener.mark in "'‘‚" and mark in "'’‘" and _closes_single(text, at, match.end(), opener):
            return opener
    return None


def _closes_single(text: str, at: int, after: int, opener: _Open) -> bool:
    before, behind = text[at - 1 : at], text[after : after + 1]
    return not before.isspace() and not behind.isalnum() and opener.inner < at < opener.start + SINGLE_MAX


def _looks_closing(text: str, match: re.Match[str], block: Span) -> bool:
    """Whether an opening mark was typed where a quotation closes: “I am here,“ said …."""
    behind = text[match.end()] if match.end() < block.end else " "
    return text[match.start() - 1] in ",.?!" and match.start() > block.start and behind.isspace()


def _looks_opening(text: str, match: re.Match[str], block: Span) -> bool:
    before = text[match.start() - 1] if match.start() > block.start else " "
    behind = text[match.end()] if match.end() < block.end else " "
    return (before.isspace() or before in "([—–-:") and not behind.isspace() and behind not in ".,;:!?)"


def _repeats(text: str, match: re.Match[str], opener: _Open, block: Span) -> bool:
    """Whether a mark opens the next paragraph of a quotation whose lines were run together: a sentence ended before it,
    and behind it the next mark closes, and no second one."""
    if not SENTENCE_END.search(text, max(block.start, match.start() - 2), match.start()):
        return False
    if text.find("’’", max(opener.inner, match.start() - PARAGRAPH), match.start()) >= 0:
        return False  # that closed it
    ahead = islice(DOUBLE.finditer(text, match.end(), block.end), 2)
    opens = [m.group() == "“" or (m.group() == '"' and _looks_opening(text, m, block)) for m in ahead]
    if match.group() == "“":
        return bool(opens) and opens != [False, False]
    return _looks_opening(text, match, block) and opens[:1] == [False]


def _may_open(text: str, match: re.Match[str], stack: list[_Open], block: Span) -> bool:
    mark = match.group()
    if mark in PAIRS:
        return True
    if mark in ('"', "``", "''"):
        return mark != "''" or _looks_opening(text, match, block)
    if mark == "”" or mark in REVERSED:  # as Finnish and Swedish open a quotation, and some who mistype
        return not stack and _looks_opening(text, match, block)
    if mark not in ("'", "‘", "‚") or any(o.mark in "'‘‚" for o in stack):
        return False
    before = text[match.start() - 1] if match.start() > block.start else " "
    behind = text[match.end()] if match.end() < block.end else " "
    return (before.isspace() or before in '([“"—–«') and (behind.isalpha() or behind in "…[")


def _nest(found: list[Quotation]) -> tuple[Quotation, ...]:
    """Order outer before inner and name each one's parent."""
    ordered = sorted(found, key=lambda q: (q.start, -q.end))
    out: list[Quotation] = []
    open_: list[int] = []
    for quotation in ordered:
        while open_ and out[open_[-1]].end <= quotation.start:
            open_.pop()
        parent = open_[-1] if open_ else -1
        open_.append(len(out))
        q = quotation
        out.append(Quotation(q.start, q.end, q.inner_start, q.inner_end, parent, q.closed, len(out)))
    return tuple(out)
