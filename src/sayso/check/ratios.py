"""Shares and spans of time in any form: nine in ten, 90 percent, three-fourths; thirty years, three decades.

In: a text. Out: its shares, 0 to 1, and its spans of time, in days, each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.check.wording import NUMBER_WORDS

NEAR = 0.011  # shares as far apart as rounding puts them: a third and 33 percent have .0033
_TENS = "|".join(word for word, value in NUMBER_WORDS.items() if value >= 20)
_ONES = "|".join(word for word, value in NUMBER_WORDS.items() if 1 <= value <= 9)
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = rf"\d+(?:\.\d+)?|(?:{_TENS})-(?:{_ONES})|{_WORDS}"
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_OUT_OF = re.compile(
    rf"\b(?P<of>{_NUMBER})(?: \w+)? (?:in|out of|of every|in every) (?:every )?(?P<all>{_NUMBER})\b", re.I
)
_PART = re.compile(rf"\b(?:(?P<of>{_NUMBER}|an?)[ -])?(?P<part>{'|'.join(_PARTS)})s?\b", re.I)
_PERCENT = re.compile(rf"\b(?P<of>{_NUMBER}) ?(?:%|per ?cent\b)", re.I)
_DAYS = {
    "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25,
    "decade": 3652.5, "century": 36525,
}  # fmt: skip
_SPAN = re.compile(
    rf"\b(?:(?:an? )?(?P<half>half|quarter of|three quarters of) )?(?P<of>{_NUMBER}|an?|past|last)"
    rf"(?: (?:more|further|whole))?[ -](?P<unit>{'|'.join(_DAYS).replace('century', 'centur(?:y|ies)')})s?\b",
    re.I,
)
_HALVES = {"half": 0.5, "quarter of": 0.25, "three quarters of": 0.75}
AS_LONG = 0.02  # of a span: twelve months are a year, 30 days a month


def told_otherwise(text: str, at: int, there: str) -> bool:
    """Whether a text's figure at a place is told there in another form. In one form they differ, or are the same."""
    for forms in (ratios, spans_of_time):
        own = [one for one in forms(text) if one.start <= at < one.end]
        others = [*forms(there)] if own else []
        same_form = {one.form for one in others} - {"percent"}
        if any(alike(one, other) for one in own if one.form not in same_form for other in others):
            return True
    return False


def alike(one: Ratio, other: Ratio) -> bool:
    """Whether two may be one, the one or the other rounded where their forms differ."""
    if one.form == other.form:
        return one.value == other.value
    return abs(one.value - other.value) < (AS_LONG * other.value if one.form in _DAYS else NEAR)


class Ratio(Struct, frozen=True):
    """A share or a number of days, where it stands, and in what form: "out of", "part", "percent", or a unit."""

    value: float
    start: int
    end: int
    form: str


def ratios(text: str) -> Iterator[Ratio]:
    """The shares that a text names."""
    for match in _OUT_OF.finditer(text):
        whole = _value(match["all"])
        if 0 < _value(match["of"]) < whole:
            yield Ratio(_value(match["of"]) / whole, *match.span(), "out of")
    for match in _PART.finditer(text):
        yield Ratio(_value(match["of"] or "one") / _PARTS[match["part"].lower()], *match.span(), "part")
    for match in _PERCENT.finditer(text):
        yield Ratio(_value(match["of"]) / 100, *match.span(), "percent")


def spans_of_time(text: str) -> Iterator[Ratio]:
    """The spans of time that a text names, in days."""
    for match in _SPAN.finditer(text):
        unit = match["unit"].lower().replace("centuries", "century")
        part = _HALVES[match["half"].lower()] if match["half"] else 1.0
        yield Ratio(part * _value(match["of"]) * _DAYS[unit], *match.span(), unit)


def _value(word: str) -> float:
    if word[0].isdigit():
        return float(word)
    found = [NUMBER_WORDS.get(part) for part in word.lower().split("-")]
    return float(sum(part or 0 for part in found)) if None not in found else 1.0
