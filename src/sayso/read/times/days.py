"""Arithmetic on days and TIMEX3 values, and the interval that a value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_SEASON_START: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYTIME: Final = {
    "MO": ("06:00", "11:59"),
    "AF": ("12:00", "17:59"),
    "EV": ("18:00", "21:59"),
    "NI": ("21:00", "05:59"),
}
_DATE: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?P<we>-WE)?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?\Z|(?P<years>\d{2,3})\Z"
)


def shift_months(day: date, months: int) -> date:
    """``day`` moved by months, kept within the month it lands in and within the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = min(max(count // 12, 1), 9999), count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shift_days(day: date, days: int) -> date:
    """``day`` moved by days, None of it beyond the calendar's ends."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def week(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it (``2024-W44``)."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


@lru_cache(maxsize=4096)
def interval(value: str, mod: str | None = None) -> tuple[str | None, str | None]:
    """First and last day (or minute, for times of day) that a DATE or TIME value covers, both inclusive.

    ``mod`` START, MID or END narrows months and longer to a third. Unknown parts (X) give (None, None).
    """
    first, slash, last = value.partition("/")
    if slash:
        return interval(first)[0], interval(last)[1]
    if "T" in value and "X" not in value:
        return _minutes(*value.split("T"))
    found = _days(value)
    if found is None:
        return None, None
    start, end = _third(*found, mod)
    return start.isoformat(), end.isoformat()


def _minutes(day: str, clock: str) -> tuple[str | None, str | None]:
    try:
        start = date.fromisoformat(day)
    except ValueError:
        return None, None
    if clock in _DAYTIME:
        opens, closes = _DAYTIME[clock]
        end = shift_days(start, 1) if clock == "NI" else start
        return f"{day}T{opens}", f"{end.isoformat()}T{closes}"
    if clock == "24:00":
        day, clock = shift_days(start, 1).isoformat(), "00:00"
    if len(clock) == 2:
        return f"{day}T{clock}:00", f"{day}T{clock}:59"
    return f"{day}T{clock}", f"{day}T{clock}"


def _days(value: str) -> tuple[date, date] | None:
    match = _DATE.match(value)
    if not match:
        return None
    try:
        return _span(match)
    except ValueError:  # 31 June, week 54: a date in no calendar
        return None


def _span(match: re.Match[str]) -> tuple[date, date]:
    part = match.groupdict()
    if part["years"]:
        length = 10 ** (4 - len(part["years"]))
        first_year = int(part["years"]) * length
        return date(max(first_year, 1), 1, 1), date(first_year + length - 1, 12, 31)
    year = int(part["year"])
    if part["day"]:
        day = date(year, int(part["month"]), int(part["day"]))
        return day, day
    if part["week"]:
        monday = date.fromisocalendar(year, int(part["week"]), 1)
        return (shift_days(monday, 5) if part["we"] else monday), shift_days(monday, 6)
    first, months = _months(part)
    start = date(year, first, 1)
    return start, shift_months(start, months) - timedelta(days=1)


def _months(part: dict[str, str | None]) -> tuple[int, int]:
    if part["month"]:
        return int(part["month"]), 1
    if part["quarter"]:
        return 3 * int(part["quarter"]) - 2, 3
    if part["half"]:
        return 6 * int(part["half"]) - 5, 6
    if part["season"]:
        return _SEASON_START[part["season"]], 3
    return 1, 12


def _third(start: date, end: date, mod: str | None) -> tuple[date, date]:
    third = ((end - start).days + 1) // 3
    if third == 0 or mod not in ("START", "MID", "END"):
        return start, end
    if mod == "START":
        return start, start + timedelta(days=third - 1)
    if mod == "END":
        return end - timedelta(days=third - 1), end
    return start + timedelta(days=third), end - timedelta(days=third)
