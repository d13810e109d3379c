"""A place in a list, as text that a client hands back for what follows it.

Lists go by key, not by count: the ten-thousandth page costs what the first does, and what is added meanwhile neither
repeats a row nor hides one.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from sayso.errors import InputError

Row = TypeVar("Row")
Key = tuple[int | float | str, ...]
MOST = 200  # rows of a page


class Listed(Struct, Generic[Row], frozen=True):
    """A page of a list. ``next`` is handed back as ``after`` for what follows; None at its end."""

    rows: tuple[Row, ...]
    next: str | None = None


def cursor(key: Key) -> str:
    """The key of a row as text that stands in an address as it is."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def key_of(after: str, like: Sequence[type]) -> Key:
    """The key in a cursor. Raises InputError for what no list gave out. ``like``: the kinds of its parts."""
    try:
        raw = base64.b64decode(after.encode() + b"=" * (-len(after) % 4), altchars=b"-_", validate=True)
        found = msgspec.json.decode(raw, type=list[int | float | str])
    except (ValueError, binascii.Error, msgspec.DecodeError) as fault:
        raise _unknown(after) from fault
    fits = len(found) == len(like) and all(isinstance(*pair) for pair in zip(found, like, strict=True))
    if not fits or any(isinstance(part, int) and abs(part) >= 2**63 for part in found):
        raise _unknown(after)
    return tuple(found)


def page(rows: Sequence[Row], keys: Sequence[Key], limit: int) -> Listed[Row]:
    """The first ``limit`` of rows of which one more was asked for, with the way to what follows."""
    more = len(rows) > limit
    return Listed(tuple(rows[:limit]), cursor(keys[limit - 1]) if more else None)


def _unknown(after: str) -> InputError:
    return InputError(f"{after[:60]!r} is no place in this list", "give the `next` of the page before, or nothing")
