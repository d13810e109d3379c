"""The words, names and figures of every content as columns, so that many pairs are weighed at once.

In: contents, one after another. Out: `Bags`, flat arrays with the places where each content's part begins. Words stand
as numbers of 64 bits, with what `sayso.link.sameness` weighs them by; a figure as its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.link.content import Content
from sayso.link.evidence import is_telling
from sayso.link.filing import number
from sayso.link.paged import grown
from sayso.link.words import wording

NAME, WEAK, FIGURE, TELLING = 1, 2, 4, 8
MOST_NAMES = 64  # of one content, one bit each; what is named beyond them meets nobody

Ints = NDArray[np.int64]


class Ragged(Struct):
    """Rows of different lengths in flat columns: row n of each is ``[starts[n]:starts[n + 1]]``."""

    starts: Ints
    columns: tuple[NDArray[Any], ...]

    @classmethod
    def of(cls, rows: Iterable[Sequence[tuple[Any, ...]]], kinds: Sequence[Any]) -> Ragged:
        """Rows of entries, each with a value for every column."""
        lengths: list[int] = [0]
        entries: list[tuple[Any, ...]] = []
        for row in rows:
            entries += row
            lengths.append(len(row))
        columns = zip(*entries, strict=True) if entries else ([] for _ in kinds)
        found = tuple(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True))
        return cls(np.cumsum(np.array(lengths, np.int64)), found)

    @classmethod
    def joined(cls, parts: Sequence[Ragged]) -> Ragged:
        """The rows of all parts, one after another."""
        before = np.cumsum([0, *(part.starts[-1] for part in parts)])
        starts = [part.starts[1:] + start for part, start in zip(parts, before, strict=False)]
        columns = zip(*(part.columns for part in parts), strict=True)
        return cls(np.concatenate((before[:1], *starts)), tuple(np.concatenate(column) for column in columns))

    def grown(self, more: Ragged) -> Ragged:
        """These rows and more behind them; these are used no longer."""
        columns = tuple(grown(*both) for both in zip(self.columns, more.columns, strict=True))
        return Ragged(grown(self.starts, more.starts[1:] + self.starts[-1]), columns)

    def lengths(self, rows: NDArray[Any]) -> Ints:
        """How long some rows are."""
        found: Ints = self.starts[rows + 1] - self.starts[rows]
        return found

    def padded(self, rows: NDArray[Any], width: int) -> tuple[NDArray[np.bool_], list[NDArray[Any]]]:
        """Some rows as tables of ``width``, and which of their fields are filled; others hold anything."""
        across = np.arange(width)
        filled: NDArray[np.bool_] = across < self.lengths(rows)[:, None]
        places = np.where(filled, self.starts[rows][:, None] + across, 0)
        if not len(self.columns[0]):
            return filled, [np.zeros(places.shape, column.dtype) for column in self.columns]
        return filled, [column[places] for column in self.columns]


class Bags(Struct):
    """A row for each content: ``words`` (number, traits), ``names`` (number of a stem, bit of its name,
    whether it tells one matter from another) and ``figures`` (value, whether it has bounds)."""

    words: Ragged
    names: Ragged
    figures: Ragged

    @classmethod
    def of(cls, contents: Sequence[Content]) -> Bags:
        """The bags of some contents."""
        return cls(
            Ragged.of(map(_words, contents), _KINDS["words"]),
            Ragged.of(map(_names, contents), _KINDS["names"]),
            Ragged.of(map(_figures, contents), _KINDS["figures"]),
        )

    def packed(self) -> list[bytes]:
        """The bags as bytes."""
        arrays = [array for name in _KINDS for array in (getattr(self, name).starts, *getattr(self, name).columns)]
        return [array.tobytes() for array in arrays]

    @classmethod
    def unpacked(cls, parts: Iterable[bytes]) -> Bags:
        """What `packed` gave."""
        rest = iter(parts)
        return cls(**{name: Ragged(*_unpacked(rest, kinds)) for name, kinds in _KINDS.items()})

    @classmethod
    def joined(cls, parts: Sequence[Bags]) -> Bags:
        """The rows of all parts, one after another."""
        return cls(*(Ragged.joined([getattr(part, name) for part in parts]) for name in cls.__struct_fields__))

    def grown(self, more: Bags) -> Bags:
        """These rows and more behind them; these are used no longer."""
        return Bags(*(getattr(self, name).grown(getattr(more, name)) for name in self.__struct_fields__))


_KINDS: dict[str, tuple[Any, ...]] = {
    "words": (np.uint64, np.uint8),
    "names": (np.uint64, np.uint64, np.bool_),
    "figures": (np.float64, np.bool_),
}


def _unpacked(parts: Iterator[bytes], kinds: Sequence[Any]) -> tuple[Ints, tuple[NDArray[Any], ...]]:
    starts = np.frombuffer(next(parts), np.int64)
    return starts, tuple(np.frombuffer(next(parts), kind) for kind in kinds)


def _words(content: Content) -> list[tuple[int, int]]:
    names = frozenset(content.names)
    return [_numbered(word, word in names) for word in content.words]


@lru_cache(maxsize=500_000)
def _numbered(word: str, name: bool) -> tuple[int, int]:
    weak, figure = word in wording().weak, word[0].isdigit()
    return number(word), NAME * name | WEAK * weak | FIGURE * figure | TELLING * is_telling(word)


def _names(content: Content) -> list[tuple[int, int, bool]]:
    named = enumerate(content.named[:MOST_NAMES])
    return [(number(stem), 1 << place, is_telling(stem)) for place, name in named for stem in name.split()]


def _figures(content: Content) -> list[tuple[float, bool]]:
    return [(one.value, one.bound is not None) for one in content.numbers]
