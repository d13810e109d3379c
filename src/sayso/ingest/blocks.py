"""Pieces of a page, each with the role its markup gives it, set into one text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sayso.model import Block, BlockRole


class Piece(Struct, frozen=True):
    """A part of a page: its role and its words on one line. ``in_list``: the item of a list."""

    role: BlockRole
    text: str
    in_list: bool = False


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of the pieces, a blank line between them (none between items of a list), and their blocks."""
    parts: list[str] = []
    blocks: list[Block] = []
    length, before = 0, None
    for piece in pieces:
        if before is not None:
            parts.append("\n" if before.in_list and piece.in_list else "\n\n")
            length += len(parts[-1])
        blocks.append(Block(piece.role, length, length + len(piece.text)))
        parts.append(piece.text)
        length += len(piece.text)
        before = piece
    return "".join(parts), tuple(blocks)
