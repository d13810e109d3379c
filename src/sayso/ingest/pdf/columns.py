"""The order in which the lines of a page are read: column by column, what spans columns between them.

A gutter is a strip that few lines cross, with lines on both sides at the same heights. The page is read in
bands, from one line that spans the gutter to the next; in a band the left side comes first. Each side may have
columns of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ingest.pdf.lines import Line

_MOST_CROSSING = 0.25  # of the lines: headlines and tables over both columns
_SAME_START = 2.0  # points: lines of a column begin at one place
_LEAST_LINES = 3  # on each side of a gutter: fewer is a table's or a caption's
_MOST_LINES = 2000  # of a page: a newspaper's have 600; more was set to do harm, and is read downwards
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
    """Where a column begins right of another, crossed by the fewest lines; None where there is one column."""
    if not 2 * _LEAST_LINES <= len(lines) <= _MOST_LINES:
        return None
    starts = Counter(round(line.left / _SAME_START) for line in lines)
    found: list[tuple[int, float]] = []
    for start in sorted(start for start, count in starts.items() if count >= _LEAST_LINES):
        at = (start - 1) * _SAME_START
        left = [line for line in lines if line.right <= at]
        right = [line for line in lines if line.left > at]
        crossing = len(lines) - len(left) - len(right)
        if crossing <= _MOST_CROSSING * len(lines) and _run_beside(left, right):
            found.append((crossing, at))
    return min(found)[1] if found else None


def _run_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether text runs on both sides at the same heights, with room between."""
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    beside = [[line for line in side if bottom <= line.bottom and line.top <= top] for side in (left, right)]
    if min(map(len, beside)) < _LEAST_LINES - 1:
        return False
    gutter = min(line.left for line in beside[1]) - max(line.right for line in beside[0])
    return gutter >= _LEAST_GUTTER and not _is_table(left, right)


def _is_table(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side holds no running text: figures, dates or names beside their rows."""
    words = sorted(len(line.text.split()) for line in left)
    return words[len(words) // 2] < 3 and len(left) <= len(right)
