"""Feasts and fixed days that newspapers date things by."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from sayso.read.times.context import Context
from sayso.read.times.dates import nearest_year
from sayso.read.times.found import Form, Found
from sayso.read.times.pieces import YEAR

HOLIDAY_FORM: Final = re.compile(
    r"(?:(?P<rel>last|this|next) )?(?P<name>christmas(?: (?:eve|day))?|boxing day|new year'?s(?: "
    r"(?:eve|day))?"
    rf"|easter(?: (?:sunday|monday))?|thanksgiving(?: day)?|halloween)(?![a-z'])(?:,? (?P<year>{YEAR}))?"
)
_FIXED: Final = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new years": (1, 1),
    "new years day": (1, 1),
    "new years eve": (12, 31),
    "halloween": (10, 31),
}


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def day_of(name: str, year: int) -> date:
    """The day of a feast in a year; Thanksgiving is the fourth Thursday of November."""
    name = name.replace("'", "")
    if name.startswith("easter"):
        return easter(year) + timedelta(days="monday" in name)
    if name.startswith("thanksgiving"):
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return date(year, *_FIXED[name])


def holiday(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "Christmas Eve", "last Thanksgiving", "Easter 2025"."""
    if not context.capital(match.start("name")):
        return None
    year, rel, anchor = match.group("year"), match.group("rel"), context.anchor
    if year:
        number = int(year)
    elif anchor is None:
        return None
    else:
        here = day_of(match.group("name"), anchor.year)
        number = nearest_year(anchor, here.month, here.day, rel == "next" or context.looks_ahead(*match.span()))
        if rel == "last" and day_of(match.group("name"), number) >= anchor:
            number -= 1
    value = day_of(match.group("name"), number).isoformat()
    return Found(*match.span(), "DATE", value, None, "day")


HOLIDAY_FORMS: Final[tuple[Form, ...]] = ((HOLIDAY_FORM, holiday),)
