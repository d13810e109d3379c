"""What a form of the grammar finds, before its interval is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from sayso.model import TimeType
from sayso.read.times.context import Context


class Found(NamedTuple):
    """A time expression at ``[start, end)`` with its TIMEX3 type, value and modifier.

    ``zone`` is the offset of a clock time (``+02:00``). ``shape`` tells the joining of neighbours what
    stands there: ``day``, ``clock``, ``month``, ``year`` or nothing that joins.
    """

    start: int
    end: int
    type: TimeType
    value: str
    mod: str | None = None
    shape: str = ""
    zone: str = ""


Resolver = Callable[["re.Match[str]", Context], Found | None]
Form = tuple["re.Pattern[str]", Resolver]
