"""How fast a claim went round, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.link.moments import span_in_words

if TYPE_CHECKING:
    from sayso.link.traced import Spread


def speed(spread: Spread) -> Iterator[str]:
    """``half of its 5 outlets within 40 min, all within 2 days``; nothing for one outlet, or where none says when."""
    if spread.half is not None and spread.whole is not None:
        half, whole = span_in_words(spread.half), span_in_words(spread.whole)
        yield f"half of its {spread.outlets} outlets within {half}, all within {whole}"


def first_and_last(spread: Spread) -> Iterator[str]:
    """Who told it first and who last, where several outlets tell it and it is known when."""
    if spread.half is not None:
        first = f"{spread.first_by}{' or another of that day' if spread.first_open else ''}"
        yield f"first told by {first}, last by {spread.last_by}"
