"""Lines to paragraphs: joined where the text runs on, hyphens at their ends mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from sayso.ingest.blocks import Piece
from sayso.ingest.pdf.lines import Line, Page

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(
    r"(?<![^\W\d_])(?P<start>[^\W\d_]+)-$"
)  # from a word's first letter only, or a long one takes for ever
_ENDS = re.compile(r"[.!?:;…][\"”’')\]]*$")
_MARK = re.compile(r"(?:[•●▪◦‣∙■]|[-–—]\s|\(?[a-z\d]{1,2}[.)]\s)")
_LEADING = 1.35  # times the usual step from line to line: more is a gap between paragraphs
_LEAST_STEP = 0.8  # of a line's height: what is nearer is raised or lowered, and no next line
_INDENT = 0.8  # of a line's height
_SHORT = 0.85  # of the column's width: a full stop before it ends a paragraph
_OTHER_SIZE = 0.12
_HEADING = 1.12  # times the body's size
_HEADING_WORDS = 20


def pieces_of(pages: list[Page]) -> list[Piece]:
    """The paragraphs of the pages, headings by the size of their type."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return []
    body = median(line.size for line in lines for _ in range(1 + len(line.text) // 20))
    known = frozenset(word.casefold() for line in lines for word in _WORD.findall(_without_cut(line.text)))
    pieces: list[Piece] = []
    for paragraph in _joined_over_pages(_paragraphs(page.lines) for page in pages):
        text = " ".join(_mended([line.text for line in paragraph], known).split())
        larger = min(line.size for line in paragraph) > _HEADING * body
        short = len(text.split()) <= _HEADING_WORDS
        pieces.append(Piece("heading" if larger and short else "paragraph", text))
    return pieces


def _paragraphs(lines: tuple[Line, ...]) -> list[list[Line]]:
    """The lines of a page, paragraph by paragraph."""
    steps = [down for a, b in pairwise(lines) if _LEAST_STEP * a.size < (down := a.bottom - b.bottom) < 3 * a.size]
    step = sorted(steps)[len(steps) // 4] if steps else 0.0
    found: list[list[Line]] = []
    for line in lines:
        if found and _runs_on(found[-1], line, step):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _runs_on(paragraph: list[Line], line: Line, step: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = paragraph[-1]
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size) or _MARK.match(line.text):
        return False
    down = last.bottom - line.bottom
    if down < -last.size:  # the head of the next column
        return not _ENDS.search(last.text) and not line.text[:1].isupper()
    if down > _LEADING * max(step, last.size * 0.9):
        return False
    left = min(part.left for part in paragraph[1:] or paragraph)
    width = max(part.right for part in paragraph) - left
    set_off = line.left - left > _INDENT * line.size or last.right - left < _SHORT * width
    return not (_ENDS.search(last.text) and set_off)


def _joined_over_pages(pages: Iterable[list[list[Line]]]) -> Iterator[list[Line]]:
    """The paragraphs of all pages; one that a page breaks off within a sentence goes on with the next page's."""
    held: list[Line] = []
    for page in pages:
        for number, paragraph in enumerate(page):
            same = held and abs(held[-1].size - paragraph[0].size) < _OTHER_SIZE * held[-1].size
            if number == 0 and same and not _ENDS.search(held[-1].text) and not paragraph[0].text[:1].isupper():
                held = [*held, *paragraph]
                continue
            if held:
                yield held
            held = paragraph
    if held:
        yield held


def _mended(lines: list[str], known: frozenset[str]) -> str:
    """The lines as one, a word that a line's end cuts put together: with its hyphen where the text has it so."""
    parts = [lines[0]]
    for line in lines[1:]:
        cut = _CUT.search(parts[-1])
        rest = _WORD.match(line)
        if cut is None or rest is None or not rest.group()[0].islower():
            bound = rest and parts[-1].endswith("-") and not parts[-1].endswith(" -")
            parts += [line] if bound else [" ", line]
            continue
        whole, parted = cut["start"] + rest.group(), f"{cut['start']}-{rest.group()}"
        if parted.casefold() not in known or whole.casefold() in known:
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)


def _without_cut(line: str) -> str:
    """The line without a word that its end may cut."""
    return _CUT.sub("", line)
