"""A desk's own borders for the map, from a GeoJSON file (RFC 7946), instead of those that Sayso ships.

Lines and the edges of areas are drawn; points are not. Whoever made them is credited below the map.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from sayso.errors import SettingsError

Point = tuple[float, float]  # lon, lat in degrees
_Position = Annotated[list[float], Meta(min_length=2)]  # a third number is a height
_Line = list[_Position]


class Borders(Struct, frozen=True):
    """Lines in degrees, and whom to credit."""

    lines: tuple[tuple[Point, ...], ...]
    credit: str


class _Drawn(Struct, frozen=True, tag_field="type"):
    """What the geometries of RFC 7946 have in common: each gives its lines."""

    def lines(self) -> Iterator[_Line]:
        yield from ()


class _Point(_Drawn, frozen=True, tag="Point"):
    coordinates: list[float]


class _MultiPoint(_Drawn, frozen=True, tag="MultiPoint"):
    coordinates: _Line


class _LineString(_Drawn, frozen=True, tag="LineString"):
    coordinates: _Line

    def lines(self) -> Iterator[_Line]:
        yield self.coordinates


class _MultiLineString(_Drawn, frozen=True, tag="MultiLineString"):
    coordinates: list[_Line]

    def lines(self) -> Iterator[_Line]:
        yield from self.coordinates


class _Polygon(_Drawn, frozen=True, tag="Polygon"):
    coordinates: list[_Line]

    def lines(self) -> Iterator[_Line]:
        yield from self.coordinates


class _MultiPolygon(_Drawn, frozen=True, tag="MultiPolygon"):
    coordinates: list[list[_Line]]

    def lines(self) -> Iterator[_Line]:
        for polygon in self.coordinates:
            yield from polygon


_Geometry = _Point | _MultiPoint | _LineString | _MultiLineString | _Polygon | _MultiPolygon


class _Feature(_Drawn, frozen=True, tag="Feature"):
    geometry: _Geometry | None = None

    def lines(self) -> Iterator[_Line]:
        yield from self.geometry.lines() if self.geometry else ()


class _FeatureCollection(_Drawn, frozen=True, tag="FeatureCollection"):
    features: list[_Feature]

    def lines(self) -> Iterator[_Line]:
        for feature in self.features:
            yield from feature.lines()


_Anything = _Geometry | _Feature | _FeatureCollection


def read_borders(path: Path, credit: str) -> Borders:
    """The lines of a GeoJSON file. Raises SettingsError where it cannot be read or holds no line in degrees."""
    try:
        found: _Anything = msgspec.json.decode(path.read_bytes(), type=_Anything)
    except OSError as fault:
        raise SettingsError(f"{path} cannot be read: {fault.strerror}", "mend `borders` under [map]") from fault
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{path} is no GeoJSON: {fault}", "give lines or areas as RFC 7946 has them") from fault
    lines = tuple(tuple((p[0], p[1]) for p in line) for line in found.lines())
    if not lines:
        raise SettingsError(f"{path} holds no line and no area", "give borders as lines or areas, not as points")
    if any(abs(lon) > 180 or abs(lat) > 90 for line in lines for lon, lat in line):
        raise SettingsError(f"{path} is not in degrees", "give it in WGS 84, longitude first, as RFC 7946 has it")
    return Borders(lines, credit)
