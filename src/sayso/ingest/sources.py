"""Where documents lie: a file, a folder (all of it, sorted, hidden files left out) or standard input.

This is the edge: the only module of `ingest` that touches the file system.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD_INPUT = "-"


def files_in(path: str) -> Iterator[str]:
    """The files that a path stands for, in an order that is the same everywhere.

    Folders below are followed, links to folders are not (they may run in circles). A folder that cannot be
    listed or holds nothing is given itself, so that opening it says why.
    """
    if path == STANDARD_INPUT or not Path(path).is_dir():
        yield path
        return
    unread: list[str] = []
    empty = True
    for folder, folders, files in os.walk(path, onerror=lambda error: unread.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            yield str(Path(folder, name))
    yield from unread or ([path] if empty else ())


def open_bytes(path: str) -> IO[bytes]:
    """The bytes at a path; the caller closes it. Raises OSError."""
    return sys.stdin.buffer if path == STANDARD_INPUT else Path(path).open("rb")


def is_stream(path: str) -> bool:
    """Whether the path is a pipe, a socket or a device, which may never end. Raises OSError."""
    mode = Path(path).stat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def shown(path: str) -> str:
    """The path as text that can be printed and stored, whatever bytes the file system has in it."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def rejoined(head: bytes, rest: IO[bytes]) -> IO[bytes]:
    """A stream whose first bytes were read to see what it is, put back in front of the rest."""
    return io.BufferedReader(_Rejoined(head, rest))


class _Rejoined(io.RawIOBase):
    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
