"""Changes to valid inputs: of bytes, of pieces, of the numbers and marks that formats live by."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

MARKS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"\n\n", b'"', b"\\", b"{", b"}", b"[", b"]", b"<", b"</p>",
    b"<!--", b"<p>", b"<div>", b"&#x110000;", b"%%EOF", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"Content-Length: 99999999999\r\n", b"From a@x Fri Nov  1 18:00:00 2024\n", b"--x\n", b"Source: ISW\n\n",
    "“".encode(), "”".encode(), "«".encode(), "’".encode(), "\u202e".encode(), "\U0001f600".encode(), "Ж".encode(),
    b"``", b"''", b" said ", b" according to ", b" that ",
    b"Monday", b"31 February", b"24:61", b"1e999", b"-0", b"0" * 40, b"Mr. ",
)  # fmt: skip
NUMBER = re.compile(rb"\d+")
LONGEST = 100_000  # bytes: what the 2 seconds are for


def mutated(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """A seed with one to eight changes."""
    data = chance.choice(seeds)
    for _ in range(min(chance.randint(1, 8), chance.randint(1, 8))):
        data = chance.choice(_CHANGES)(chance, data, seeds)
    return data[:LONGEST]


def _flip(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    if not data:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _end(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _twice(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _span(chance, data)
    return data[:end] + data[start:end] + data[end:]


def _swap(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _span(chance, data)
    at = chance.randint(0, start)
    return data[:at] + data[start:end] + data[at:start] + data[end:]


def _splice(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    other = chance.choice(seeds)
    start, end = _span(chance, other)
    at = chance.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _mark(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(MARKS) + data[at:]


def _number(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    found = list(NUMBER.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    value = chance.choice((b"0", b"-1", b"1", b"4294967296", b"9" * 30, b"%d" % chance.randrange(10**6)))
    return data[: match.start()] + value + data[match.end() :]


def _again(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """A piece many times over, once in a while up to the longest that is tried."""
    start, end = _span(chance, data)
    piece = data[start : min(end, start + 40)] or chance.choice(MARKS)
    most = LONGEST if chance.random() < 0.01 else 400
    return data[:start] + piece * chance.randint(2, max(2, most // len(piece))) + data[start:]


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(chance.expovariate(1 / 40)))


_CHANGES: tuple[Callable[[random.Random, bytes, Sequence[bytes]], bytes], ...] = (
    _flip, _cut, _end, _twice, _swap, _splice, _mark, _mark, _number, _again,
)  # fmt: skip
