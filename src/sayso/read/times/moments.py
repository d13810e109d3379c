"""The moment in a dateline or byline: "Nov 1, 2024 - 18:00", "Friday, 1 November 2024, 09:05 EET"."""

from __future__ import annotations

import re
from typing import Final

from sayso.read.times.clock import COLON_FORM, HALF_FORM, STAMP_FORM, clock, stamp
from sayso.read.times.context import Context
from sayso.read.times.dates import ISO_FORM, MONTH_FORM, NUMERIC_FORM, iso_date, month_date, numeric_date
from sayso.read.times.found import Found, Resolver
from sayso.read.times.surface import flatten

# A dateline is short: the longest in our examples, with two authors and an update time, has 160 characters.
_LONGEST: Final = 240
_WORD_START: Final = re.compile(r"(?<![a-z0-9])(?=[a-z0-9])")


def moment(text: str) -> str | None:
    """The ISO 8601 moment of a dateline, as precise as it is printed; None without a day and a year.

    >>> moment("Nov 1, 2024 - 18:00"), moment("KYIV, Nov 1 (Reuters) -")
    ('2024-11-01T18:00', None)
    """
    if len(text) > _LONGEST:
        return None
    context = Context(text, flatten(text), None)
    whole = _first(((STAMP_FORM, stamp),), context, 0)
    if whole:
        return f"{whole.value}{whole.zone}"
    day = _first(((ISO_FORM, iso_date), (NUMERIC_FORM, numeric_date), (MONTH_FORM, month_date)), context, 0)
    if day is None or day.shape != "day" or day.value.startswith("X") or context.mention is None:
        return None
    hour = _first(((COLON_FORM, clock), (HALF_FORM, clock)), context, day.end)
    hour = hour or _first(((COLON_FORM, clock), (HALF_FORM, clock)), context, 0)
    return f"{hour.value}{hour.zone}" if hour else day.value


def _first(forms: tuple[tuple[re.Pattern[str], Resolver], ...], context: Context, start: int) -> Found | None:
    for place in _WORD_START.finditer(context.flat, start):
        for pattern, resolve in forms:
            match = pattern.match(context.flat, place.start())
            found = resolve(match, context) if match else None
            if found is not None:
                return found
    return None
