"""A ZIP archive to the documents in its members, in the order of their names.

A Word file is one too, and is read as what it is. Members are read where they lie: nothing is unpacked to disk, so
no name can lead anywhere; names only make paths, ``FILE/NAME``, and links are passed over. What an archive may hold is
bounded in number, size, ratio and depth; what is over a bound, locked or damaged is left out with an issue, and costs
nothing else.
"""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sayso.ingest.ingested import MAX_PACKED, Given, Ingested, Inner, issue, refused, unreadable
from sayso.ingest.media import BINARY, WORD, ZIP
from sayso.ingest.wordfile import is_word

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_MEMBERS = 100_000
MOST_UNPACKED = 4_000_000_000  # bytes of all members together
# Text packs 3 to 10 times, an HTML page that repeats its navigation 20; 200 is a bomb (deflate's own limit is 1032).
MOST_RATIO = 200
_SMALL = 1_000_000  # bytes; below, no ratio does harm
_SMALL_TOTAL = 50_000_000  # bytes of all members; below, no sharing does harm
_IN_MEMORY = 32 << 20
_UNPACK = "Unpack it with care and add the files themselves."
_SAVE_AS = "Save it as DOCX or PDF and add that."
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def ingest_zip(stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of an archive, member by member."""
    searchable = _searchable(stream)
    try:
        with zipfile.ZipFile(searchable) as archive:  # which leaves the stream under it open
            yield from _members(archive, searchable, path, given, inner)
    except _DAMAGE as fault:
        what = f"The archive is damaged ({type(fault).__name__})."
        yield refused(path, ZIP, issue(what, "Fetch it again."))


def _searchable(stream: IO[bytes]) -> IO[bytes]:
    """The stream, or a copy of it that can be searched: an archive is read from its end."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it goes with its last reader
    left = MOST_UNPACKED
    while left > 0 and (data := stream.read(1 << 20)):
        left -= len(data)
        copy.write(data)
    copy.seek(0)
    return copy


def _members(archive: zipfile.ZipFile, stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    infos = sorted(
        (info for info in archive.infolist() if not info.filename.endswith("/")), key=lambda info: info.filename
    )
    if is_word([info.filename for info in infos]):
        stream.seek(0)
        yield from inner(io.BytesIO(stream.read(MAX_PACKED + 1)), path, given, WORD)
        return
    if other := _other_kind({info.filename for info in infos}):
        stream.seek(0)
        whole = stream.read() if _size(stream) <= MAX_PACKED else b""
        yield refused(path, ZIP, issue(f"It is {other}, which is not read here.", _SAVE_AS), original=whole)
        return
    if not infos:
        yield refused(path, ZIP, issue("The archive is empty.", "Check that it was written to its end."))
    left = min(MOST_UNPACKED, max(_SMALL_TOTAL, MOST_RATIO * _size(stream) // 2))  # members may share their bytes
    for info in infos[:MOST_MEMBERS]:
        place = f"{path}/{_name(info)}"
        if _is_hidden(_name(info)) or stat.S_ISLNK(info.external_attr >> 16):
            continue
        if refusal := _over_a_bound(info, left):
            yield refused(place, BINARY, issue(refusal, _UNPACK))
            continue
        left -= info.file_size
        yield from _member(archive, info, place, given, inner)
    if len(infos) > MOST_MEMBERS:
        what = f"The archive has {len(infos):,} members; only the first {MOST_MEMBERS:,} were read."
        yield refused(path, ZIP, issue(what, "Divide it."))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, given: Given, inner: Inner
) -> Iterator[Ingested]:
    try:
        with archive.open(info) as member:
            # Never more than it says it holds: a member that lies is cut off, and found out by its checksum.
            yield from inner(io.BufferedReader(_Bounded(member, info.file_size)), place, given, None)
    except RuntimeError:
        yield refused(place, BINARY, issue("It is locked by a password.", _UNPACK))
    except NotImplementedError:
        yield refused(place, BINARY, issue("It is packed by a method that is not read here.", _UNPACK))
    except zipfile.BadZipFile as fault:
        yield refused(place, BINARY, issue(f"It is damaged ({fault}).", "Fetch the archive again."))
    except (OSError, EOFError, zlib.error, ValueError) as fault:
        yield refused(place, BINARY, unreadable(fault))


def _other_kind(names: set[str]) -> str | None:
    """What an archive is that is one file to its owner, and no pile of files; None for a pile."""
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        return "an OpenDocument file"
    if "mimetype" in names and "META-INF/container.xml" in names:
        return "an e-book"
    return "an Office file of tables or slides" if "[Content_Types].xml" in names else None


def _over_a_bound(info: zipfile.ZipInfo, left: int) -> str | None:
    """What a member has too much of, in words; None for one that may be read."""
    if info.file_size > left:
        return "The archive unpacks to too much."
    if info.file_size > _SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
        return f"It unpacks to more than {MOST_RATIO} times its size, as what is made to do harm."
    return None


def _size(stream: IO[bytes]) -> int:
    at = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(at)
    return size


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name without what would lead elsewhere: roots, drives, ``..``."""
    parts = info.filename.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":")) or "unnamed"


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[-1].startswith(".") or "__MACOSX" in parts


class _Bounded(io.RawIOBase):
    """At most so many bytes of a stream."""

    def __init__(self, stream: IO[bytes], left: int) -> None:
        self._stream = stream
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self._stream.read(min(len(view), self._left))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)
