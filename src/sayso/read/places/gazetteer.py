"""The compiled list of places, mapped into memory: names in, senses out.

In: a file that `compile` wrote. Out: for each key the ``Sense``s that the name has. Opening reads a header
of 64 bytes; pages come in as they are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from sayso.errors import SettingsError
from sayso.model import PlaceKind
from sayso.read.places.compile import FORMAT, KINDS, MAGIC, PLACE
from sayso.read.places.folding import digest


class Sense(NamedTuple):
    """One place that a name may mean. ``rank``: 0 its own name, 1 another of its names, 2 a like spelling."""

    geonameid: int | None
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str
    lat: float
    lon: float
    weight: int
    level: int
    rank: int


_COLUMNS: tuple[np.dtype[Any], ...] = (np.dtype("<u8"), np.dtype("<u4"), np.dtype("<u4"), PLACE, np.dtype("u1"))


class Gazetteer:
    """One compiled file. Values that it returns are plain tuples, cached for names that come again."""

    def __init__(self, path: Path) -> None:
        self._data = np.asarray(np.memmap(path, dtype="u1", mode="r"))  # the subclass slows each look-up down
        header = self._data[:64].view("<u8") if len(self._data) >= 64 else np.zeros(8, dtype="<u8")
        if int(header[0]) != MAGIC or int(header[1]) != FORMAT:
            raise SettingsError(f"{path} is no list of places of this version", "delete it: it is compiled again")
        self._columns([int(n) for n in header[2:7]])
        self.senses = lru_cache(maxsize=20_000)(self._senses)

    def _columns(self, sizes: list[int]) -> None:
        columns: list[Any] = []
        at = 64
        for size, kind in zip(sizes, _COLUMNS, strict=True):
            length = size * kind.itemsize
            columns.append(self._data[at : at + length].view(kind))
            at += length
        self._keys, self._bounds, self._postings, self._places, self._names = columns

    def known(self, keys: Sequence[str]) -> list[bool]:
        """For each key whether any place has it; one search for all of them."""
        wanted = np.fromiter((digest(key) for key in keys), dtype="<u8", count=len(keys))
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = 0
        return cast("list[bool]", (self._keys[at] == wanted).tolist())

    def _senses(self, key: str) -> tuple[Sense, ...]:
        wanted = np.uint64(digest(key))
        at = int(np.searchsorted(self._keys, wanted))
        if at == len(self._keys) or self._keys[at] != wanted:
            return ()
        postings = self._postings[self._bounds[at] : self._bounds[at + 1]]
        return tuple(self._sense(int(posting)) for posting in postings)

    def _sense(self, posting: int) -> Sense:
        row = self._places[posting >> 2]
        start = int(row["name"])
        name = bytes(self._names[start : start + int(row["length"])]).decode()
        country = row["country"].decode() or None
        point = round(float(row["lat"]), 5), round(float(row["lon"]), 5)
        weight, level, rank = int(row["weight"]), int(row["level"]), posting & 3
        kind = KINDS[row["kind"]]
        number = int(row["geonameid"]) or None
        return Sense(number, name, kind, country, row["admin1"].decode(), *point, weight, level, rank)
