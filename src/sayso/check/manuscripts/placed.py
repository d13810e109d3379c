"""A text to check and where each of its characters stands in the file it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Finding

MOST = 1_000_000  # characters: a book; reading takes about 10 s for these


class Manuscript(Struct, frozen=True):
    """``starts`` are the offsets in ``text`` at which its pieces begin, ``places`` the line and column of each.

    In a "text" (Markdown or plain) and a "page" (HTML) these are those of the file, from 1. A "word" file has no lines:
    there the line is the paragraph, counted as Word counts them with empty ones and table cells, and the column the
    character in it.
    """

    text: str
    kind: Literal["text", "page", "word"]
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of the text."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        line, column = self.places[index]
        return line, column + offset - self.starts[index]

    def placed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings about the text, with the lines and columns of the file."""
        places = ((finding, self.place(finding.start)) for finding in findings)
        return tuple(replace(finding, line=line, column=column) for finding, (line, column) in places)


class Pieces:
    """Puts a manuscript together piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []

    def add(self, words: str, place: tuple[int, int]) -> None:
        """Words that stand at a place of the file, on one line of it."""
        self._starts.append(self._length)
        self._places.append(place)
        self.put(words)

    def put(self, words: str) -> None:
        """Words that do not stand in the file: marks of Markdown."""
        self._parts.append(words)
        self._length += len(words)

    def manuscript(self, kind: Literal["text", "page", "word"]) -> Manuscript:
        """All that was added."""
        return Manuscript("".join(self._parts), kind, (0, *self._starts), ((1, 1), *self._places))


def of_lines(text: str) -> Manuscript:
    """A text that is what stands in the file."""
    starts = (0, *(index + 1 for index, mark in enumerate(text) if mark == "\n"))
    return Manuscript(text, "text", starts, tuple((line, 1) for line, _ in enumerate(starts, 1)))
