"""The numbers of a span as values, however they are written: 43, forty-three, 1.9 million, a dozen.

In: a side of a comparison. Out: numbers with their places, and the first content word behind each, which they mostly
count. Days of the month, years and times of day are no figures; `sayso.check.dates` compares those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.check.compared import Side
from sayso.check.passages import keys_within, stop_keys
from sayso.check.wording import NUMBER_WORDS

_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_OTHER = {"decade": 10.0, "century": 100.0, "dozen": 12.0, "twice": 2.0, "both": 2.0, "couple": 2.0, "pair": 2.0}
_WORDS = "|".join(sorted((*NUMBER_WORDS, *_OTHER), key=len, reverse=True))
_MONTHS = "January February March April May June July August September October November December".split()
_NO_YEAR = "".join(rf"(?<!{month} )" for month in _MONTHS)
_NUMBER = re.compile(
    rf"(?:(?<![\w.,-])|(?<=%-)){_NO_YEAR}"
    rf"(?:(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)|(?P<words>(?:{_WORDS})(?:[- ](?:{_WORDS})\b)?))"
    rf"(?:[ -](?:of )?(?P<scale>{'|'.join(_SCALE)})s?\b(?: and (?P<rest>{_WORDS})(?:-(?P<ones>{_WORDS}))?\b)?)?"
    r"(?![\w:]|\.\d)",
    re.I,
)
_NEXT = 40  # characters within which the counted word stands


class Numeral(Struct, frozen=True):
    """A number and what stands behind it. ``counts`` is a stem, "" where no word follows in its clause."""

    value: float
    start: int
    end: int
    counts: str


def numerals(side: Side) -> list[Numeral]:
    """The numbers of a side in text order, without those within dates."""
    dates = [time for time in side.page.reading.times if time.type in ("DATE", "TIME") and _is_calendar(time.value)]
    return [
        one
        for span in side.spans
        for one in _in_text(side.page.text, span.start, span.end)
        if not any(time.start <= one.start < time.end for time in dates)
    ]


def _is_calendar(value: str) -> bool:
    return value[:1].isdigit() or value.startswith("XXXX") or value.startswith("T")


def _in_text(text: str, start: int, end: int) -> Iterator[Numeral]:
    for match in _NUMBER.finditer(text, start, end):
        value = _value(match)
        if value is not None:
            yield Numeral(value, match.start(), match.end(), _counted(text, match.end(), end))


def _value(match: re.Match[str]) -> float | None:
    scale = _SCALE.get((match["scale"] or "").lower(), 1)
    rest = sum(NUMBER_WORDS.get((match[part] or "").lower(), 0) for part in ("rest", "ones"))
    if match["digits"]:
        return round(float(match["digits"].replace(",", "")) * scale, 6)
    parts = re.split(r"[- ]", match["words"].lower())
    if parts == ["zero"]:  # "below zero": the point that something is counted from
        return None
    values = [_OTHER.get(part, NUMBER_WORDS.get(part, 0)) for part in parts]
    tens = len(values) == 2 and values[0] >= 20 and values[0] % 10 == 0 and 0 < values[1] < 10
    if len(values) == 2 and not tens:
        return None
    return float(sum(values) * scale + rest) if parts != ["one"] else None


def _counted(text: str, start: int, end: int) -> str:
    behind = text[start : min(end, start + _NEXT)]
    clause = re.split(r"[,;:.!?\"”]", behind, maxsplit=1)[0]
    return next((key for key in keys_within(clause) if key not in stop_keys()), "")
