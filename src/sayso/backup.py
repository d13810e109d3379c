"""A desk in one file, and a desk made of it again.

The file is a ZIP of ``desk.toml``, the store as SQLite packs it (VACUUM INTO), the desk's own borders where it has
some, and ``SHA256SUMS`` of them: what unpacks ZIP and counts SHA-256 can read it without Sayso. It gets its name once
it is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import IO

from sayso.desk import Desk, is_desk, settings_file, store_file
from sayso.errors import DeskError

_SUMS = "SHA256SUMS"
_SETTINGS, _STORE = settings_file("").as_posix(), store_file("").as_posix()  # their names in the desk and in a backup
_AT_ONCE = 1 << 20  # bytes
_LEVEL = 1  # what the store keeps is packed already; its indexes shrink to half at any level


def back_up(folder: str | os.PathLike[str], file: str | os.PathLike[str]) -> int:
    """Keep the desk in ``folder`` as it is now in ``file``, in place of an earlier backup; how many bytes that takes.

    Others may go on adding. Raises DeskError where the desk is damaged, ``file`` is something else than a backup, or
    there is no room.
    """
    made = Path(file)
    if made.exists() and not is_backup(made):
        raise DeskError(f"{made} is there already and is no backup", "give another name")
    with Desk.open(folder) as desk, _beside(made) as aside:
        copied, whole = aside / "store", aside / "backup"
        desk.store.copy(copied)
        _pack(whole, {_SETTINGS: settings_file(folder), _STORE: copied, **_borders(desk, folder)})
        whole.replace(made)
        return made.stat().st_size


def restore(file: str | os.PathLike[str], folder: str | os.PathLike[str]) -> None:
    """Make the desk of a backup again, in a folder that is no desk. A kill leaves the whole desk or none.

    Raises DeskError where the folder is a desk, or the file is no backup or was changed.
    """
    made = Path(folder)
    if is_desk(made):
        raise DeskError(f"{made} is a desk already", "give another folder; nothing is written over")
    with _opened(Path(file)) as packed, _beside(settings_file(made)) as aside:
        sums = _sums(packed)
        last = _SETTINGS  # with its settings the folder is a desk
        names = (*sorted({*sums, _STORE} - {last}), last)
        for name in names:
            if (made / name).exists():
                raise DeskError(f"{made / name} is there already", "give another folder; nothing is written over")
            if _unpack(packed, name, aside / name) != sums.get(name):
                raise DeskError(f"{file}: {name} is not what was backed up", "take an earlier backup")
        for name in names:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).replace(made / name)


def is_backup(file: Path) -> bool:
    """Whether a file is what `back_up` makes, by its table of contents."""
    try:
        with zipfile.ZipFile(file) as packed:
            return _SUMS in packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _borders(desk: Desk, folder: str | os.PathLike[str]) -> dict[str, Path]:
    """The file of the desk's own borders by its name in the desk; nothing where it has none, or has them elsewhere."""
    if desk.settings.map is None:
        return {}
    file, whole = Path(desk.settings.map.borders).resolve(), Path(folder).resolve()
    return {file.relative_to(whole).as_posix(): file} if file.is_file() and file.is_relative_to(whole) else {}


@contextmanager
def _beside(made: Path) -> Iterator[Path]:
    """A folder beside what is being made, on the same disk, gone afterwards."""
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=f".{made.name}.unfinished-", dir=made.parent))
        try:
            yield aside
        finally:
            shutil.rmtree(aside)
    except OSError as fault:
        what = f"{fault.filename or made} cannot be written: {fault.strerror}"
        raise DeskError(what, "give a folder that you may write, on a disk with room") from fault


def _pack(whole: Path, parts: Mapping[str, Path]) -> None:
    sums: list[str] = []
    with whole.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
            for name, part in parts.items():
                with part.open("rb") as read, packed.open(name, "w", force_zip64=True) as written:
                    sums.append(f"{_copied(read, written)}  {name}\n")
            packed.writestr(_SUMS, "".join(sums))
        file.flush()
        os.fsync(file.fileno())


def _unpack(packed: zipfile.ZipFile, name: str, part: Path) -> str | None:
    """Unpack one part and return its SHA-256; None where it is missing or damaged."""
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        with packed.open(name) as read, part.open("wb") as written:
            digest = _copied(read, written)
            written.flush()
            os.fsync(written.fileno())
            return digest
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError):
        return None


def _copied(read: IO[bytes], written: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while data := read.read(_AT_ONCE):
        digest.update(data)
        written.write(data)
    return digest.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(file)
    except zipfile.BadZipFile as fault:
        raise DeskError(f"{file} is no backup, or only a part of one", "take another backup") from fault
    except OSError as fault:
        raise DeskError(f"{file} cannot be read: {fault.strerror}", "give the file of a backup") from fault
    with packed:
        yield packed


def _sums(packed: zipfile.ZipFile) -> dict[str, str]:
    """The hash of each part by its name, as it was when it was backed up."""
    try:
        lines = packed.read(_SUMS).decode().splitlines()
    except (KeyError, zipfile.BadZipFile, zlib.error, UnicodeDecodeError) as fault:
        raise DeskError(f"{packed.filename} is no backup, or was changed", "take another backup") from fault
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in sums):
        raise DeskError(f"{packed.filename} was changed: it would write outside its folder", "take another backup")
    return sums
