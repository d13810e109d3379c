"""Figures that stand at the source in other words: "nine in ten" of 90 %, "thirty years" of three decades.

In: a number of the line and the words around the passage. Out: whether one of these gives it.
"""

from __future__ import annotations

import re

from sayso.check.compared import Side
from sayso.check.numerals import Numeral
from sayso.check.wording import NUMBER_WORDS

_COUNT = rf"\d+|{'|'.join(sorted((*NUMBER_WORDS, 'a'), key=len, reverse=True))}"
_IN = re.compile(
    rf"\b(?P<part>{_COUNT}|one)(?: \w+)? (?:in|out of|of)(?: every)? (?P<whole>\d+|{'|'.join(NUMBER_WORDS)})\b", re.I
)
_NAMES = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FRACTION = re.compile(rf"\b(?P<part>{_COUNT})[- ](?P<whole>{'|'.join(_NAMES)})s?\b|\bhalf\b", re.I)
_PERCENT = re.compile(r"\b(\d+(?:\.\d+)?) ?(?:%|per ?cent\b)", re.I)
_DECADES = re.compile(rf"\b(?P<count>{_COUNT})? ?decades?\b", re.I)
ABOUT = 0.02  # by which a share in words may miss one in figures: "a third", 33 %


def in_other_words(line: Side, near: Side, one: Numeral) -> bool:
    """Whether the source gives a number of the line as a share, as decades, or as an ordinal."""
    if re.search(rf"\b{one.value:g}(?:st|nd|rd|th)\b", near.text):
        return True
    if one.value % 10 == 0 and any(10 * _count(m["count"]) == one.value for m in _DECADES.finditer(near.text)):
        return True
    own = [_share(match) for match in _shares_at(line, one)]
    return any(abs(here - there) <= ABOUT for here in own for there in shares(near.text))


def _shares_at(line: Side, one: Numeral) -> list[re.Match[str]]:
    """The shares in words of the line that a number is part of."""
    text = line.page.text
    around = (max(0, one.start - 40), one.end + 40)
    found = (match for pattern in (_IN, _FRACTION) for match in pattern.finditer(text, *around))
    return [match for match in found if match.start() <= one.start < match.end()]


def shares(text: str) -> list[float]:
    """Every share of a whole that a text names, 0 to 1: "two-thirds", "nine in ten", "90 %"."""
    found = [_share(match) for pattern in (_IN, _FRACTION) for match in pattern.finditer(text)]
    return found + [float(match.group(1)) / 100 for match in _PERCENT.finditer(text)]


def _share(match: re.Match[str]) -> float:
    if match.lastgroup is None:
        return 0.5
    whole = _NAMES.get(match["whole"].lower()) or _count(match["whole"])
    return _count(match["part"]) / whole if whole else 0.0


def _count(words: str | None) -> int:
    """A small number; "a" and nothing are one."""
    plain = (words or "a").lower()
    return int(plain) if plain.isdigit() else NUMBER_WORDS.get(plain, 1)
