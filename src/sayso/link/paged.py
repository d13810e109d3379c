"""Long arrays of which few rows are looked at: a page is fetched when a row on it is.

In: pages of bytes, by number. Out: rows. Pages are small: of a desk of 100,000 documents the linking of a hundred more
looks at rows all over, but at a twentieth of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

PAGE = 4_000  # bytes: with its name a page fits one of SQLite's
ROOM = 16  # a share of an array as large as one by this is kept free behind it, for rows that come

Kind = TypeVar("Kind", bound=np.generic)
Fetch = Callable[[int], bytes]


class Paged(Generic[Kind]):
    """An array, of which ``kept`` rows lie in pages that ``fetch`` gives. Rows are asked for by an array of numbers."""

    def __init__(self, kind: np.dtype[Kind], shape: tuple[int, ...], fetch: Fetch) -> None:
        self._kept, self._size, self._fetch = shape[0], shape[0], fetch
        self._rows = rows_of(kind, shape)
        self._held = np.empty((0, *shape[1:]), kind)  # pages, in the order in which they were asked for
        self._count = 0  # of them
        self._place = np.full(self._pages(), -1, np.int64)  # of each page among them

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, rows: NDArray[Any]) -> NDArray[Kind]:
        pages, within = np.divmod(rows, self._rows)
        self._see(pages)
        found: NDArray[Kind] = self._held[self._place[pages] * self._rows + within]
        return found

    @property
    def shape(self) -> tuple[int, ...]:
        """As of any array."""
        return (self._size, *self._held.shape[1:])

    @property
    def dtype(self) -> np.dtype[Kind]:
        """As of any array."""
        found: np.dtype[Kind] = self._held.dtype
        return found

    def whole(self) -> NDArray[Kind]:
        """All rows."""
        return self[np.arange(self._size)]

    def sought(self, values: NDArray[Kind], firsts: NDArray[Kind], side: Literal["left", "right"]) -> NDArray[np.int64]:
        """As `np.searchsorted` in rows that are sorted, whose `firsts` say on which page to look."""
        pages = np.maximum(np.searchsorted(firsts, values, side) - 1, 0)
        self._see(pages)
        low = pages * self._rows
        high = np.minimum(low + self._rows, self._size)
        moved = self._place[pages] * self._rows - low  # from a row's number to its place
        while (open_ := low < high).any():
            middle = np.where(open_, (low + high) // 2, pages * self._rows)
            theirs = self._held[middle + moved]
            before = theirs < values if side == "left" else theirs <= values
            low, high = np.where(open_ & before, middle + 1, low), np.where(open_ & ~before, middle, high)
        return low

    def grow(self, more: NDArray[Kind]) -> None:
        """Put more rows behind those there are."""
        first = self._size // self._rows
        if self._size % self._rows:
            more = np.concatenate((self[np.arange(first * self._rows, self._size)], more))
        self._size = first * self._rows + len(more)
        self._place = np.concatenate((self._place[:first], np.full(self._pages() - first, -1, np.int64)))
        self._hold(np.arange(first, self._pages()), more)

    def changed(self) -> Iterator[tuple[int, bytes]]:
        """The pages that have rows which were not kept, by number."""
        first = self._kept // self._rows if self._size > self._kept else self._pages()
        for page in range(first, self._pages()):
            rows = np.arange(page * self._rows, min(self._size, (page + 1) * self._rows))
            yield page, self[rows].tobytes()

    def _pages(self) -> int:
        return -(-self._size // self._rows)

    def _see(self, pages: NDArray[np.int64]) -> None:
        """See that some pages are held."""
        missing = np.unique(pages[self._place[pages] < 0])
        if len(missing):
            rows = b"".join([self._fetch(page) for page in missing.tolist()])
            self._hold(missing, np.frombuffer(rows, self.dtype).reshape(-1, *self.shape[1:]))

    def _hold(self, pages: NDArray[np.int64], rows: NDArray[Kind]) -> None:
        """Hold the rows of some pages; only the last may be no full page."""
        size = (self._count + len(pages)) * self._rows
        if size > len(self._held):
            room = np.empty((max(size, 2 * len(self._held)), *self.shape[1:]), self.dtype)
            room[: len(self._held)] = self._held
            self._held = room
        start = self._count * self._rows
        self._held[start : start + len(rows)] = rows
        self._place[pages] = np.arange(self._count, self._count + len(pages))
        self._count += len(pages)


def rows_of(kind: np.dtype[Any], shape: tuple[int, ...], page: int | None = None) -> int:
    """How many rows of an array lie on a page: of `PAGE` bytes, or of so many."""
    return max(1, (page or PAGE) // (kind.itemsize * int(np.prod(shape[1:], dtype=np.int64))))


def grown(array: Any, more: NDArray[Any]) -> Any:  # noqa: ANN401 - whichever kind of array it is given
    """An array and more rows behind it. Where there is room behind it nothing is copied; it is used no longer."""
    if isinstance(array, Paged):
        array.grow(more)
        return array
    size, buffer = len(array) + len(more), array.base
    if not _has_room(array, size):
        return np.concatenate((array, more))
    buffer[len(array) : size] = more
    return buffer[:size]


def whole(array: NDArray[Kind] | Paged[Kind]) -> NDArray[Kind]:
    """All rows of either kind of array."""
    return array.whole() if isinstance(array, Paged) else array


def roomy(kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """An array with room behind it."""
    return np.empty((shape[0] + shape[0] // ROOM + 1, *shape[1:]), kind)[: shape[0]]


def _has_room(array: NDArray[Any], size: int) -> bool:
    buffer = array.base
    if not isinstance(buffer, np.ndarray) or buffer.dtype != array.dtype or buffer.shape[1:] != array.shape[1:]:
        return False
    return len(buffer) >= size and buffer.ctypes.data == array.ctypes.data
