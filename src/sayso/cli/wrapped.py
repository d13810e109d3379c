"""Lines that fit the terminal, continued under where their words begin."""

from __future__ import annotations

import shutil

import click

_WIDE = 100  # where there is no terminal to ask
_NARROW = 40  # below this, breaking lines makes nothing easier to read
_MARKS = " │├└─"


def wrapped(line: str, width: int | None = None) -> str:
    """``line``, broken between words; what follows a break stands under the line's own beginning."""
    room = max(_NARROW, width or shutil.get_terminal_size((_WIDE, 0)).columns)
    plain = click.unstyle(line)
    if len(plain) <= room:
        return line
    indent = len(line) - len(line.lstrip(_MARKS))  # no colour before it
    first = line[:indent]
    further = first.replace("├─", "│ ").replace("└─", "  ") + "  "
    rows, row, used = [], first, indent
    for word in line[indent:].split(" "):
        size = len(click.unstyle(word))
        if used + 1 + size > room and used > len(further):
            rows.append(row)
            row, used = further, len(further)
        gap = "" if used in (indent, len(further)) and row in (first, further) else " "
        row, used = f"{row}{gap}{word}", used + len(gap) + size
    return "\n".join([*rows, row])
