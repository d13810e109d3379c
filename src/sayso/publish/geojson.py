"""Changes on the ground as GeoJSON (RFC 7946): for a map program, each with who says so and the words cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from sayso.model import GroundChange, Line


def geojson(title: str, changes: Sequence[GroundChange], lines: Iterable[Line]) -> bytes:
    """A FeatureCollection, one Feature for each row of a ledger, WGS 84, longitude first.

    A place that was not found has no geometry, as the standard allows: it is not put anywhere. ``lines`` give the
    citations of the rows that they carry.
    """
    by_id = {line.id: line for line in lines}
    features = [_feature(number, change, by_id.get(change.line)) for number, change in enumerate(changes, 1)]
    collection = {"type": "FeatureCollection", "title": title, "features": features}
    return msgspec.json.format(msgspec.json.encode(collection), indent=2) + b"\n"


def _feature(number: int, change: GroundChange, line: Line | None) -> dict[str, Any]:
    found = change.lat is not None and change.lon is not None
    said = msgspec.to_builtins(change)
    properties = {key: said[key] for key in said if key not in ("lat", "lon")}
    properties["text"] = line.text if line else None
    properties["citations"] = msgspec.to_builtins(line.citations) if line else []
    geometry = {"type": "Point", "coordinates": [change.lon, change.lat]} if found else None
    return {"type": "Feature", "id": number, "geometry": geometry, "properties": properties}
