"""Coasts and borders within a window, as SVG paths.

In: a window in degrees and how a point is placed on the drawing. Out: `Outline`. The lines come from Natural Earth
(public domain) and follow the borders that the UN General Assembly recognises (``data/README.md``); Crimea is
Ukraine's (resolution 68/262). Nothing is fetched.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec import Struct

from sayso.publish.borders import Borders

Point = tuple[float, float]  # lon, lat in degrees
Window = tuple[float, float, float, float]  # west, south, east, north in degrees
_Bounded = tuple[Window, tuple[Point, ...]]
_MARGIN = 0.05  # degrees beyond the window, so that clipped edges of the land are not drawn


class Outline(Struct, frozen=True):
    """Path data: ``land`` to be filled by the even-odd rule, ``coasts``, ``borders`` and ``disputed`` to be stroked.

    ``credit``: who made the borders, where they are the desk's own.
    """

    land: str
    coasts: str
    borders: str
    disputed: str
    credit: str = ""


def outline(window: Window, place: Callable[[float, float], Point], own: Borders | None = None) -> Outline:
    """What lies in ``window``; ``place`` gives the drawing's x and y for lat and lon. ``own`` borders replace ours."""
    west, south, east, north = window
    wide = west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN
    rings = [ring for bounds, ring in _lines("land") if _meet(bounds, wide)]
    clipped = (_polygon(ring, wide) for ring in rings)
    return Outline(
        land="".join(_path(ring, place) + "Z" for ring in clipped if len(ring) > 2),
        coasts=_strokes(rings, wide, place),
        borders=_strokes(own.lines if own else _near("borders", wide), wide, place),
        disputed="" if own else _strokes(_near("disputed", wide), wide, place),
        credit=own.credit if own else "",
    )


def _near(name: Literal["borders", "disputed"], window: Window) -> list[tuple[Point, ...]]:
    return [line for bounds, line in _lines(name) if _meet(bounds, window)]


class _Data(Struct, frozen=True):
    """The file: lines as integers in ``unit`` parts of a degree, the first point and then the steps."""

    unit: int
    land: list[list[int]]
    borders: list[list[int]]
    disputed: list[list[int]]


@cache
def _lines(name: Literal["land", "borders", "disputed"]) -> tuple[_Bounded, ...]:
    """The lines of one kind, each with its bounds."""
    found = _data()
    return tuple(_bounded(codes, found.unit) for codes in getattr(found, name))


@cache
def _data() -> _Data:
    packed = files("sayso.publish").joinpath("data", "borders.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=_Data)


def _bounded(codes: Sequence[int], unit: int) -> _Bounded:
    x = y = 0
    points = []
    for dx, dy in zip(codes[::2], codes[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / unit, y / unit))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)), tuple(points)


def _meet(one: Window, other: Window) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _polygon(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a ring in the window (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for axis, limit, keeps_more in (
        (0, window[0], True),
        (1, window[1], True),
        (0, window[2], False),
        (1, window[3], False),
    ):
        cut: list[Point] = []
        for start, end in pairwise([*points, *points[:1]]):
            start_in, end_in = ((p[axis] >= limit) == keeps_more for p in (start, end))
            if start_in != end_in:
                cut.append(_at(start, end, (limit - start[axis]) / (end[axis] - start[axis])))
            if end_in:
                cut.append(end)
        points = cut
    return points


def _at(start: Point, end: Point, part: float) -> Point:
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def _strokes(lines: Sequence[Sequence[Point]], window: Window, place: Callable[[float, float], Point]) -> str:
    return "".join(_path(piece, place) for line in lines for piece in _pieces(line, window))


def _pieces(line: Sequence[Point], window: Window) -> Iterator[list[Point]]:
    """The runs of a line within the window, each segment cut at its edges (Liang and Barsky 1984)."""
    piece: list[Point] = []
    for start, end in pairwise(line):
        part = _inside(start, end, window)
        if part is None or (piece and part[0] > 0):
            if len(piece) > 1:
                yield piece
            piece = []
        if part is not None:
            piece = [*(piece or [_at(start, end, part[0])]), _at(start, end, part[1])]
    if len(piece) > 1:
        yield piece


def _inside(start: Point, end: Point, window: Window) -> tuple[float, float] | None:
    """From which to which part of a segment it lies in the window."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        step = end[axis] - start[axis]
        low, high = window[axis] - start[axis], window[axis + 2] - start[axis]
        if step == 0:
            if low > 0 or high < 0:
                return None
            continue
        near, far = sorted((low / step, high / step))
        first, last = max(first, near), min(last, far)
    return (first, last) if first < last else None


def _path(points: Sequence[Point], place: Callable[[float, float], Point]) -> str:
    """Path data in tenths; points that fall on the one before are left out."""
    told: list[str] = []
    for lon, lat in points:
        x, y = place(lat, lon)
        text = f"{x:.1f} {y:.1f}"
        if not told or told[-1] != text:
            told.append(text)
    return "M" + "L".join(told)
