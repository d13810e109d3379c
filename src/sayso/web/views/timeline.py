"""The tellings of a claim on a line of time, as a drawing.

In: tellings in order of time. Out: `Timeline`, in SVG user units: one lane an outlet, the earliest on top, a dot a
telling, a ring a copy. The page lists the same tellings in words beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from sayso.link.moments import moment
from sayso.link.traced import Telling

_LEFT, _RIGHT, _TOP, _LANE = 190.0, 24.0, 30.0, 24.0
_WIDTH = 760.0
_DAY, _HOUR = 86_400.0, 3_600.0
_STEPS = tuple(_HOUR * hours for hours in (1, 2, 3, 6, 12)) + tuple(_DAY * days for days in (1, 2, 7, 14, 30, 91, 365))
_MOST_TICKS = 6
_MOST_LANES = 24  # more do not fit on a screen; the rest stand in the list
_LETTERS = 26


class Dot(Struct, frozen=True):
    """One telling; ``number`` is its place in the list from 1, that of the original for a copy."""

    number: int
    x: float
    y: float
    is_copy: bool
    said: str


class Lane(Struct, frozen=True):
    """An outlet's line."""

    outlet: str
    label: str
    y: float


class Tick(Struct, frozen=True):
    """A moment on the axis."""

    label: str
    x: float


class Timeline(Struct, frozen=True):
    """Everything the template draws. ``left_out``: outlets and undated tellings that the drawing lacks."""

    width: float
    height: float
    left: float
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    left_out: int


class _Point(Struct, frozen=True):
    number: int
    outlet: str
    at: float
    to_the_day: bool
    is_copy: bool


def timeline(tellings: Sequence[Telling]) -> Timeline | None:
    """The drawing; None where fewer than two tellings are dated."""
    points = list(_points(tellings))
    if len(points) < 2:
        return None
    outlets = list(dict.fromkeys(point.outlet for point in sorted(points, key=lambda point: point.at)))[:_MOST_LANES]
    lanes = {outlet: _TOP + _LANE * (place + 0.5) for place, outlet in enumerate(outlets)}
    first, last = min(point.at for point in points), max(point.at for point in points)
    span = max(last - first, _HOUR)
    shown = [point for point in points if point.outlet in lanes]

    def across(at: float) -> float:
        return round(_LEFT + 12 + (at - first) / span * (_WIDTH - _LEFT - _RIGHT - 24), 1)

    everyone = sum(1 + len(telling.copies) for telling in tellings)
    return Timeline(
        width=_WIDTH,
        height=_TOP + _LANE * len(lanes) + 8,
        left=_LEFT,
        lanes=tuple(Lane(outlet, _cut(outlet), y) for outlet, y in lanes.items()),
        dots=tuple(
            Dot(point.number, across(point.at), lanes[point.outlet], point.is_copy, _said(point)) for point in shown
        ),
        ticks=tuple(Tick(label, across(at)) for label, at in _ticks(first, first + span)),
        left_out=everyone - len(shown),
    )


def _points(tellings: Iterable[Telling]) -> Iterable[_Point]:
    for number, telling in enumerate(tellings, 1):
        for member in (telling.member, *telling.copies):
            at = moment(member.published)
            if at is not None and member.published:
                to_the_day = len(member.published) <= len("2025-03-03")
                yield _Point(number, member.outlet, at, to_the_day, member is not telling.member)


def _said(point: _Point) -> str:
    when = datetime.fromtimestamp(point.at, UTC)
    clock = "" if point.to_the_day else f" {when:%H:%M}"
    return f"{point.number}. {point.outlet}, {when.day} {when:%B %Y}{clock}{', a copy' if point.is_copy else ''}"


def _ticks(first: float, last: float) -> list[tuple[str, float]]:
    step = next((step for step in _STEPS if (last - first) / step <= _MOST_TICKS), (last - first) / _MOST_TICKS)
    start = math.ceil(first / step) * step
    moments = [start + place * step for place in range(_MOST_TICKS + 1) if start + place * step <= last]
    return [(_label(at, step), at) for at in moments]


def _label(at: float, step: float) -> str:
    when = datetime.fromtimestamp(at, UTC)
    if step < _DAY and (when.hour or when.minute):
        return f"{when:%H:%M}"
    return f"{when.day} {when:%b}" if step < 60 * _DAY else f"{when:%b %Y}"


def _cut(outlet: str) -> str:
    return outlet if len(outlet) <= _LETTERS else f"{outlet[: _LETTERS - 1].rstrip()}…"
