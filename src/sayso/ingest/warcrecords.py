"""A WARC stream (ISO 28500), packed or not, cut into its records.

In: a stream. Out: its records in their order, each with the bytes that it is, and None in the place of damage. After
damage the next record is looked for by how one begins, so that no more is lost than what was damaged. At most one
record is held. (fastwarc gives up at the first damaged record, takes a cut archive for a whole one, and panics on
a stream that cannot be searched.)
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import IO

from msgspec import Struct

from sayso.ingest.ingested import MAX_PACKED

_READ = 1 << 20  # bytes at a time
_LONGEST_HEADER = 1 << 14  # bytes: addresses take the most, and 8,000 are more than any server heeds
_MOST_LOST = 1000  # records in a row: what goes on longer is no archive, and looking on would take for ever
_BEGINS = b"WARC/"
_RECORD_END = b"\r\n\r\n"
_NEXT = re.compile(rb"\nWARC/[01]\.\d")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+):[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.MULTILINE)
_PACKED = b"\x1f\x8b\x08"
_TRIED = 2048  # packed bytes: enough to see whether a record is in them


class Record(Struct, frozen=True):
    """A record: its bytes with the header (empty where it is larger than `MAX_PACKED`), its fields, its content."""

    whole: bytes
    fields: Mapping[str, str]
    content: bytes
    length: int


def records(stream: IO[bytes]) -> Iterator[Record | None]:
    """The records of a stream; None for damage."""
    reader = _Reader(_chunks(stream), _size(stream))
    lost = 0
    while lost < _MOST_LOST and not reader.at_end():
        record = reader.record()
        lost = 0 if record else lost + 1
        yield record


class _Reader:
    """What was read and not yet cut into records. ``None`` among the chunks says that some bytes are missing there."""

    def __init__(self, chunks: Iterator[bytes | None], size: int | None) -> None:
        self._chunks, self._size, self._taken = chunks, size, 0
        self._held = b""
        self._at = 0
        self._ended = False
        self._torn = False  # bytes are missing behind what is held

    def at_end(self) -> bool:
        """Whether nothing but line ends is left."""
        while True:
            while self._held[self._at : self._at + 1] in (b"\r", b"\n"):
                self._at += 1
            if self._at < len(self._held) or self._torn:
                return False
            if self._ended:
                return True
            self._more()

    def record(self) -> Record | None:
        """The next record; None, and what is held begins with the one after, where it is damaged."""
        header = self._header()
        if header is None:
            self._pass_damage(1)
            return None
        fields = {name.decode("ascii").lower(): _text(value) for name, value in _FIELD.findall(header)}
        length = fields.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            self._pass_damage(1)
            return None
        if int(length) > MAX_PACKED:
            if self._is_beyond(len(header) + int(length)):
                self._pass_damage(len(_BEGINS))
                return None
            passed = self._pass(len(header) + int(length))
            return Record(b"", fields, b"", int(length)) if passed else None
        size = len(header) + int(length)
        if not self._has(size) or not self._ends(size):
            self._pass_damage(len(_BEGINS))
            return None
        whole = self._held[self._at : self._at + size]
        self._at += size
        return Record(whole, fields, whole[len(header) :], int(length))

    def _header(self) -> bytes | None:
        while True:
            end = _HEADER_END.search(self._held, self._at, self._at + _LONGEST_HEADER)
            if end and not (end.end() == len(self._held) and end.group().count(b"\n") < 2):
                header = self._held[self._at : end.end()]
                return header if header.startswith(_BEGINS) else None
            if len(self._held) - self._at >= _LONGEST_HEADER or not self._more():
                return None

    def _is_beyond(self, size: int) -> bool:
        """Whether the stream is known to hold less than so many bytes more."""
        return self._size is not None and self._taken - (len(self._held) - self._at) + size > self._size

    def _has(self, size: int) -> bool:
        """Whether so many bytes can be held."""
        parts, length = [self._held[self._at :]], len(self._held) - self._at
        while length < size and not (self._torn or self._ended):
            part = self._chunk()
            parts.append(part)
            length += len(part)
        self._held, self._at = b"".join(parts), 0
        return length >= size

    def _ends(self, size: int) -> bool:
        """Whether a record ends behind so many bytes: if not, its length is damaged."""
        while True:
            rest = self._held[self._at + size : self._at + size + 64]
            if len(rest) >= len(_RECORD_END) + len(_BEGINS):
                return rest.startswith((_RECORD_END, _BEGINS)) or rest.lstrip(b"\r\n").startswith(_BEGINS)
            if not self._more():
                return not rest.strip(b"\r\n") or self._torn

    def _pass_damage(self, after: int) -> None:
        """Pass over what is damaged, to the next beginning of a record behind so many bytes."""
        start = self._at + after
        while True:
            if found := _NEXT.search(self._held, start - 1):
                self._at = found.start() + 1
                return
            if self._torn:  # what is missing is what was damaged
                self._held, self._at, self._torn = b"", 0, False
                return
            if self._ended:
                self._held, self._at = b"", 0
                return
            self._held, self._at, start = self._held[-len("\nWARC/1.0") :], 0, 1
            self._more()

    def _pass(self, size: int) -> bool:
        """Pass over so many bytes. Out: whether there were so many, for else the length was a lie."""
        left = size - (len(self._held) - self._at)
        if left < 0:
            self._at += size
            return True
        self._held, self._at = b"", 0
        while left > 0 and not (self._torn or self._ended):
            part = self._chunk()
            self._held = part[left:]
            left -= len(part)
        return left <= 0

    def _more(self) -> bool:
        """Read on; False where nothing more belongs to what is held."""
        if self._torn or self._ended:
            return False
        self._held, self._at = self._held[self._at :] + self._chunk(), 0
        return not (self._torn or self._ended)

    def _chunk(self) -> bytes:
        try:
            chunk = next(self._chunks)
        except StopIteration:
            self._ended = True
            return b""
        self._torn = chunk is None
        self._taken += len(chunk or b"")
        return chunk or b""


def _text(value: bytes) -> str:
    return " ".join(value.decode("utf-8", "replace").split())


def _size(stream: IO[bytes]) -> int | None:
    """How many bytes are left in a stream; None where only reading tells, as of what is packed."""
    if not stream.seekable():
        return None
    start = stream.tell()
    packed = stream.read(len(_PACKED)) == _PACKED
    end = stream.seek(0, io.SEEK_END)
    stream.seek(start)
    return None if packed else end - start


def _chunks(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The bytes of a stream, unpacked where they are packed; None where some could not be."""
    head = stream.read(_READ)
    if head.startswith(_PACKED[:2]):
        yield from _unpacked(stream, head)
        return
    while head:
        yield head
        head = stream.read(_READ)


def _unpacked(stream: IO[bytes], data: bytes) -> Iterator[bytes | None]:
    """Each packed part unpacked in turn (RFC 1952, 2.2); None for one that is damaged or cut off."""
    while data or (data := stream.read(_READ)):
        unpacking = zlib.decompressobj(31)
        try:
            while not unpacking.eof:
                if not data and not (data := stream.read(_READ)):
                    yield None  # cut off
                    return
                yield unpacking.decompress(data, _READ)
                data = unpacking.unconsumed_tail
            data = unpacking.unused_data
        except zlib.error:
            yield None
            data = _next_packed(stream, data[1:])
        while data.strip(b"\0") == b"" and (data := stream.read(_READ)):  # some tools fill up with zeros
            pass
        if len(data) < len(_PACKED):
            data += stream.read(_READ)


def _next_packed(stream: IO[bytes], data: bytes) -> bytes:
    """The bytes from the next packed record on; empty where there is none."""
    while True:
        at = data.find(_PACKED)
        while at >= 0:
            if len(data) - at < _TRIED:
                data += stream.read(_TRIED)
            if _holds_a_record(data[at : at + _TRIED]):
                return data[at:]
            at = data.find(_PACKED, at + 1)
        more = stream.read(_READ)
        if not more:
            return b""
        data = data[-len(_PACKED) :] + more


def _holds_a_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, len(_BEGINS)) == _BEGINS
    except zlib.error:
        return False
