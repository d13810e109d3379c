"""Counts, moments and ranges as a page words them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.assess.day import spelled
from sayso.model import Range

_ONES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def counted(number: int, what: str) -> str:
    """``one telling``, ``1,204 tellings``: numbers to twelve in words."""
    shown = _ONES[number] if number < len(_ONES) else f"{number:,}"
    return f"{shown} {what}{'s' if number != 1 else ''}"


def origins_in_words(origins: Range) -> str:
    """``one independent origin``, ``1 to 3 independent origins``."""
    low, high = origins.at_least, origins.at_most
    return counted(low, "independent origin") if low == high else f"{low} to {high} independent origins"


def moment_in_words(moment: str | None) -> str:
    """``3 March 2025, 14:30``, as precise as it is; ``undated``."""
    if not moment:
        return "undated"
    if not is_day(moment):
        return moment
    clock = f", {moment[11:16]}" if len(moment) > len("2025-03-03T") else ""
    return spelled(moment) + clock


def spelled_day(day: str | None) -> str:
    """``5 March 2025``; ``no date`` for the assessment of articles without a date."""
    return spelled(day) if is_day(day) else day or "no date"


def is_day(moment: str | None) -> bool:
    """Whether a moment names a day of the calendar."""
    try:
        return bool(_FULL_DAY.match(moment or "")) and date.fromisoformat((moment or "")[:10]) is not None
    except ValueError:
        return False


def flat(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def short(text: str, most: int) -> str:
    """``text`` on one line, cut between words to ``most`` characters."""
    line = flat(text)
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def listed(names: Sequence[str], most: int = 6) -> str:
    """``A, B and C``; beyond ``most``, ``A, B and 12 more``."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"
