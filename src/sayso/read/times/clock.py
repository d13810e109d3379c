"""Times of day by the clock: "9:05 AM", "06:20h", "5 p.m. EST", "1800 GMT", "five o'clock"."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sayso.read.times.context import Context
from sayso.read.times.found import Form, Found
from sayso.read.times.pieces import QUANTITY, ZONE
from sayso.read.times.words import OFFSETS, SMALL, ZONES

COLON_FORM: Final = re.compile(
    rf"{QUANTITY}(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])"
    rf"(?:\.[0-9]{{1,6}})?)?"
    rf"(?![0-9:])(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?(?:h|hrs|hours)\b)?{ZONE}"
)
HALF_FORM: Final = re.compile(
    rf"{QUANTITY}(?P<hour>1[0-2]|0?[1-9]|[a-z]+)(?:[:.](?P<minute>[0-5][0-9]))? ?"
    rf"(?P<half>[ap])\.? ?m\b\.?{ZONE}"
)
OCLOCK_FORM: Final = re.compile(
    rf"{QUANTITY}(?P<hour>1[0-9]|2[0-4]|[1-9]|[a-z]+) o'clock(?: in the (?P<part>morning|afternoon"
    rf"|evening))?{ZONE}"
)
MILITARY_FORM: Final = re.compile(
    rf"{QUANTITY}(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9]) ?(?:hours|hrs|h)?{ZONE}(?<![0-9])"
)
STAMP_FORM: Final = re.compile(
    r"(?P<date>[12][0-9]{3}-[01][0-9]-[0-3][0-9])[t ](?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])"
    r"(?::(?P<second>[0-5][0-9])(?:\.[0-9]{1,9})?)?(?:(?P<zone>z)"
    r"|(?P<offset>[+-][0-9]{2}:?[0-9]{2}))?(?![0-9])"
)


def clock(match: re.Match[str], context: Context) -> Found | None:
    """A time of day on the day last mentioned (joined with a date beside it later)."""
    group = match.groupdict()
    hour = _hour(group)
    if hour is None or _score(match, context, group):
        return None
    day = context.mention.isoformat() if context.mention else "XXXX-XX-XX"
    value = f"{day}T{hour:02d}:{group.get('minute') or '00'}"
    mod = "APPROX" if group.get("quantity") in ("about", "around", "approximately", "roughly", "some") else None
    return Found(match.start(), _end(match), "TIME", value, mod, "clock", zone_offset(match, value))


def _end(match: re.Match[str]) -> int:
    """A full stop that ends the sentence is no part of "a.m."."""
    end = match.end()
    if match.group().endswith("m.") and ".m." not in match.group()[-4:]:
        return end - 1
    return end


def _hour(group: dict[str, str | None]) -> int | None:
    word = group["hour"] or ""
    hour = int(word) if word.isdigit() else SMALL.get(word, 99)
    half = group.get("half") or {"morning": "a", "afternoon": "p", "evening": "p"}.get(group.get("part") or "")
    if hour > 24 or (half and hour > 12 and group.get("half")):
        return None
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


def _score(match: re.Match[str], context: Context, group: dict[str, str | None]) -> bool:
    """Whether the numbers are a result ("2:1"), a ratio or a verse, and no time of the day."""
    before = context.flat[match.start() - 1 : match.start()]
    if before and (before.isalnum() or before in ".:,/$€£-"):
        return before != "-" or context.flat[max(0, match.start() - 2) : match.start()] != " -"
    return "." in match.group()[:4] and not group.get("half") and not group.get("zone")


def zone_offset(match: re.Match[str], value: str) -> str:
    """The offset from Greenwich of the zone in a match, for that day; empty where it has none."""
    group = match.groupdict()
    if group.get("offset"):
        offset = group["offset"] or ""
        return offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
    zone = group.get("zone")
    if not zone:
        return ""
    if group.get("shift"):
        return _shifted(group["shift"] or "")
    name = zone.removesuffix(" time")
    if name in ZONES:
        return _of_place(ZONES[name], value)
    return _offset(OFFSETS[name])


def _shifted(shift: str) -> str:
    sign, digits = shift.strip()[0], shift.strip()[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{sign}{int(hours):02d}:{minutes}"


def _offset(hours: float) -> str:
    minutes = round(hours * 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _of_place(name: str, value: str) -> str:
    try:
        there = datetime.fromisoformat(value[:16]).replace(tzinfo=ZoneInfo(name))
    except (ValueError, ZoneInfoNotFoundError):  # no day known, or no zone data on this machine
        return ""
    offset = there.utcoffset()
    return _offset(offset.total_seconds() / 3600) if offset is not None else ""


def stamp(match: re.Match[str], context: Context) -> Found:
    """An ISO 8601 moment: "2024-11-01T18:00:00+02:00"."""
    value = f"{match.group('date')}T{match.group('hour')}:{match.group('minute')}"
    return Found(*match.span(), "TIME", value, None, "", zone_offset(match, value))


def military(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "1800 GMT", "0600 hours"."""
    if not (match.group("zone") or match.group("offset") or match.group()[-1].isalpha()):
        return None
    return clock(match, context)


COLON_FORMS: Final[tuple[Form, ...]] = ((STAMP_FORM, stamp), (COLON_FORM, clock))
CLOCK_FORMS: Final[tuple[Form, ...]] = (
    (OCLOCK_FORM, clock),
    (COLON_FORM, clock),
    (HALF_FORM, clock),
    (MILITARY_FORM, military),
)
