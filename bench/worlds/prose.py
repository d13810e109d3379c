"""Words with marks: what stands where in them.

A `Piece` is text with marks; joining pieces moves the marks along, so that every offset of a reading is true in
its text by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """What stands at ``[start, end)``: kind (place, time, figure, agent, hedge, verb) and its value."""

    kind: str
    start: int
    end: int
    value: Any


class Piece(NamedTuple):
    """Text with marks in it."""

    text: str
    marks: tuple[Mark, ...] = ()


EMPTY = Piece("")


def marked(text: str, kind: str, value: object) -> Piece:
    """A text that is one mark from end to end."""
    return Piece(text, (Mark(kind, 0, len(text), value),))


def moved(marks: Sequence[Mark], by: int) -> list[Mark]:
    """The marks, ``by`` characters further on."""
    return [Mark(mark.kind, mark.start + by, mark.end + by, mark.value) for mark in marks]


def joined(*parts: Piece | str) -> Piece:
    """The parts one after the other."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            at += len(part)
        else:
            texts.append(part.text)
            marks += moved(part.marks, at) if at else part.marks
            at += len(part.text)
    return Piece("".join(texts), tuple(marks))


def capitalised(piece: Piece) -> Piece:
    """The piece as a sentence begins. Lengths stay the same."""
    first = piece.text[:1].upper()
    return Piece(first + piece.text[1:], piece.marks) if len(first) == 1 else piece
