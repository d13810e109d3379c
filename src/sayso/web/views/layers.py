"""A text cut into pieces at every edge of what was found in it, so that a page can show each find in its layer.

In: a text and marks on it, which may overlap. Out: paragraphs of flat pieces, each with the layers over it. Pieces are
plain text: a template escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from sayso.model import Block


class Mark(Struct, frozen=True):
    """Code points ``[start, end)`` in a layer. ``key`` names what is marked, where the page links to it; ``note`` says
    what it is."""

    start: int
    end: int
    layer: str
    key: str = ""
    note: str = ""


class Piece(Struct, frozen=True):
    """Some characters with the same marks. ``begins``: keys whose first piece this is."""

    text: str
    layers: tuple[str, ...]
    keys: tuple[str, ...]
    begins: tuple[str, ...]
    note: str


class Paragraph(Struct, frozen=True):
    """A block of the text with its role (see `sayso.model.Block`), or what stands between two of them
    (``between``): a page's furniture, a file's head."""

    role: str
    pieces: tuple[Piece, ...]


def paragraphs(text: str, blocks: Sequence[Block], marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The text as paragraphs, nothing but white space between blocks left out."""
    found = pieces(text, marks, [edge for block in blocks for edge in (block.start, block.end)])
    made: list[Paragraph] = []
    at = place = 0
    for start, end, role in _areas(text, blocks):
        inside: list[Piece] = []
        while place < len(found) and at < end:
            if at >= start:
                inside.append(found[place])
            at += len(found[place].text)
            place += 1
        if any(piece.text.strip() for piece in inside):
            made.append(Paragraph(role, tuple(inside)))
    return tuple(made)


def _areas(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, str]]:
    areas: list[tuple[int, int, str]] = []
    at = 0
    for block in sorted(blocks, key=lambda block: block.start):
        areas += [(at, block.start, "between"), (block.start, block.end, block.role)]
        at = block.end
    return [area for area in [*areas, (at, len(text), "between")] if area[0] < area[1]]


def pieces(text: str, marks: Iterable[Mark], edges: Iterable[int] = ()) -> list[Piece]:
    """The text cut at the edges of all marks, and at ``edges``; marks beyond the text are cut to it."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starting: dict[int, list[Mark]] = {}
    for mark in sorted(inside, key=lambda mark: (mark.start, -mark.end)):
        starting.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(text), *edges, *(edge for mark in inside for edge in (mark.start, mark.end))})
    made: list[Piece] = []
    over: list[Mark] = []
    begun: set[str] = set()
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start] + starting.get(start, [])
        keys = tuple(dict.fromkeys(mark.key for mark in over if mark.key))
        begins = tuple(key for key in keys if key not in begun)
        begun.update(begins)
        layers = tuple(dict.fromkeys(mark.layer for mark in over))
        notes = "; ".join(dict.fromkeys(mark.note for mark in over if mark.note))
        made.append(Piece(text[start:end], layers, keys, begins, notes))
    return made
