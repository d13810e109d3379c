"""A stated moment of publication as ISO 8601, exactly as precise as it was stated.

In: the value of a metadata field (``2024-11-01T18:00:00Z``, ``Fri, 01 Nov 2024 18:00:00 +0200``, ``1
November 2024``). Out: ``2024-11``, ``2024-11-01``, ``2024-11-01T18:00+02:00``; None for what is no date
in the Gregorian calendar. Nothing is added that was not stated: no midnight, no time zone.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from sayso.ingest.ingested import issue
from sayso.model import Issue

_MONTH = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_BEGINS_AS_ISO = re.compile(r"\d{4}-\d{2}")
_FRACTION = re.compile(r"\.\d+(?=[Z+-]|\Z)")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"(?:,|\s[-–—|]\s|\bat\b|\s)+")
# Day and month as mere numbers are read only between dots, where the day comes first everywhere.
_DAY_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y", "%Y/%m/%d")
_FORMS = (
    *((f"{day} %H:%M", len("2024-11-01T18:00")) for day in _DAY_FORMS),
    *((f"%H:%M {day}", len("2024-11-01T18:00")) for day in _DAY_FORMS),
    *((day, len("2024-11-01")) for day in _DAY_FORMS),
    ("%B %Y", len("2024-11")),
    ("%b %Y", len("2024-11")),
)
# Beside those of RFC 5322, that mean one thing only: "BST" and "IST" are several.
_ZONES = {
    "MSK": "+0300",
    "EET": "+0200",
    "EEST": "+0300",
    "CET": "+0100",
    "CEST": "+0200",
    "WET": "+0000",
    "WEST": "+0100",
}
_ZONE = re.compile(rf"\b(?:{'|'.join(_ZONES)})\Z", re.IGNORECASE)
_LONGEST = 80  # the longest date line of fundus's gold has 43 characters


def moment(stated: str) -> str | None:
    """The moment that a metadata field states, or None if it is none."""
    stated = stated.strip()
    if not stated or len(stated) > _LONGEST:
        return None
    if match := _MONTH.match(stated):
        return stated if _is_month(match["year"], match["month"]) else None
    if _BEGINS_AS_ISO.match(stated):
        return _iso(stated)
    return _mail_date(stated) or _written_out(stated)


def published(stated: str | None, where: str) -> tuple[str | None, tuple[Issue, ...]]:
    """The moment, and an issue if something was stated that is no date. ``where`` names the field."""
    if stated is None or not stated.strip():
        return None, ()
    found = moment(stated)
    if found is not None:
        return found, ()
    message = f"{where} is {stated[:_LONGEST]!r}, which is no date in the calendar; the document is undated."
    return None, (issue(message, "Correct it, or give --published."),)


def _is_month(year: str, month: str | None) -> bool:
    return int(year) > 0 and (month is None or 1 <= int(month) <= 12)


def _iso(stated: str) -> str | None:
    try:
        if _DAY.match(stated):
            return date.fromisoformat(stated).isoformat()
        return _as_text(datetime.fromisoformat(_FRACTION.sub("", stated)))
    except ValueError:
        return None


def _mail_date(stated: str) -> str | None:
    try:
        return _as_text(parsedate_to_datetime(_ZONE.sub(_offset, stated))) if "," in stated and ":" in stated else None
    except (ValueError, OverflowError):  # year 4294967296
        return None


def _offset(zone: re.Match[str]) -> str:
    return _ZONES[zone.group().upper()]


def _written_out(stated: str) -> str | None:
    """``Friday, 1 November 2024, 18:00``, ``Nov 1, 2024 - 18:00``, ``01.11.2024``, ``November 2024``."""
    bare = _SEPARATORS.sub(" ", _WEEKDAY.sub("", stated)).strip()
    for form, precision in _FORMS:
        try:
            parsed = datetime.strptime(bare, form)
        except ValueError:
            continue
        return parsed.isoformat(timespec="minutes")[:precision]
    return None


def _as_text(when: datetime) -> str:
    if when.second:
        return when.isoformat(timespec="seconds")
    return when.isoformat(timespec="minutes")
