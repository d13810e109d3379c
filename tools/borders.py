"""Makes the outline map that pages draw from: coasts and borders, from world-atlas (Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/borders.py package/countries-10m.json

In: TopoJSON of countries at 1:10 million. Out: ``src/sayso/publish/data/borders.json.gz`` with closed rings of land,
lines between states and lines in dispute, as integers in 1/500 degree, delta-coded (lon, lat). Where the source
draws who holds the ground and the UN General Assembly recognises another border, the latter is drawn: Crimea is
Ukraine's (resolution 68/262), northern Cyprus Cyprus's (37/253), Somaliland Somalia's, the Golan Heights Syria's
(36/226; the line of 1967 by hand, to about 2 km). Dashed as in dispute are Serbia's line with Kosovo (64/298) and
the north of Western Sahara (34/37). Other lines, Kashmir's among them, are the source's.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

GOAL = Path(__file__).parents[1] / "src" / "sayso" / "publish" / "data" / "borders.json.gz"
UNIT = 500  # parts of a degree: 220 m, half of what the source resolves
TOLERANCE = 0.006  # degrees; 670 m, a stroke's width on a map of 400 km
SMALLEST = 0.02  # degrees; smaller islands are left out
MERGED = {
    "N. Cyprus": "Cyprus", "Cyprus U.N. Buffer Zone": "Cyprus", "Akrotiri": "Cyprus", "Dhekelia": "Cyprus",
    "Somaliland": "Somalia", "Siachen Glacier": "India", "Baikonur": "Kazakhstan", "USNB Guantanamo Bay": "Cuba",
    "Hong Kong": "China", "Macao": "China",
}  # fmt: skip
DISPUTED = (frozenset({"Serbia", "Kosovo"}),)
NOT_DRAWN = (frozenset({"Israel", "Syria"}), frozenset({"Morocco", "W. Sahara"}))
GOLAN = [
    (35.62, 33.25), (35.64, 33.22), (35.65, 33.15), (35.64, 33.08), (35.63, 33.01), (35.63, 32.95), (35.62, 32.89),
    (35.645, 32.85), (35.65, 32.8), (35.65, 32.74), (35.66, 32.69),
]  # fmt: skip
WESTERN_SAHARA = [(-13.17, 27.667), (-8.667, 27.667)]
SIMFEROPOL = (34.1, 44.95)

Point = tuple[float, float]


def main(source: Path) -> None:
    """Writes the outline from world-atlas's file and says how large it is."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    arcs = [thinned(line) for line in unpacked(atlas)]
    owners = owners_of(atlas["objects"]["countries"]["geometries"], arcs)
    rings = [ring for ring in rings_of(atlas["objects"]["land"]["geometries"], arcs) if large(ring)]
    lines = {frozenset(names): [] for names in owners.values()}  # type: dict[frozenset[str], list[int]]
    for arc, names in owners.items():
        lines[frozenset(names)].append(arc)
    plain = [names for names in lines if len(names) > 1 and names not in (*DISPUTED, *NOT_DRAWN)]
    borders = [*(arcs[arc] for names in plain for arc in lines[names]), GOLAN]
    disputed = [*(arcs[arc] for names in DISPUTED for arc in lines[names]), WESTERN_SAHARA]
    found = {
        "source": "Natural Earth (public domain) by way of world-atlas 2.0.2; borders as the UN General Assembly",
        "unit": UNIT,
        "land": sorted(map(coded, rings)),
        "borders": sorted(map(coded, borders)),
        "disputed": sorted(map(coded, disputed)),
    }
    GOAL.parent.mkdir(exist_ok=True)
    packed = json.dumps(found, separators=(",", ":")).encode()
    GOAL.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{GOAL.name}: {GOAL.stat().st_size / 1000:.0f} kB, {len(rings)} rings, {len(borders)} lines")


def unpacked(atlas: dict[str, Any]) -> Iterable[list[Point]]:
    """The arcs in degrees (lon, lat)."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield line


def owners_of(countries: Sequence[dict[str, Any]], arcs: Sequence[Sequence[Point]]) -> dict[int, set[str]]:
    """For each arc the states on its sides."""
    owners: dict[int, set[str]] = defaultdict(set)
    for country in countries:
        name = country["properties"]["name"]
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            state = MERGED.get(name, name)
            if name == "Russia" and within(SIMFEROPOL, joined(polygon[0], arcs)):
                state = "Ukraine"
            for ring in polygon:
                for arc in ring:
                    owners[arc if arc >= 0 else ~arc].add(state)
    return owners


def rings_of(geometries: Sequence[dict[str, Any]], arcs: Sequence[Sequence[Point]]) -> Iterable[list[Point]]:
    """Every ring of the land, inland seas (the Caspian) among them; filled by the even-odd rule."""
    for shape in geometries:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            yield from (joined(ring, arcs) for ring in polygon)


def joined(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring's arcs in order; a negative number is an arc backwards."""
    points: list[Point] = []
    for arc in ring:
        line = list(arcs[arc]) if arc >= 0 else list(reversed(arcs[~arc]))
        points += line[1:] if points else line
    return points


def within(point: Point, ring: Sequence[Point]) -> bool:
    """Whether the point lies inside the ring, by the number of sides that a ray crosses."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def thinned(line: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker 1973, without recursion; both ends stay, so that rings still close."""
    keep = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, where = max(((off(line[k], line[first], line[last]), k) for k in range(first + 1, last)), default=(0, 0))
        if far > TOLERANCE:
            keep.add(where)
            open_parts += [(first, where), (where, last)]
    return [line[k] for k in sorted(keep)]


def off(point: Point, start: Point, end: Point) -> float:
    """Degrees from a point to a segment."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
    dx, dy = ax + along * (bx - ax) - x, ay + along * (by - ay) - y
    return float((dx * dx + dy * dy) ** 0.5)


def large(ring: Sequence[Point]) -> bool:
    """Whether a ring can be seen on a map of one region."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys)) > SMALLEST and len(ring) > 3


def coded(line: Sequence[Point]) -> list[int]:
    """lon, lat of the first point and then the steps, in units."""
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    return [n for pair in (whole[0], *(step for step in steps if step != (0, 0))) for n in pair]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        raise SystemExit("give countries-10m.json of world-atlas\nsee the first lines of this file")
    main(Path(sys.argv[1]))
