"""The words that times are made of: months, weekdays, units, numbers, and their values.

Everything is in lower case, because the grammar reads the surface that `surface.flatten` makes.
"""

from __future__ import annotations

from typing import Final

MONTHS: Final = {
    stem: number
    for number, stem in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
WEEKDAYS: Final = {stem: number for number, stem in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}

SMALL: Final = {
    word: number
    for number, word in enumerate(
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
TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
CENTURIES: Final = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"twenty-first": 21}

# Letters of ISO 8601 durations; a unit within a day stands after "PT".
UNITS: Final = {
    "second": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
YEARS_IN: Final = {"DE": 10, "CE": 100}

SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYTIMES: Final = {
    "morning": "TMO",
    "dawn": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "night": "TNI",
    "overnight": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
}

# TIMEX3 modifiers, by the words that give them.
QUANTITY_MODS: Final = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "under": "LESS_THAN",
    "just under": "LESS_THAN",
    "more than": "MORE_THAN",
    "over": "MORE_THAN",
    "just over": "MORE_THAN",
    "well over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "as many as": "EQUAL_OR_LESS",
    "as much as": "EQUAL_OR_LESS",
}
PART_MODS: Final = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "first": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
}

# Hours east of Greenwich of the abbreviations that newspapers print. Names of zones that change with the
# season ("ET", "Kyiv time") are looked up for the day instead.
OFFSETS: Final = {
    "z": 0.0,
    "gmt": 0.0,
    "utc": 0.0,
    "wet": 0.0,
    "bst": 1.0,
    "cet": 1.0,
    "cest": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "trt": 3.0,
    "ist": 5.5,
    "jst": 9.0,
    "kst": 9.0,
    "aest": 10.0,
    "aedt": 11.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
}
ZONES: Final = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "ct": "America/Chicago",
    "pt": "America/Los_Angeles",
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "moscow": "Europe/Moscow",
    "london": "Europe/London",
    "brussels": "Europe/Brussels",
    "paris": "Europe/Paris",
    "berlin": "Europe/Berlin",
    "warsaw": "Europe/Warsaw",
}


def number(words: str) -> float | None:
    """The value of a number in digits or words, None for a vague one ("several").

    >>> number("two and a half"), number("twenty-two"), number("1,500"), number("several")
    (2.5, 22.0, 1500.0, None)
    """
    if words[:1].isdigit():
        return _digits(words)
    total, half = 0.0, 0.0
    known = False
    for word in words.replace("-", " ").split():
        if word == "half":
            half = 0.5
        elif word in ("a", "an", "and", "of"):
            known = known or word != "and"
        elif word in SCALES:
            total, known = max(total, 1.0) * SCALES[word], True
        else:
            value = SMALL.get(word, TENS.get(word))
            if value is None:
                return 2.0 if word == "couple" else None
            total, known = total + value, True
    if half:
        return total + half
    return max(total, 1.0) if known else None


def _digits(words: str) -> float:
    whole, _, fraction = words.partition(" ")
    value = float(whole.replace(",", ""))
    if "/" in fraction:
        above, _, below = fraction.rpartition(" ")[2].partition("/")
        value += int(above) / max(int(below), 1)
    elif "half" in fraction:
        value += 0.5
    return value
