"""Values to compressed JSON and back, and the hash under which original bytes are kept.

zlib at level 6, of the standard library: zstd packs a little tighter and would cost a dependency on Python
before 3.14.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TypeVar

import msgspec

from sayso.errors import DeskError

Value = TypeVar("Value")


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def pack(value: object) -> bytes:
    """``value`` as compressed JSON, the same bytes for the same value."""
    return press(msgspec.json.encode(value))


def unpack(packed: bytes, kind: type[Value]) -> Value:
    """What `pack` was given. Raises DeskError when the bytes are damaged."""
    try:
        return msgspec.json.decode(unpress(packed), type=kind)
    except msgspec.DecodeError as fault:
        raise DeskError(f"the desk's store holds a damaged {kind.__name__}: {fault}", _RESTORE) from fault


def press(data: bytes) -> bytes:
    """``data`` compressed."""
    return zlib.compress(data, 6)


def unpress(packed: bytes) -> bytes:
    """What `press` was given. Raises DeskError when the bytes are damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error as fault:
        raise DeskError(f"the desk's store is damaged: {fault}", _RESTORE) from fault


_RESTORE = "restore the desk from a backup, or make a new one and add the articles again"
