"""Neighbours that are one time: a date and its clock time, the two ends of a range, "the night of" a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.read.times.context import Context
from sayso.read.times.days import week
from sayso.read.times.found import Found

_CLOCK_DAY: Final = re.compile(r",? (?:local time )?(?:on |of )?(?:the )?\Z|,\Z")
_DAY_CLOCK: Final = re.compile(r",? (?:at |- |\| |around |about |@ )?\Z|, (?:at )\Z")
_TO: Final = re.compile(r" ?-{1,2} ?\Z| (?:to|through|until|till) \Z")
_AND: Final = re.compile(r" and \Z")
_DAYTIME_OF: Final = re.compile(r" (?:of|on) \Z")
_DAY_BEFORE: Final = re.compile(
    r"(?P<between>between )?(?<![0-9.,:$€£-])(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?P<sep> ?- ?| to |/| and )\Z"
)
_DAY_AFTER: Final = re.compile(
    r"(?P<sep> ?- ?| to | through | and )(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9:%]|\.[0-9])(?! [a-z]{3,9}\.? [0-9]{4})"
    r"(?:,? (?P<year>[12][0-9]{3})(?![0-9]))?"
)
# A list of days that share their month: "5 and 6 November", "October 3, 4, and 5". What follows must not be counted.
_LISTED_BEFORE: Final = re.compile(r"(?:on|of|for|from) (?P<days>(?:[0-3]?[0-9], )*[0-3]?[0-9],?) and \Z")
_LISTED_AFTER: Final = re.compile(
    r"(?P<days>(?:, [0-3]?[0-9]){0,5},? and [0-3]?[0-9])(?=[,.;)](?![0-9])|\Z| (?:in|at|on|by|that|when|and|to|near)\b)"
)
_NUMBER: Final = re.compile("[0-9]{1,2}")
_RANGED: Final = ("day", "month", "year", "clock")


def widened(found: Found, context: Context, floor: int) -> Found:
    """A day with the other day of its range: "27-30 October", "October 27-30", "between 5 and 10 October"."""
    if found.shape != "day" or len(found.value) != 10:
        return found
    flat = context.flat
    if flat.endswith("the week of ", floor, found.start) and found.value[0] != "X":
        monday = week(date.fromisoformat(found.value))
        return Found(found.start - len("the week of "), found.end, "DATE", monday)
    words = flat[found.start : found.end]
    if words[0].isdigit():
        left = _DAY_BEFORE.search(flat, max(floor, found.start - 16), found.start)
        if left and (left["sep"] != " and " or left["between"]):
            first = f"{found.value[:8]}{int(left['day']):02d}"
            return _ranged(found, left.start("day"), found.end, first, found.value)
    elif words[-1].isdigit() or words[-2:] in ("st", "nd", "rd", "th"):
        right = _DAY_AFTER.match(flat, found.end)
        if right and (right["sep"] != " and " or flat.endswith("between ", floor, found.start)):
            year = right["year"] or found.value[:4]
            first, last = year + found.value[4:], f"{year}{found.value[4:8]}{int(right['day']):02d}"
            return _ranged(found, found.start, right.end(), first, last)
    return found


def listed(found: Found, context: Context, floor: int) -> list[Found]:
    """A day with the other days of its list, in text order: "October 3, 4, and 5" is three."""
    if found.shape != "day" or len(found.value) != 10:
        return [found]
    flat = context.flat
    if flat[found.start].isdigit():
        low = max(floor, found.start - 30)
        left = _LISTED_BEFORE.search(flat, low, found.start)
        return [*_days(left, found), found] if left else [found]
    if flat[found.end - 1].isdigit() and flat[found.end - 4 : found.end] != found.value[:4]:
        right = _LISTED_AFTER.match(flat, found.end)
        return [found, *_days(right, found)] if right else [found]
    return [found]


def _days(match: re.Match[str], found: Found) -> list[Found]:
    """The days of a list, each with the month and year of ``found``."""
    start = match.start("days")
    return [
        Found(start + number.start(), start + number.end(), "DATE", f"{found.value[:8]}{int(number[0]):02d}")
        for number in _NUMBER.finditer(match["days"])
        if 1 <= int(number[0]) <= 28 or (found.value[5:7] != "02" and int(number[0]) <= 30)
    ]


def _ranged(found: Found, start: int, end: int, first: str, last: str) -> Found:
    if first >= last or not (_in_calendar(first) and _in_calendar(last)):
        return found
    return Found(start, end, found.type, f"{first}/{last}", found.mod, "days")


def _in_calendar(day: str) -> bool:
    """Whether the calendar has the day, of a year that may be unknown (30 February is none)."""
    try:
        date.fromisoformat(day.replace("XXXX", "2024"))
    except ValueError:
        return False
    return True


def joined(left: Found, right: Found, context: Context) -> Found | None:
    """The one time that two neighbours make, None where they are two."""
    if right.start - left.end > 16:
        return None
    gap = context.flat[left.end : right.start]
    if left.shape == "clock" and right.shape == "day" and _CLOCK_DAY.match(gap):
        return _at(left, right, left, right)
    if left.shape == "day" and right.shape == "clock" and _DAY_CLOCK.match(gap):
        return _at(left, right, right, left)
    if left.shape == "daytime" and right.shape in ("day", "days") and _DAYTIME_OF.match(gap):
        return _daytime(left, right)
    if left.shape == right.shape and left.shape in _RANGED:
        return _range(left, right, gap, context)
    return None


def _at(left: Found, right: Found, clock: Found, day: Found) -> Found:
    value = day.value + clock.value[clock.value.index("T") :]
    return Found(left.start, right.end, "TIME", value, clock.mod, "", clock.zone)


def _daytime(left: Found, right: Found) -> Found:
    day = right.value.partition("/")[0]
    return Found(left.start, right.end, "TIME", day + left.value[left.value.index("T") :], left.mod)


def _range(left: Found, right: Found, gap: str, context: Context) -> Found | None:
    if not _TO.match(gap):
        opened = context.flat[max(0, left.start - 8) : left.start].endswith("between ")
        if not (opened and _AND.match(gap)):
            return None
    first, last = left.value, right.value
    if left.shape in ("day", "month") and not re.search("[0-9]{4}", context.flat[left.start : left.end]):
        first = last[:4] + first[4:]
        if first > last and last[:4].isdigit():
            first = f"{int(last[:4]) - 1:04d}{first[4:]}"
    if left.shape == "clock" and "-" not in gap and left.value[:10] != right.value[:10]:
        return None
    if first >= last and left.shape != "clock":
        return None
    return Found(left.start, right.end, left.type, f"{first}/{last}", left.mod or right.mod, "", right.zone)
