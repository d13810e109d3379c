"""Figures: numbers with their unit, what they count, and their bound.

In: a text. Out: figures in text order. Numbers in words up to a hundred and the great powers are read; dates, times, footnote
marks, ordinals and the numbers of units ("72nd Brigade") are none. Units are normalised to common symbols so that
link can compare them.
"""

from __future__ import annotations

import re

from sayso.model import Figure

ONES = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: i * 10
    for i, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
POWERS = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "m": 1e6,
}
UNITS: dict[str, str] = {
    "%": "percent",
    "per cent": "percent",
    "percent": "percent",
    "percentage points": "percentage point",
    "percentage point": "percentage point",
    "square kilometres": "km2",
    "square kilometers": "km2",
    "square kilometre": "km2",
    "sq km": "km2",
    "sq. km": "km2",
    "km2": "km2",
    "km²": "km2",
    "square miles": "mi2",
    "hectares": "ha",
    "kilometres": "km",
    "kilometers": "km",
    "kilometre": "km",
    "kilometer": "km",
    "km": "km",
    "metres": "m",
    "meters": "m",
    "metre": "m",
    "miles": "mi",
    "mile": "mi",
    "tonnes": "t",
    "tons": "t",
    "tonne": "t",
    "kilograms": "kg",
    "kg": "kg",
    "litres": "l",
    "barrels": "bbl",
    "megawatts": "MW",
    "MW": "MW",
    "gigawatts": "GW",
    "GW": "GW",
    "kilowatts": "kW",
    "dollars": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "roubles": "RUB",
    "rubles": "RUB",
    "hryvnias": "UAH",
    "hryvnia": "UAH",
    "UAH": "UAH",
    "yuan": "CNY",
    "yen": "JPY",
    "degrees": "degree",
    "degrees celsius": "degC",
    "hours": "h",
    "hour": "h",
}
SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB", "¥": "JPY"}
_WORD = "|".join((*ONES, *TENS))
_UNIT = "|".join(sorted((re.escape(u) for u in UNITS), key=len, reverse=True))
FIGURE = re.compile(
    r"(?P<bound>\b(?:at least|more than|over|above|no fewer than|no less than|not less than|upwards of|exceed(?:s|ed|ing)?|up to|at most|fewer than|less than|under|below|no more than|nearly|almost|about|around|"
    r"approximately|roughly|some|an estimated|close to|as many as|as much as)\s+)?"
    r"(?P<sign>US\$|[$€£₴₽¥])?"
    r"(?P<number>(?<![\w.,:/-])\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?(?![\d/])|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\d/:])|"
    rf"\b(?:(?:{'|'.join(TENS)})-(?:{'|'.join(ONES)})|{_WORD})\b)"
    r"(?P<ordinal>st\b|nd\b|rd\b|th\b)?"
    rf"(?:\s?(?P<power>hundred|thousand|million|mln|billion|bn|trillion|dozen)\b)?"
    rf"(?:(?:\s|-)?(?P<unit>{_UNIT})(?![\w]))?",
    re.I,
)
BOUNDS = {
    "min": (
        "at least",
        "more than",
        "over",
        "above",
        "no fewer than",
        "no less than",
        "not less than",
        "upwards of",
        "exceed",
    ),
    "max": (
        "up to",
        "at most",
        "fewer than",
        "less than",
        "under",
        "below",
        "no more than",
        "as many as",
        "as much as",
    ),
}
MONTH = re.compile(
    r"\s*(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b",
    re.I,
)
MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+$",
    re.I,
)
TIME_NOUN = re.compile(
    r"(?:\s|-)(?:and a half\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries|o'clock|am|pm|a\.m\.|p\.m\.|GMT|EET)\b",
    re.I,
)
OF = re.compile(r"\s+(?:of\s+(?:the\s+|its\s+|their\s+|all\s+)?)?(?P<of>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*)?)")
NOT_COUNTED = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "for",
        "with",
        "and",
        "or",
        "but",
        "as",
        "than",
        "per",
        "the",
        "a",
        "an",
        "that",
        "which",
        "who",
        "were",
        "was",
        "is",
        "are",
        "had",
        "have",
        "has",
        "will",
        "would",
        "since",
        "after",
        "before",
        "into",
        "near",
        "between",
        "including",
        "times",
    ]
)
YEAR = re.compile(r"(?:19|20)\d\d$")
YEARS_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|from|and|,|early|late|mid|during|for|year)[\s-]+$|[A-Z][a-z]+\s+$", re.I
)
SMALL = 3  # a number in words up to three counts only with a unit or power: "one of them", "two sides"


def figures(text: str) -> tuple[Figure, ...]:
    """The figures in ``text``."""
    found = (_figure(text, match) for match in FIGURE.finditer(text))
    return tuple(figure for figure in found if figure is not None)


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    value = _value(match.group("number"))
    start, end = match.start("sign") if match.group("sign") else match.start("number"), match.end()
    if value is None or match.group("ordinal") or _is_date(text, match):
        return None
    power, unit, sign = match.group("power"), match.group("unit"), match.group("sign")
    of, of_end = _counted(text, end)
    words = not match.group("number")[0].isdigit()
    if words and not (power or unit) and (value <= SMALL or of is None):
        return None
    if power:
        value = round(value * POWERS[power.lower()], 6)
    name = SIGNS[sign.upper()] if sign else UNITS.get(unit) or UNITS.get(unit.lower()) if unit else None
    return Figure(start, end, value, name, of, _bound(match.group("bound")))


def _value(number: str) -> float | None:
    plain = re.sub(r"[,  ]", "", number.lower())
    if plain[:1].isdigit():
        return float(plain)
    parts = plain.split("-")
    if all(part in ONES or part in TENS for part in parts):
        return float(sum(ONES.get(part, TENS.get(part, 0)) for part in parts))
    return None


def _is_date(text: str, match: re.Match[str]) -> bool:
    behind = text[match.end() : match.end() + 24]
    before = text[max(0, match.start("number") - 14) : match.start("number")]
    number = match.group("number")
    if match.group("unit") or match.group("power") or match.group("sign"):
        return False
    if MONTH.match(behind) or MONTH_BEFORE.search(before) or TIME_NOUN.match(behind):
        return True
    if behind[:1] in "]" and before.endswith("["):
        return True
    return bool(YEAR.match(number) and (YEARS_BEFORE.search(before) or not OF.match(behind)))


def _counted(text: str, end: int) -> tuple[str | None, int]:
    match = OF.match(text, end)
    if match is None:
        return None, end
    words = [w for w in match.group("of").split() if w.lower() not in NOT_COUNTED]
    if not words or match.group("of").split()[0].lower() in NOT_COUNTED:
        return None, end
    return " ".join(words), match.end()


def _bound(words: str | None) -> str | None:
    if words is None:
        return None
    low = words.strip().lower()
    for bound, starts in BOUNDS.items():
        if low.startswith(starts):
            return bound
    return "about"
