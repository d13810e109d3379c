"""Look-ups of spans by place, so that no stage scans a whole document for each of its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a beginning and an end in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


T = TypeVar("T", bound=Placed)


class Index(Generic[T]):
    """Items sorted by where they begin. Building is n log n, a look-up log n and what it returns."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = sorted(items, key=lambda item: (item.start, -item.end))
        self._starts = [item.start for item in self._items]
        self._longest = -1  # until it is asked for: most are only asked what begins

    def begun_in(self, start: int, end: int) -> list[T]:
        """Items that begin within ``[start, end)``."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:  # most often
            return []
        return self._items[first : bisect_left(starts, end, first)]

    def touching(self, start: int, end: int) -> list[T]:
        """Items that share a code point with ``[start, end)``."""
        if self._longest < 0:
            self._longest = max([item.end - item.start for item in self._items], default=0)
        first = bisect_left(self._starts, start - self._longest)
        return [item for item in self._items[first : bisect_left(self._starts, end)] if item.end > start]

    def holding(self, offset: int) -> T | None:
        """The last item begun that holds ``offset``, of items that do not overlap."""
        at = bisect_right(self._starts, offset) - 1
        return self._items[at] if at >= 0 and offset < self._items[at].end else None
