"""The places of the ledger as a drawing: marks on a graticule over coasts and borders (`outline`).

The projection is equirectangular, true to scale along the middle parallel. Units are SVG user units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from sayso.model import GroundChange
from sayso.publish.borders import Borders
from sayso.publish.outline import Outline, Window, outline

_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 600.0, 260.0, 480.0
_EDGE = 44.0  # room for labels of the graticule
_KM_PER_DEGREE = 111.195  # mean length of a degree of latitude on the sphere of 6,371 km
_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_Box = tuple[float, float, float, float]  # left, top, right, bottom
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MOST_HIDDEN = 0.3  # of the smaller of two; a label that would share more with a mark or another label is left out
_LETTER, _LINE = 10.5, 19.0  # a label's width per character and height at 18 units, its size on a phone
_APART = 13.0  # between two marks of one place


class Marker(Struct, frozen=True):
    """A place on the drawing, what is said to have happened there, and where its label stands.

    ``crowded``: there is no room for the label, which would make others unreadable; the ledger has the name.
    """

    place: str
    kinds: tuple[str, ...]
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    crowded: bool = False


class Rule(Struct, frozen=True):
    """A meridian or a parallel with its label."""

    label: str
    at: float


class GroundMap(Struct, frozen=True):
    """Everything the template draws. ``bar`` is the scale bar's length, ``bar_km`` what it stands for."""

    width: float
    height: float
    markers: tuple[Marker, ...]
    meridians: tuple[Rule, ...]
    parallels: tuple[Rule, ...]
    bar: float
    bar_km: int
    outline: Outline


class _Frame(Struct, frozen=True):
    west: float
    north: float
    per_lon: float
    per_lat: float
    height: float

    @property
    def window(self) -> Window:
        """West, south, east and north, in degrees."""
        south = self.north - (self.height - 56) / self.per_lat
        return self.west, south, self.west + (_WIDTH - _EDGE - 16) / self.per_lon, self.north

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        return (_EDGE + (lon - self.west) * self.per_lon, 16 + (self.north - lat) * self.per_lat)


def ground_map(changes: Sequence[GroundChange], borders: Borders | None = None, least: float = 0.2) -> GroundMap | None:
    """The drawing of the rows that have coordinates, at least ``least`` degrees wide; None where none has.

    Over the desk's own ``borders``, or those that Sayso brings.
    """
    places: dict[tuple[str, float, float], list[str]] = {}
    for change in changes:
        if change.lat is not None and change.lon is not None:
            kinds = places.setdefault((change.place, change.lat, change.lon), [])
            if change.type not in kinds:
                kinds.append(change.type)
    if not places:
        return None
    frame = _frame([lat for _, lat, _ in places], [lon for _, _, lon in places], least)
    bar_km = max(km for km in _BARS if km <= max(1.0, 0.25 * _WIDTH / frame.per_lat * _KM_PER_DEGREE))
    return GroundMap(
        width=_WIDTH,
        height=round(frame.height, 1),
        markers=_markers(places, frame),
        meridians=_meridians(frame),
        parallels=_parallels(frame),
        bar=round(bar_km / _KM_PER_DEGREE * frame.per_lat, 1),
        bar_km=bar_km,
        outline=outline(frame.window, frame.at, borders),
    )


def _frame(lats: Sequence[float], lons: Sequence[float], least: float) -> _Frame:
    """A window around the places with a margin, never narrower than ``least`` degrees."""
    north, south, west, east = max(lats), min(lats), min(lons), max(lons)
    squeeze = max(0.2, math.cos(math.radians((north + south) / 2)))
    wide, high = max(least, (east - west) * squeeze) * 1.35, max(least, north - south) * 1.35
    scale = min((_WIDTH - _EDGE - 16) / wide, (_MOST_HEIGHT - 56) / high)
    height = max(_LEAST_HEIGHT, high * scale + 56)
    middle_lat, middle_lon = (north + south) / 2, (west + east) / 2
    return _Frame(
        west=middle_lon - (_WIDTH - _EDGE - 16) / scale / squeeze / 2,
        north=middle_lat + (height - 56) / scale / 2,
        per_lon=scale * squeeze,
        per_lat=scale,
        height=height,
    )


def _markers(places: dict[tuple[str, float, float], list[str]], frame: _Frame) -> tuple[Marker, ...]:
    dots = {key: frame.at(key[1], key[2]) for key in sorted(places)}
    boxes = {key: _around(x, y, len(places[key])) for key, (x, y) in dots.items()}
    taken = list(boxes.values())
    markers = []
    for key, (x, y) in dots.items():
        others = [box for box in taken if box is not boxes[key]]
        label_x, label_y, anchor, box = _label(key[0], boxes[key], others)
        crowded = any(_shared(box, other) > _MOST_HIDDEN * min(_area(box), _area(other)) for other in others)
        if not crowded:
            taken.append(box)
        kinds, at = tuple(sorted(places[key])), (round(label_x, 1), round(label_y, 1))
        markers.append(Marker(key[0], kinds, round(x, 1), round(y, 1), *at, anchor, crowded))
    return tuple(markers)


def _around(x: float, y: float, marks: int) -> _Box:
    half = 8 + (marks - 1) * _APART / 2
    return (x - half, y - 8, x + half, y + 8)


def _label(name: str, own: _Box, taken: Sequence[_Box]) -> tuple[float, float, str, _Box]:
    """The first of eight positions around a place's marks where the label hides nothing; else what hides least."""
    wide = len(name) * _LETTER
    x, y, half = (own[0] + own[2]) / 2, (own[1] + own[3]) / 2, (own[2] - own[0]) / 2
    tries = []
    for dx, dy, anchor in (
        (half + 4, 5, "start"), (-half - 4, 5, "end"), (0, -13, "middle"), (0, 25, "middle"),
        (half, -9, "start"), (half, 20, "start"), (-half, -9, "end"), (-half, 20, "end"),
    ):  # fmt: skip
        left = x + dx - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
        box = (left, y + dy - _LINE + 3, left + wide, y + dy + 3)
        tries.append((x + dx, y + dy, anchor, box))
    free = (t for t in tries if not any(_meet(t[3], other) for other in taken))
    inside = (t for t in free if t[3][0] > _EDGE and t[3][2] < _WIDTH)
    return next(inside, min(tries, key=lambda t: _hidden(t[3], taken)))


def _hidden(label: _Box, taken: Sequence[_Box]) -> float:
    """The area of other marks and labels that a label would cover, and of itself beyond the drawing."""
    beyond = max(0.0, _EDGE - label[0]) + max(0.0, label[2] - _WIDTH)
    return beyond * _LINE + sum(_shared(label, box) for box in taken)


def _shared(one: _Box, other: _Box) -> float:
    """The area that two boxes have in common."""
    wide, high = (min(one[at + 2], other[at + 2]) - max(one[at], other[at]) for at in (0, 1))
    return max(0.0, wide) * max(0.0, high)


def _area(box: _Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _meridians(frame: _Frame) -> tuple[Rule, ...]:
    span = (_WIDTH - _EDGE - 16) / frame.per_lon
    values = _round_values(frame.west, frame.west + span, _step(span / 1.6))
    return tuple(Rule(_degrees(v, "E", "W"), round(frame.at(0, v)[0], 1)) for v in values)


def _parallels(frame: _Frame) -> tuple[Rule, ...]:
    span = (frame.height - 56) / frame.per_lat
    values = _round_values(frame.north - span, frame.north, _step(span))
    return tuple(Rule(_degrees(v, "N", "S"), round(frame.at(v, 0)[1], 1)) for v in values)


def _step(span: float) -> float:
    return next((step for step in _STEPS if span / step <= 5), 45.0)


def _round_values(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [round(k * step, 4) for k in range(first, math.floor(high / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"
