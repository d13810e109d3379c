"""Coasts and borders of the map: whose Crimea is, and that nothing is drawn outside the window."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sayso.publish.outline import Outline, outline

NUMBER = re.compile(r"-?\d+\.\d")


def drawn(west: float, south: float, east: float, north: float) -> Outline:
    """With the drawing's units thousandths of a degree, so that points can be read back."""
    return outline((west, south, east, north), lambda lat, lon: (lon * 1000, lat * 1000))


def points(path: str) -> list[list[tuple[float, float]]]:
    pieces = []
    for piece in path.split("M")[1:]:
        numbers = [float(n) / 1000 for n in NUMBER.findall(piece)]
        pieces.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return pieces


def crossings(path: str, lat: float, west: float, east: float) -> int:
    """How often the lines cross a stretch of a parallel."""
    found = 0
    for piece in points(path):
        for (ax, ay), (bx, by) in pairwise(piece):
            if (ay > lat) != (by > lat):
                found += west < ax + (bx - ax) * (lat - ay) / (by - ay) < east
    return found


def test_no_border_parts_crimea_from_ukraine() -> None:
    assert drawn(33.3, 45.6, 35.1, 46.3).borders == ""


def test_no_border_joins_crimea_to_russia() -> None:
    assert drawn(36.3, 45.0, 36.8, 45.6).borders == ""


def test_the_border_between_kharkiv_and_belgorod_is_there() -> None:
    path = drawn(35.5, 49.5, 38.0, 51.0).borders
    assert sum(crossings(path, 50.3, west, west + 0.1) for west in (35.5 + k / 10 for k in range(25))) >= 1


def test_the_golan_heights_are_syrias() -> None:
    """The line runs west of Katzrin (35.69 E) and none east of it before Kuneitra (35.83 E)."""
    path = drawn(35.3, 32.8, 36.0, 33.2).borders
    assert crossings(path, 32.99, 35.6, 35.66) == 1
    assert crossings(path, 32.99, 35.67, 35.9) == 0


@pytest.mark.parametrize(("lat", "lon", "land"), [(47.1, 37.54, True), (46.0, 36.5, False), (45.0, 34.1, True)])
def test_towns_stand_on_land_and_the_sea_of_azov_is_sea(lat: float, lon: float, land: bool) -> None:
    path = drawn(lon - 1, lat - 1, lon + 1, lat + 1).land
    crossed = 0
    for piece in points(path):
        for (ax, ay), (bx, by) in pairwise([*piece, piece[0]]):
            if (ay > lat) != (by > lat):
                crossed += ax + (bx - ax) * (lat - ay) / (by - ay) > lon
    assert crossed % 2 == land


@settings(max_examples=40, deadline=None)
@given(some.floats(-170, 165), some.floats(-80, 80), some.floats(0.2, 5))
def test_nothing_is_drawn_outside_the_window(west: float, south: float, size: float) -> None:
    found = drawn(west, south, west + size, south + size)
    for path in (found.land, found.coasts, found.borders, found.disputed):
        for x, y in (point for piece in points(path) for point in piece):
            assert west - 0.06 <= x <= west + size + 0.06
            assert south - 0.06 <= y <= south + size + 0.06


def test_one_window_gives_one_drawing() -> None:
    assert drawn(30, 44, 41, 53) == drawn(30, 44, 41, 53)
