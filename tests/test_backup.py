"""A desk in one file, and a desk made of it again."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from pathlib import Path

import pytest

from sayso.backup import back_up, restore
from sayso.desk import Desk
from sayso.errors import DeskError, NotADesk
from sayso.ingest import Given
from sayso.pipeline import add
from sayso.pipeline.examining import examine
from sayso.store import documents

WORDS = 'Ferry {0} delayed\n\nHarbour master Olena Haidai said on 3 March that "ferry {0} is late".\n'


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(WORDS.format(number), encoding="utf-8")
    return folder


@pytest.fixture
def folder(pile: Path, tmp_path: Path) -> Path:
    with Desk.create(tmp_path / "desk") as desk:
        add(desk, [str(path) for path in sorted(pile.iterdir())[:3]], Given())
    return tmp_path / "desk"


def kept(folder: Path) -> list[str]:
    with Desk.open(folder) as desk, desk.store.reading() as connection:
        return [document.id for document in documents.every(connection)]


def test_a_desk_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    size = back_up(folder, tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", tmp_path / "again")
    assert size == (tmp_path / "kept.zip").stat().st_size
    assert kept(tmp_path / "again") == kept(folder)
    assert (tmp_path / "again" / "desk.toml").read_bytes() == (folder / "desk.toml").read_bytes()
    assert list(examine(tmp_path / "again")) == []
    assert list(tmp_path.rglob(".*unfinished*")) == []


def test_the_hashes_inside_are_those_of_the_parts(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as packed:
        lines = packed.read("SHA256SUMS").decode().splitlines()
        assert len(lines) == 2
        for line in lines:
            digest, _, name = line.partition("  ")
            assert hashlib.sha256(packed.read(name)).hexdigest() == digest


def test_a_backup_while_another_adds_is_one_moment_of_the_desk(folder: Path, pile: Path, tmp_path: Path) -> None:
    before = kept(folder)
    with Desk.open(folder) as desk:
        adding = threading.Thread(target=add, args=(desk, [str(pile)], Given()))
        adding.start()
        for number in range(3):
            back_up(folder, tmp_path / f"{number}.zip")
        adding.join()
    after = kept(folder)
    assert len(after) == 12
    for number in range(3):
        restore(tmp_path / f"{number}.zip", tmp_path / f"desk{number}")
        found = kept(tmp_path / f"desk{number}")
        assert found == after[: len(found)]
        assert len(found) >= len(before)
        assert list(examine(tmp_path / f"desk{number}")) == []


def test_a_later_backup_takes_the_place_of_an_earlier_one(folder: Path, pile: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kept.zip")
    with Desk.open(folder) as desk:
        add(desk, [str(pile)], Given())
    back_up(folder, tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", tmp_path / "again")
    assert len(kept(tmp_path / "again")) == 12


def test_the_borders_of_the_desk_itself_come_along(folder: Path, tmp_path: Path) -> None:
    (folder / "maps").mkdir()
    (folder / "maps" / "ours.geojson").write_bytes(b'{"type": "FeatureCollection", "features": []}')
    with (folder / "desk.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[map]\nborders = "maps/ours.geojson"\ncredit = "us"\n')
    back_up(folder, tmp_path / "kept.zip")
    restore(tmp_path / "kept.zip", tmp_path / "again")
    found = tmp_path / "again" / "maps" / "ours.geojson"
    assert found.read_bytes() == (folder / "maps" / "ours.geojson").read_bytes()


@pytest.mark.parametrize("name", ["../outside", "/tmp/sayso-outside", "a/../../outside"])
def test_nothing_is_written_outside_the_folder(folder: Path, tmp_path: Path, name: str) -> None:
    back_up(folder, tmp_path / "kept.zip")
    digest = hashlib.sha256(b"bad").hexdigest()
    with zipfile.ZipFile(tmp_path / "kept.zip") as packed, zipfile.ZipFile(tmp_path / "bad.zip", "w") as other:
        for part in packed.namelist():
            added = f"{digest}  {name}\n".encode() if part == "SHA256SUMS" else b""
            other.writestr(part, packed.read(part) + added)
        other.writestr(name, b"bad")
    with pytest.raises(DeskError, match="outside its folder"):
        restore(tmp_path / "bad.zip", tmp_path / "again")
    assert not (tmp_path / "outside").exists()


def test_another_file_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(DeskError, match="is no backup"):
        back_up(folder, tmp_path / "thesis.docx")
    assert (tmp_path / "thesis.docx").read_bytes() == b"years of work"


def test_a_desk_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kept.zip")
    with pytest.raises(DeskError, match="is a desk already"):
        restore(tmp_path / "kept.zip", folder)


def test_the_store_of_a_desk_that_lost_its_settings_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kept.zip")
    (folder / "desk.toml").unlink()
    with pytest.raises(DeskError, match="is there already"):
        restore(tmp_path / "kept.zip", folder)


def test_every_changed_byte_is_refused_or_changes_nothing(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kept.zip")
    data = (tmp_path / "kept.zip").read_bytes()
    refused = 0
    for place in range(0, len(data), len(data) // 60):
        (tmp_path / "bad.zip").write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        made = tmp_path / f"again{place}"
        try:
            restore(tmp_path / "bad.zip", made)
        except DeskError:
            refused += 1
            assert not (made / "desk.toml").exists()
        else:
            assert kept(made) == kept(folder)
    assert refused > 50


def test_a_part_exchanged_with_its_checksum_is_refused(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as packed, zipfile.ZipFile(tmp_path / "bad.zip", "w") as other:
        for name in packed.namelist():
            other.writestr(name, packed.read(name).replace(b"name =", b"name=="))
    with pytest.raises(DeskError, match="not what was backed up"):
        restore(tmp_path / "bad.zip", tmp_path / "again")
    assert not (tmp_path / "again" / "desk.toml").exists()


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "kept.zip").write_bytes(data)
    with pytest.raises(DeskError, match="no backup"):
        restore(tmp_path / "kept.zip", tmp_path / "again")


def test_a_desk_that_is_none_and_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotADesk):
        back_up(tmp_path, tmp_path / "kept.zip")
    with pytest.raises(DeskError, match="cannot be read"):
        restore(tmp_path / "missing.zip", tmp_path / "again")


def test_a_folder_that_may_not_be_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeskError, match="cannot be written"):
        back_up(folder, tmp_path / "file" / "kept.zip")
