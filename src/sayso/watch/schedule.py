"""When to try next. Pure: the moment and the dice come from outside."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_FIRST_WAIT = 60.0  # seconds after the first failure; twice that after the second, and so on
_LONGEST_WAIT = 6 * 3600.0
_LONGEST_ASKED = 24 * 3600.0  # of Retry-After: a server that says "in a year" is asked again tomorrow
# Of one article: over two to three days, about as long as a news sitemap lists it; a day of outage loses nothing.
MOST_TRIES = 20
LEAST_PEACE = 60.0  # seconds in which a host that failed is asked for nothing


def back_off(failures: int, dice: random.Random, asked: float | None = None) -> float:
    """Seconds until the next try after so many failures in a row, never less than the server ``asked`` for.

    The wait doubles up to six hours and is drawn from its upper half, so that many who failed together do
    not come back together ("equal jitter", Brooker, AWS Architecture Blog, 2015).
    """
    longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures - 1, 20))
    return max(dice.uniform(longest / 2, longest), asked or 0.0)


def until_next(pace: float, dice: random.Random) -> float:
    """Seconds until the next regular round, a tenth more or less than ``pace``."""
    return pace * dice.uniform(0.9, 1.1)


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header (RFC 9110, 10.2.3) asks for, a day at the most; None without one."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(float(value), _LONGEST_ASKED)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(0.0, (when - now).total_seconds()), _LONGEST_ASKED)


def after(now: datetime, seconds: float) -> datetime:
    """The moment so many seconds later."""
    return now + timedelta(seconds=seconds)
