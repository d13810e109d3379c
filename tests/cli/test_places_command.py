"""`sayso places add`: a GeoNames country dump as it is downloaded, and what readings then know."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Run

from sayso.model import Document
from sayso.read import ReadSettings, read
from sayso.read.places.cache import main_list, opened, prepare

# Columns of GeoNames' "geoname" table (its readme.txt): id, name, ascii name, other names, latitude, longitude,
# class, code, country, cc2, admin1 to admin4, population, elevation, dem, timezone, modified.
VILLAGE = (
    "99000001 Hlybokodolivka Hlybokodolivka Глибокодолівка,Glubokodolovka 48.125 37.75 P PPL UA - 05 - - - 120 - 101 "
)
GONE = "99000002 Pereshchepyntsi Pereshchepyntsi - 48.5 37.5 P PPLH UA - 05 - - - 0 - 90 "
TEXT = "OSTRELL, 3 May 2031 - Shells fell near Hlybokodolivka, in Ukraine, and near Pereshchepyntsi, officials said."


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache folder of our own with the main list in it, so that nothing is added to the user's."""
    main = prepare()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    main_list().parent.mkdir(parents=True)
    shutil.copy(main, main_list())
    opened.cache_clear()
    yield
    opened.cache_clear()


def zipped(folder: Path, *rows: str) -> Path:
    dump = folder / "UA.zip"
    lines = [
        "\t".join("" if cell == "-" else cell for cell in f"{row}Europe/Kyiv 2031-01-01".split(" ")) for row in rows
    ]
    with zipfile.ZipFile(dump, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "GeoNames Gazetteer extract files")
        archive.writestr("UA.txt", "\n".join(lines) + "\n")
    return dump


def point(name: str) -> tuple[float | None, float | None] | None:
    """Where a reading puts the place of this name; None where it finds none."""
    reading = read(Document(id="d", text=TEXT), ReadSettings(tier="grammar"))
    return next(((p.lat, p.lon) for p in reading.places if TEXT[p.start : p.end] == name), None)


@pytest.mark.usefixtures("cache")
def test_an_added_dump_puts_its_villages_on_the_map(run: Run, tmp_path: Path) -> None:
    assert point("Hlybokodolivka") in (None, (None, None))
    ran = run("places", "add", zipped(tmp_path, VILLAGE, GONE))
    assert (ran.code, ran.out.strip()) == (0, "Added the places of UA.zip.")
    assert point("Hlybokodolivka") == (48.125, 37.75)


@pytest.mark.usefixtures("cache")
def test_what_is_there_no_more_is_not_added(run: Run, tmp_path: Path) -> None:
    run("places", "add", zipped(tmp_path, VILLAGE, GONE))
    assert point("Pereshchepyntsi") in (None, (None, None))


@pytest.mark.usefixtures("cache")
def test_the_same_country_again_takes_the_old_ones_place(run: Run, tmp_path: Path) -> None:
    run("places", "add", zipped(tmp_path, VILLAGE))
    run("places", "add", zipped(tmp_path, VILLAGE.replace("48.125", "49.5")))
    assert point("Hlybokodolivka") == (49.5, 37.75)


@pytest.mark.usefixtures("cache")
def test_a_zip_of_something_else_is_refused_in_two_lines(run: Run, tmp_path: Path) -> None:
    dump = tmp_path / "UA.zip"
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("other.txt", "no places")
    ran = run("places", "add", dump)
    assert ran.code == 1
    assert ran.err.strip().splitlines()[-2:] == [
        f"sayso: {dump} is no GeoNames country dump",
        "give a file such as UA.zip from GeoNames' export",
    ]
