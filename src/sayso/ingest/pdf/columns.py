"""The order in which the lines of a page are read: column by column, what spans columns between them.

A gutter is a strip that no narrow line crosses, with lines on both sides at the same heights. The page is read in
bands, from one line that spans the gutter to the next; in a band the left side comes first. Each side may have
columns of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ingest.pdf.lines import Line

_NARROW = 0.62  # of the width of the text: a line of one of two columns has at most half
_LEAST_LINES = 3  # on each side of a gutter: fewer is a table's or a caption's
_LEAST_GUTTER = 6.0  # points
_MOST_COLUMNS = 6
_SAME_HEIGHT = 0.5  # of a line's height


def in_order(lines: Sequence[Line], columns: int = _MOST_COLUMNS) -> tuple[Line, ...]:
    """The lines in the order in which they are read."""
    at = _gutter(lines) if columns > 1 else None
    if at is None:
        return tuple(_downwards(lines))
    ordered: list[Line] = []
    band: list[Line] = []
    for line in _downwards(lines):
        if line.left < at < line.right:
            ordered += [*_sides(band, at, columns), line]
            band = []
        else:
            band.append(line)
    return (*ordered, *_sides(band, at, columns))


def _sides(band: Sequence[Line], at: float, columns: int) -> list[Line]:
    left = [line for line in band if line.right <= at]
    right = [line for line in band if line.right > at]
    return [*in_order(left, columns // 2), *in_order(right, columns // 2)]


def _downwards(lines: Sequence[Line]) -> list[Line]:
    """From the top to the bottom; what stands on one height from the left to the right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if rows and abs(rows[-1][0].bottom - line.bottom) < _SAME_HEIGHT * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest strip between columns; None where there is one column."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    narrow = [line for line in lines if line.right - line.left < _NARROW * (right - left)]
    spans = sorted((line.left, line.right) for line in narrow)
    best: tuple[float, float] | None = None
    reached = spans[0][1] if spans else 0.0
    for start, end in spans:
        if start - reached >= _LEAST_GUTTER and (best is None or start - reached > best[0]):
            middle = (start + reached) / 2
            if _parts(narrow, middle):
                best = (start - reached, middle)
        reached = max(reached, end)
    return best[1] if best else None


def _parts(narrow: Sequence[Line], at: float) -> bool:
    """Whether text runs on both sides of a strip at the same heights."""
    left = [line for line in narrow if line.right <= at]
    right = [line for line in narrow if line.left >= at]
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    beside = [sum(bottom <= line.bottom and line.top <= top for line in side) for side in (left, right)]
    return min(beside) >= _LEAST_LINES - 1 and not _is_table(left, right)


def _is_table(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side holds no running text: figures, dates or names beside their rows."""
    words = sorted(len(line.text.split()) for line in left)
    return words[len(words) // 2] < 3 and len(left) <= len(right)
