"""Moments and days as numbers that can be ordered.

In: ISO 8601 strings as precise as their source was (``2024-11``, ``2024-11-01``,
``2024-11-01T18:00+02:00``). Out: seconds or days since 1970, UTC; None for what is missing or in no
calendar. A moment without a zone is taken as UTC: outlets of one story differ by hours, copies by
minutes, and guessing a zone would be a guess.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
UNDATED = float("inf")


@lru_cache(maxsize=100_000)
def moment(value: str | None) -> float | None:
    """Seconds since 1970 of the moment, of its first second where it names a day, month or year."""
    if not value:
        return None
    padded = value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value
    try:
        parsed = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()


def order(value: str | None) -> float:
    """A sort key: the moment, what is undated last."""
    seconds = moment(value)
    return UNDATED if seconds is None else seconds


def day(value: str | None) -> int | None:
    """Days since 1970 of the day that the moment's own words name (its zone is left as written)."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10]).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        seconds = moment(value)
        return None if seconds is None else int(seconds // _DAY)


def days(first: str | None, last: str | None) -> tuple[int, int] | None:
    """The days from ``first`` to ``last``, both inclusive; None if neither is known."""
    start, end = day(first), day(last)
    if start is None and end is None:
        return None
    low = start if start is not None else end
    high = end if end is not None else start
    return (low, high) if low is not None and high is not None else None


def span_in_words(seconds: float) -> str:
    """``2 days``, ``3 h 20 min``: the two largest units, or less; ``the same day`` for nothing that can be told."""
    if seconds < _MINUTE:
        return "the same day"
    minutes = round(seconds / _MINUTE)
    if minutes < _HOUR // _MINUTE:
        return f"{minutes} min"
    if seconds < _DAY:
        rest = minutes % 60
        return f"{minutes // 60} h{f' {rest} min' if rest else ''}"
    days, hours = divmod(round(seconds / _HOUR), 24)
    return f"{days} day{'s' if days != 1 else ''}{f' {hours} h' if hours else ''}"
