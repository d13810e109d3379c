"""The tellings of a desk by number: packed, since a million of them do not fit into memory as objects.

A number is an address and decides nothing. Beside the packed tellings stand the columns that are asked of many at once:
where a telling belongs in time, which are equal in all that the comparison looks at, and what a pair must have in
common to be worth unpacking.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.link.bags import Bags
from sayso.link.causes import cause_in
from sayso.link.drawers import Order
from sayso.link.editions import is_passing
from sayso.link.evidence import span_of
from sayso.link.filing import bits, number, signature
from sayso.link.meaning import WIDTH
from sayso.link.moments import day, order
from sayso.link.packed import Packed, Values
from sayso.link.paged import Paged, grown
from sayso.link.sameness import is_general
from sayso.link.spread import spread
from sayso.link.tellings import Telling

UNDATED_DAY = -(2**31)
DIRECT, FIRST_PERSON, GENERAL, FACT, CAUSE, PASSING, NEGATIVE = 1, 2, 4, 8, 16, 32, 64
PART = 20_000  # rows that are made into columns at once: as objects they are five times as large
BAGS = 4_000  # tellings
_KEPT = 60_000  # unpacked tellings held at once, some 3 kB each
_pack = msgspec.msgpack.Encoder(order="deterministic").encode
_unpack = msgspec.msgpack.Decoder(Telling).decode


class Columns(Struct):
    """One row for each telling. ``when`` is what it tells of if it says so, else its publication, in days.

    ``first`` to ``last`` are the days of its event as `sayso.link.evidence` sees them; ``counts``: it has figures;
    ``named``: how many names; ``names``, ``chain``, ``places``, ``words`` and ``effect`` (of a cause that it gives)
    have one bit for each of these, ``others`` for the chain without its ``publisher``. ``speaker``, ``wraps``,
    ``sequence`` and ``originator`` are equal where those are, the last 0 for an unnamed source; ``traits`` adds up
    `DIRECT`, `FIRST_PERSON` and so on.
    """

    paper: NDArray[np.int32]
    moment: NDArray[np.float64]
    start: NDArray[np.int32]
    day: NDArray[np.int32]
    dated: NDArray[np.bool_]
    sense: NDArray[np.uint64]
    when: NDArray[np.float64]
    tie: NDArray[np.uint64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    counts: NDArray[np.bool_]
    named: NDArray[np.int8]
    names: NDArray[np.uint64]
    chain: NDArray[np.uint64]
    others: NDArray[np.uint64]
    publisher: NDArray[np.uint64]
    originator: NDArray[np.uint64]
    speaker: NDArray[np.uint64]
    wraps: NDArray[np.uint64]
    sequence: NDArray[np.uint64]
    places: NDArray[np.uint64]
    effect: NDArray[np.uint64]
    traits: NDArray[np.uint8]
    words: NDArray[np.uint64]
    meaning: NDArray[np.int8] | Paged[np.int8]

    @classmethod
    def empty(cls) -> Columns:
        """No rows."""
        return _stacked([])

    @classmethod
    def joined(cls, parts: Sequence[Columns]) -> Columns:
        """The rows of all parts, one after another."""
        return cls(*(np.concatenate([getattr(part, f) for part in parts]) for f in cls.__struct_fields__))

    def grown(self, more: Columns) -> Columns:
        """These rows and more behind them; these are used no longer."""
        return Columns(*(grown(getattr(self, name), getattr(more, name)) for name in self.__struct_fields__))

    def put(self, place: int, row: tuple[Any, ...]) -> None:
        """Another row in a place."""
        made = _stacked([row])
        for name in self.__struct_fields__:
            getattr(self, name)[place] = getattr(made, name)[0]

    @property
    def order(self) -> Order:
        """The order in which neighbours in a drawer stand."""
        return Order(self.when, self.tie)


class Ready(Struct, frozen=True, array_like=True):
    """A telling, packed, and its row in the columns."""

    packed: bytes
    row: tuple[Any, ...]


class Shelf:
    """Tellings by number."""

    def __init__(self, packed: Packed | None = None, columns: Columns | None = None, bags: Bags | None = None) -> None:
        self._tellings = Values(Telling, packed, _KEPT)
        self.packed = self._tellings.packed
        self.columns = columns or Columns.empty()
        self.bags = bags or Bags.of([])
        self._parts: list[Columns] = []
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        return len(self.packed)

    def __getitem__(self, place: int) -> Telling:
        return self._tellings[place]

    def add(self, made: Ready, paper: int) -> int:
        """The number of a new telling; its row is in the columns after `settle`."""
        self.packed.append(made.packed)
        self._rows.append((paper, *made.row))
        if len(self._rows) == PART:
            self._parts.append(_stacked(self._rows))
            self._rows = []
        return len(self.packed) - 1

    def replace(self, place: int, telling: Telling) -> None:
        """Another telling under a number. Only for rows that are not settled yet."""
        self._tellings[place] = telling
        part, row = divmod(place - len(self.columns.paper), PART)
        if part < len(self._parts):
            self._parts[part].put(row, (int(self._parts[part].paper[row]), *_row(telling)))
        else:
            self._rows[row] = (self._rows[row][0], *_row(telling))

    def settle(self) -> None:
        """Put the rows of new tellings into the columns."""
        start = len(self.columns.paper)
        if start < len(self.packed):
            self.columns = self.columns.grown(Columns.joined([*self._parts, _stacked(self._rows)]))
            self._parts, self._rows = [], []
            parts = range(start, len(self.packed), BAGS)
            made = map(Bags.unpacked, spread(parts, self._bags, int, list[bytes]))
            self.bags = self.bags.grown(Bags.joined(list(made)))

    def _bags(self, start: int) -> list[bytes]:
        """The bags of as many tellings as are made at once, packed."""
        places = range(start, min(len(self.packed), start + BAGS))
        return Bags.of([_unpack(self.packed[place]).content for place in places]).packed()


def sense(telling: Telling) -> int:
    """A number of 64 bits, equal for tellings that are equal in every part that the comparison looks at.

    Where the words alone do not say what is claimed, it is also a matter of who says so.
    """
    own = telling.content.first_person or is_general(telling.content)
    said = (telling.content, telling.wraps, telling.speaker if own else None)
    return hash_of(said)


def hash_of(value: object) -> int:
    """A number of 64 bits, equal for equal values."""
    return int.from_bytes(blake2b(_pack(value), digest_size=8).digest(), "little")


def _traits(telling: Telling) -> int:
    content = telling.content
    return (
        DIRECT * (telling.kind == "direct")
        | FIRST_PERSON * content.first_person
        | GENERAL * is_general(content)
        | FACT * (content.mood == "fact")
        | CAUSE * (cause_in(telling.text) is not None)
        | PASSING * is_passing(telling)
        | NEGATIVE * content.negative
    )


def ready(telling: Telling) -> Ready:
    """A telling as it goes on the shelf."""
    return Ready(_pack(telling), _row(telling))


def _row(telling: Telling) -> tuple[Any, ...]:
    """A row of the columns, but for the paper."""
    published = day(telling.published)
    days = telling.content.days
    when = days[0][0] if days else published
    cause = cause_in(telling.text)
    span = span_of(telling) or (UNDATED_DAY, UNDATED_DAY)
    return (
        order(telling.published),
        telling.start,
        UNDATED_DAY if published is None else published,
        bool(days),
        sense(telling),
        float("inf") if when is None else float(when),
        number(f"{telling.document} {telling.statement} {telling.start}"),
        *span,
        bool(telling.content.numbers),
        min(127, len(telling.content.named)),
        bits(telling.content.names),
        bits(vertex.key for vertex in telling.chain),
        bits(vertex.key for vertex in telling.chain[1:]),
        number(telling.publisher.key),
        0 if telling.originator.kind == "unnamed" else number(telling.originator.key),
        number(telling.speaker),
        0 if telling.wraps is None else number(telling.wraps),
        hash_of(telling.content.sequence),
        bits(telling.content.places),
        0 if cause is None else bits(cause.effect),
        _traits(telling),
        signature(telling.content.words),
        telling.content.meaning or bytes(WIDTH),
    )


_KINDS = (
    *(np.int32, np.float64, np.int32, np.int32, np.bool_, np.uint64, np.float64, np.uint64),
    *(np.int32, np.int32, np.bool_, np.int8, np.uint64, np.uint64),
    *(np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint8),
)


def _stacked(rows: Sequence[tuple[Any, ...]]) -> Columns:
    columns = list(zip(*rows, strict=True)) or [()] * (len(_KINDS) + 2)
    plain: list[Any] = [np.array(column, kind) for column, kind in zip(columns, _KINDS, strict=False)]
    words = np.array(columns[-2], np.uint64).reshape(-1, 2)
    meaning = np.frombuffer(b"".join(columns[-1]), np.int8).reshape(-1, WIDTH).copy()
    return Columns(**dict(zip(Columns.__struct_fields__, (*plain, words, meaning), strict=True)))
