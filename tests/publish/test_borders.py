"""A desk's own borders: read from GeoJSON, drawn instead of ours, credited, and refused with a word what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.desk import read_settings
from sayso.errors import SettingsError
from sayso.model import GroundChange
from sayso.publish.borders import Borders, read_borders
from sayso.publish.groundmap import ground_map
from sayso.publish.page import environment

LINE = [[37.0, 48.0], [38.0, 48.5, 120.0]]
AREA = [[[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 48.0]]]
CHANGE = GroundChange(
    "Ostrell", 48.25, 37.5, "advance", "Verian forces", None, "line-1", ("Wire",), "claimed", ("Wire",)
)


def written(folder: Path, thing: object) -> Path:
    file = folder / "own.geojson"
    file.write_text(json.dumps(thing), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("thing", "lines"),
    [
        ({"type": "LineString", "coordinates": LINE}, 1),
        ({"type": "MultiLineString", "coordinates": [LINE, LINE]}, 2),
        ({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": AREA}}, 1),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [AREA, AREA]}},
                    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [37, 48]}},
                    {"type": "Feature", "geometry": None},
                ],
            },
            2,
        ),
    ],
)
def test_lines_and_edges_of_areas_are_read(tmp_path: Path, thing: object, lines: int) -> None:
    found = read_borders(written(tmp_path, thing), "Example Survey")
    assert len(found.lines) == lines
    assert found.lines[0][0] == (37.0, 48.0)


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ({"type": "Point", "coordinates": [37, 48]}, "holds no line and no area"),
        ({"type": "LineString", "coordinates": [[4e6, 5e6], [4e6, 6e6]]}, "is not in degrees"),
        ({"type": "LineString", "coordinates": [[37.0]]}, "is no GeoJSON"),
        ({"type": "Topology", "arcs": []}, "is no GeoJSON"),
        ([], "is no GeoJSON"),
    ],
)
def test_what_cannot_be_drawn_is_refused(tmp_path: Path, thing: object, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_borders(written(tmp_path, thing), "Example Survey")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_borders(tmp_path / "none.geojson", "Example Survey")


def test_own_borders_are_drawn_instead_of_ours_and_credited() -> None:
    own = Borders((((37.4, 48.2), (37.6, 48.3)),), "Example Survey & Sons")
    ours, theirs = ground_map([CHANGE]), ground_map([CHANGE], own)
    assert ours is not None
    assert theirs is not None
    assert theirs.outline.borders.count("M") == 1
    assert theirs.outline.borders != ours.outline.borders
    assert theirs.outline.land == ours.outline.land
    figure = environment().get_template("map.html.j2").module.figure  # type: ignore[attr-defined]
    assert "Borders: Example Survey &amp; Sons. Coasts: Natural Earth." in figure(theirs)
    assert "UN General Assembly" not in figure(theirs)
    assert "UN General Assembly" in figure(ours)


def test_the_file_is_looked_for_beside_desk_toml(tmp_path: Path) -> None:
    settings = tmp_path / "desk.toml"
    settings.write_text('[map]\nborders = "own.geojson"\ncredit = "Example Survey"\n', encoding="utf-8")
    found = read_settings(settings).map
    assert found is not None
    assert (Path(found.borders), found.credit) == (tmp_path / "own.geojson", "Example Survey")


def test_borders_without_a_credit_are_refused(tmp_path: Path) -> None:
    settings = tmp_path / "desk.toml"
    settings.write_text('[map]\nborders = "own.geojson"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="credit"):
        read_settings(settings)
