"""Many small values by number, of which few are asked for: kept in sheets, and a sheet is fetched when it is.

In: packed values. Out: the same, and the sheets that have changed since they were fetched.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

import msgspec

SHEET = 8  # values: of a million tellings an advance of 100 documents asks for ten thousand, all over
_KEPT = 48_000  # sheets held at once, some 6 kB each
_OPEN = 12_000  # opened values held at once, where nobody says how many

Value = TypeVar("Value")
Fetch = Callable[[int], bytes]
_pack = msgspec.msgpack.Encoder(order="deterministic").encode
_unpack = msgspec.msgpack.Decoder(list[bytes]).decode


class Packed:
    """A list of packed values. The first ``kept`` of them lie in sheets that ``fetch`` gives by number."""

    def __init__(self, kept: int = 0, fetch: Fetch | None = None) -> None:
        self._kept, self._fetch = kept, fetch
        self._new: list[bytes] = []
        self._other: dict[int, bytes] = {}
        self._sheets: dict[int, list[bytes]] = {}

    def __len__(self) -> int:
        return self._kept + len(self._new)

    def __getitem__(self, number: int) -> bytes:
        if number >= self._kept:
            return self._new[number - self._kept]
        return self._other.get(number) or self._sheet(number // SHEET)[number % SHEET]

    def __setitem__(self, number: int, value: bytes) -> None:
        if number >= self._kept:
            self._new[number - self._kept] = value
        else:
            self._other[number] = value

    def append(self, value: bytes) -> None:
        """One more value, under the next number."""
        self._new.append(value)

    def changed(self) -> Iterator[tuple[int, bytes]]:
        """The sheets that are new or others than those fetched, by number."""
        last = -(-len(self) // SHEET)
        first = self._kept // SHEET if self._new else last
        for sheet in sorted({number // SHEET for number in self._other} | {*range(first, last)}):
            values = [self[number] for number in range(sheet * SHEET, min(len(self), (sheet + 1) * SHEET))]
            yield sheet, zlib.compress(_pack(values), 1)

    def _sheet(self, sheet: int) -> list[bytes]:
        found = self._sheets.get(sheet)
        if found is None and self._fetch is not None:
            if len(self._sheets) >= _KEPT:
                self._sheets.clear()
            found = self._sheets[sheet] = _unpack(zlib.decompress(self._fetch(sheet)))
        return found or []


class Values(Generic[Value]):
    """A list of values of one kind, kept packed and unpacked when they are asked for; ``held`` of them are at once."""

    def __init__(self, kind: type[Value], packed: Packed | None = None, held: int = _OPEN) -> None:
        self.packed = packed if packed is not None else Packed()
        self._held = held
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._open: dict[int, Value] = {}

    def __len__(self) -> int:
        return len(self.packed)

    def __getitem__(self, number: int) -> Value:
        found = self._open.get(number)
        if found is None:
            if len(self._open) >= self._held:
                self._open.clear()
            found = self._open[number] = self._decode(self.packed[number])
        return found

    def __setitem__(self, number: int, value: Value) -> None:
        self.packed[number] = _pack(value)
        self._open.pop(number, None)

    def append(self, value: Value) -> None:
        """One more value, under the next number."""
        self.packed.append(_pack(value))

    def chosen(self, numbers: Sequence[int]) -> Chosen[Value]:
        """Some of the values, in this order."""
        return Chosen(numbers, self.packed, self._decode)


class Chosen(Sequence[Value]):
    """Packed values in some order, each unpacked whenever it is asked for: many do not fit into memory."""

    def __init__(self, numbers: Sequence[int], packed: Packed, decode: Callable[[bytes], Value]) -> None:
        self._numbers, self._packed, self._decode = numbers, packed, decode

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Value]:
        return (self._decode(self._packed[number]) for number in self._numbers)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> Chosen[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | Chosen[Value]:
        if isinstance(place, slice):
            return Chosen(self._numbers[place], self._packed, self._decode)
        return self._decode(self._packed[self._numbers[place]])


def packed(values: Iterable[bytes]) -> Packed:
    """A list of these values."""
    made = Packed()
    for value in values:
        made.append(value)
    return made
