"""A finding before it has its line and column."""

from __future__ import annotations

from msgspec import Struct

from sayso.model import Citation, Fix


class Draft(Struct, frozen=True):
    """``detail`` completes what the code says: the words, figures or names that differ.

    ``counted``: by arithmetic, so that no reading of the line as a whole can answer it.
    """

    code: str
    start: int
    end: int
    detail: str
    source: Citation | None = None
    diff: str | None = None
    fixes: tuple[Fix, ...] = ()
    counted: bool = False
