"""Values between two processes of ours over pipes: a length, then the value pickled.

Only this server's own child is spoken to, so nothing of what a stranger sent is ever unpickled as it came.
"""

from __future__ import annotations

import pickle
import struct
from asyncio import StreamReader
from typing import IO, Any

_LENGTH = struct.Struct("!Q")


def packed(value: object) -> bytes:
    """One value as it is written."""
    data = pickle.dumps(value)
    return _LENGTH.pack(len(data)) + data


def send(stream: IO[bytes], value: object) -> None:
    """Write one value. Raises OSError where the other side is gone."""
    stream.write(packed(value))
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - the two sides agree on what they say
    """Read one value. Raises EOFError where the other side is gone."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))


async def heard(stream: StreamReader) -> Any:  # noqa: ANN401 - as above
    """Read one value without holding up others. Raises EOFError where the other side is gone."""
    (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    return pickle.loads(await stream.readexactly(length))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the other side is gone")
    return data
