"""Blocks that a page's or a Markdown file's own markup gives."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from sayso.model import Block, BlockRole

_TAKEAWAYS = re.compile(r"take-?aways?|key (?:points|findings|judg(?:e)?ments)", re.IGNORECASE)
_LONGEST_HEADING = 200  # characters; "To quote the ISW's Key Takeaways on 31 October:" has 48


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


def promises_takeaways(line: str) -> bool:
    """Whether a heading or a lead-in says that the list after it holds takeaways."""
    return len(line) <= _LONGEST_HEADING and bool(_TAKEAWAYS.search(line))
