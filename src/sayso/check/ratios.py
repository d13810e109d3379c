"""Shares and spans of years in any form: nine in ten, 90 percent, three-fourths; thirty years, three decades.

In: a text. Out: its shares, 0 to 1, with their places, and its decades as years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.check.wording import NUMBER_WORDS

NEAR = 0.011  # shares as far apart as rounding puts them: a third and 33 percent have .0033
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}"
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_OUT_OF = re.compile(
    rf"\b(?P<of>{_NUMBER})(?: \w+)? (?:in|out of|of every|in every) (?:every )?(?P<all>{_NUMBER})\b", re.I
)
_PART = re.compile(rf"\b(?:(?P<of>{_NUMBER}|an?)[ -])?(?P<part>{'|'.join(_PARTS)})s?\b", re.I)
_PERCENT = re.compile(rf"\b(?P<of>{_NUMBER}) ?(?:%|per ?cent\b)", re.I)
_DECADES = re.compile(rf"\b(?P<of>{_NUMBER}|a|past|last) decades?\b", re.I)


class Ratio(Struct, frozen=True):
    """A share and where it stands."""

    value: float
    start: int
    end: int


def ratios(text: str) -> Iterator[Ratio]:
    """The shares that a text names."""
    for match in _OUT_OF.finditer(text):
        whole = _value(match["all"])
        if 0 < _value(match["of"]) < whole:
            yield Ratio(_value(match["of"]) / whole, *match.span())
    for match in _PART.finditer(text):
        yield Ratio(_value(match["of"] or "one") / _PARTS[match["part"].lower()], *match.span())
    for match in _PERCENT.finditer(text):
        yield Ratio(_value(match["of"]) / 100, *match.span())


def decades(text: str) -> frozenset[float]:
    """The spans of decades that a text names, in years."""
    return frozenset(10 * _value(match["of"]) for match in _DECADES.finditer(text))


def _value(word: str) -> float:
    found = NUMBER_WORDS.get(word.lower())
    return float(found) if found is not None else float(word) if word[0].isdigit() else 1.0
