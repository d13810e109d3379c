"""Moments and spans of time as a person reads them."""

from __future__ import annotations

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def moment_words(moment: str | None) -> str:
    """``2025-03-03 09:10`` of an ISO 8601 moment, as precise as it is; ``undated``."""
    return "undated" if moment is None else moment[:16].replace("T", " ")


def span_words(seconds: float) -> str:
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
