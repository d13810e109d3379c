"""Compiles entries into one compact file that `gazetteer` maps into memory.

The file: a header of eight 64-bit numbers, then the sorted 64-bit keys of all names, for each key where
its places start in the postings, the postings (place number x 4 + rank of the name), the place records,
and the names in UTF-8. It is written beside its goal and renamed, so two processes that build it at once
cannot spoil it.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from sayso.model import PlaceKind
from sayso.read.places.folding import digest, fold, skeleton
from sayso.read.places.sources import Entry

MAGIC = 0x5341_5953_4F50_4C43
FORMAT = 8
PLACE = np.dtype(
    [
        ("geonameid", "<u4"), ("lat", "<f4"), ("lon", "<f4"), ("weight", "<u4"), ("country", "S2"),
        ("admin1", "S8"),
        ("kind", "u1"), ("level", "u1"), ("name", "<u4"), ("length", "<u2"),
    ]
)  # fmt: skip
KINDS: tuple[PlaceKind, ...] = ("settlement", "region", "country", "feature", "facility")
OWN, ALTERNATE, SKELETON = 0, 1, 2  # how a place comes by a name
# Romanised by different rules from text to text: Cyrillic countries and their neighbours.
_SLAVIC = frozenset({"UA", "RU", "BY", "MD", "BG", "RS", "MK", "KZ", "GE"})


class _Build:
    """Grows the columns of the file entry by entry; arrays, so that a million names stay small."""

    def __init__(self) -> None:
        self.keys, self.postings = array("Q"), array("I")
        self.records: list[tuple[object, ...]] = []
        self.names = bytearray()

    def add(self, entry: Entry) -> None:
        number, name = len(self.records), entry.names[0].encode()
        self.records.append(
            (
                entry.geonameid, entry.lat, entry.lon, min(entry.weight, 2**32 - 1), entry.country.encode(),
                entry.admin1.encode()[:8], KINDS.index(entry.kind), entry.level, len(self.names), len(name),
            )
        )  # fmt: skip
        self.names += name
        for key, rank in _keys(entry).items():
            self.keys.append(digest(key))
            self.postings.append(number * 4 + rank)


def _keys(entry: Entry) -> dict[str, int]:
    slavic = entry.country in _SLAVIC and entry.kind == "settlement"
    keys = dict.fromkeys(filter(None, map(fold, entry.names[: entry.own])), OWN)
    alike = {skeleton(key) for key in keys} if slavic else set()
    for alias in entry.names[entry.own :]:
        if key := fold(alias):
            keys.setdefault(key, OWN if slavic and skeleton(key) in alike else ALTERNATE)
    if slavic:
        for key in [key for key in keys if key.isascii() and len(key) > 4]:
            keys.setdefault(skeleton(key), SKELETON)
    return keys


def write(entries: Iterable[Entry], goal: Path) -> None:
    """Compiles ``entries`` into the file ``goal``, whole or not at all."""
    build = _Build()
    for entry in entries:
        build.add(entry)
    parts = _columns(build)
    sizes = [len(part) for part in parts]
    header = np.array([MAGIC, FORMAT, *sizes, 0, 0][:8], dtype="<u8")
    goal.parent.mkdir(parents=True, exist_ok=True)
    _replace(goal, lambda out: [out(header.tobytes()), *(out(part.tobytes()) for part in parts)])


def _columns(build: _Build) -> list[np.ndarray[tuple[int], np.dtype[np.generic]]]:
    keys = np.frombuffer(build.keys, dtype="<u8")
    postings = np.frombuffer(build.postings, dtype="<u4")
    order = np.lexsort((postings, keys))
    keys, postings = keys[order], postings[order]
    unique, starts = np.unique(keys, return_index=True)
    bounds = np.append(starts, len(keys)).astype("<u4")
    records = np.array(build.records, dtype=PLACE)
    return [unique, bounds, postings.copy(), records, np.frombuffer(bytes(build.names), dtype="u1")]


def _replace(goal: Path, fill: Callable[[Callable[[bytes], int]], object]) -> None:
    handle, temporary = tempfile.mkstemp(dir=goal.parent, prefix=f".{goal.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            fill(out.write)
        Path(temporary).replace(goal)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
