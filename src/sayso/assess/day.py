"""Which day a report is about, and which readings belong to it."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.assess.settings import AssessSettings
from sayso.errors import SettingsError
from sayso.model import Document, Issue, Reading

_VALUE = re.compile(r"(?P<year>\d{4}|XXXX)-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T.*)?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Edition(Struct, frozen=True):
    """The readings of the day and the earlier ones that say what is new. ``day`` is None: all are undated."""

    day: str | None
    today: tuple[Reading, ...]
    earlier: tuple[Reading, ...]
    notes: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def edition(readings: Sequence[Reading], settings: AssessSettings) -> Edition:
    """Sort the readings by day. Undated ones are used where no day was asked for, and are said to be undated.

    Raises SettingsError where ``settings.day`` is no calendar day.
    """
    ordered = sorted(readings, key=lambda reading: (reading.document.published or "", reading.document.id))
    asked = _checked(settings.day)
    day = asked or max((d for r in ordered if (d := publication_day(r.document))), default=None)
    undated = tuple(r for r in ordered if publication_day(r.document) is None)
    today = tuple(r for r in ordered if day and publication_day(r.document) == day)
    earlier = tuple(r for r in ordered if day and (publication_day(r.document) or day) < day)
    later = tuple(r for r in ordered if day and (publication_day(r.document) or "") > day)
    if asked is None:
        return Edition(day, today + undated, earlier, notes=_undated_note(undated))
    issue = Issue("assess", f"{_documents(undated)} without a date left out of the report of {asked}.")
    return Edition(day, today, earlier, _later_note(later), (issue,) if undated else ())


def publication_day(document: Document) -> str | None:
    """The calendar day a document was published on, as printed; None where it is unknown or only a month."""
    match = _DAY.match(document.published or "")
    return match.group() if match else None


def spelled(day: str | None) -> str:
    """A day for a reader: "1 November 2024"; "undated" for None."""
    if day is None:
        return "undated"
    date = datetime.date.fromisoformat(day[:10])
    return f"{date.day} {date:%B %Y}"


def spelled_value(value: str | None) -> str:
    """A TIMEX3 value for a reader: "2 March 2025", "March 2025", "16 September"; other values as they stand."""
    match = _VALUE.fullmatch(value or "")
    if match is None or not 1 <= int(match["month"]) <= 12:
        return value or ""
    month = calendar.month_name[int(match["month"])]
    parts = (match["day"] and str(int(match["day"])), month, match["year"] if match["year"] != "XXXX" else None)
    return " ".join(part for part in parts if part)


def _checked(day: str | None) -> str | None:
    if day is None:
        return None
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise SettingsError(f"{day!r} is not a calendar day.", "Give it as YYYY-MM-DD.") from error


def _undated_note(undated: Sequence[Reading]) -> tuple[str, ...]:
    if not undated:
        return ()
    if len(undated) == 1:
        return ("1 document is undated and stands in this report as such.",)
    return (f"{len(undated)} documents are undated and stand in this report as such.",)


def _later_note(later: Sequence[Reading]) -> tuple[str, ...]:
    """Linking knows the whole desk; a reader of an old day must know that too."""
    if not later:
        return ()
    return (f"Its counts of origins and outlets take in {_documents(later)} printed after this day.",)


def _documents(readings: Sequence[Reading]) -> str:
    return "1 document" if len(readings) == 1 else f"{len(readings)} documents"
