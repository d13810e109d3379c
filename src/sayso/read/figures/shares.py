"""Shares of a whole in words, as percent: "two-thirds of the deputies", "half the city", "one in five recruits".

In: a text. Out: numbers in text order with unit ``percent``, rounded to a hundredth, with bound ``about``
where the text sets no other: a share in words is a rounded one. Halves of matches and of
years, quarters of the year and parts of hours are times, not shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.read.figures.numbers import ONES, Number, bound_of

_COUNTS = {**{word: int(value) for word, value in ONES.items() if 0 < value <= 12}, "a": 1, "an": 1}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_NAMES = "|".join(sorted(_PARTS, key=len, reverse=True))
_NUMBER = "|".join(sorted(_COUNTS, key=len, reverse=True))
_TIME = (
    r"(?!(?:the\s|an?\s|last\s|next\s|this\s|its\s)*"
    r"(?:\d{4}|(?:fiscal\s)?(?:year|month|week|day|hour|minute|second|centur|decade|match|game|season|mile|kilomet)))"
)
SHARE = re.compile(
    rf"(?<![\w-])(?:(?P<count>{_NUMBER})[\s-](?P<part>(?:{_NAMES})s?)\s+of\s+{_TIME}"
    rf"|(?P<half>half)\s+(?:of|{_TIME}(?P<its>the|its|their|all))(?=\s+{_TIME})"
    rf"|(?P<few>{_NUMBER}|\d\d?)\s+(?:in\s+(?:every\s+)?|out\s+of\s+every\s+)(?P<of>{_NUMBER}|10{{1,3}})"
    rf"(?=\s+(?!odds|chance){_TIME}[a-z]))",
    re.IGNORECASE,
)
NO_SHARE = re.compile(r"\b(?:first|second|third|other|latter|last|this|an?)\s+$", re.IGNORECASE)


def shares(text: str) -> Iterator[Number]:
    """The shares that ``text`` names in words or as "nine in ten"."""
    for match in SHARE.finditer(text):
        start = match.start()
        value = _percent(match)
        if value is None or NO_SHARE.search(text, max(0, start - 8), start):
            continue
        end = match.end("part") if match["part"] else match.end("half") if match["half"] else match.end("of")
        phrase_at = match.end("its") if match["its"] else end
        bound = bound_of(text, start, end) or "about"
        yield Number(start, end, value, "percent", bound, False, False, False, phrase_at)


def _percent(match: re.Match[str]) -> float | None:
    """The share in percent, or None where the words make more than a whole ("five in three")."""
    if match["half"]:
        return 50.0
    if match["part"]:
        part = match["part"].lower()
        few, whole = _COUNTS[match["count"].lower()], _PARTS.get(part) or _PARTS[part.removesuffix("s")]
    else:
        few, whole = _count(match["few"]), _count(match["of"])
    return round(100 * few / whole, 2) if 0 < few < whole else None


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _COUNTS[words.lower()]
