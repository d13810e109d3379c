"""Numbers in digits and in words with scale, unit, sign and bound, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from sayso.read.figures.units import ALTERNATIVES, CODES, SIGNS, unit_of

ONES = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: float(10 * value)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip
UNKNOWN = (
    r"(?:an?\s+)?(?:unspecified|unknown|undisclosed|unconfirmed|large|small|significant|growing)\s+number\s+of|"
    r"(?:tens|hundreds|dozens|scores|thousands|millions|billions)\s+of(?:\s+(?:thousands|millions)\s+of)?"
)
_WORD = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(ONES)})"
_POINT = rf"(?<!\bat\sone)\spoint(?:\s(?:{'|'.join(list(ONES)[:10])})\b)+"  # not "at one point six"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?"
_SCALE = r"hundred\sthousand|hundred|thousand|million|mln|billion|trillion|dozen|bn|mn|tn"
# Letters that scale only a sum of money ("$5m", "£2k").
_MONEY_SCALE = r"[mbk](?![\w.²³])|(?(sign)[mbk](?=\.(?!\w))|(?!))"  # "It lost $3m." ends there; "2.4 m." may be metres
NUMBER = re.compile(
    rf"(?P<sign>(?:\b(?:US|HK|[CA]))?\$|[€£₴₽¥₹₪₺]|\b(?-i:{CODES})(?=\s?\d))?\s?(?P<minus>\bminus\s)?"
    rf"(?P<number>(?<![\w.,:/²])(?<![^\d]-)(?:{_DIGITS})|(?<=[$€£₴₽¥₹₪₺])(?:{_DIGITS})|\b(?:half\s+a|a\s+half|an?)(?=\s(?:{_SCALE})\b)|\b{_WORD}\b(?:{_POINT})?(?!-\w*(?:year|month|day|hour|week))|\b(?:{UNKNOWN})\b)"
    r"(?P<ordinal>(?:st|nd|rd|th)\b)?"
    r"(?P<half>\s+and\s+a\s+half)?"
    rf"(?:(?P<scale>[\s-]?(?:{_SCALE})|{_MONEY_SCALE})(?![\w])"
    rf"(?:(?<=hundred)\sand\s(?P<rest>{_WORD})(?![\w-]|\s(?:{_SCALE})\b))?)?"
    rf"(?:[\s-]?(?P<unit>{ALTERNATIVES})(?!\w))?",
    re.IGNORECASE,
)
HEAD = re.compile(r"(\d[\d.,]*|[$€£₴₽¥₹₪₺]|[A-Za-z]+)")
HEADS = frozenset(
    [
        *ONES,
        *TENS,
        *"a an half us hk c unspecified unknown undisclosed unconfirmed large small significant growing".split(),
        *"tens hundreds dozens scores thousands millions billions minus".split(),
        *CODES.lower().split("|"),
    ]
)
BOUNDS = (
    ("min", r"at least|more than|over|above|no fewer than|no less than|not less than|upwards of|exceed(?:s|ed|ing)?|"
            r"a minimum of|greater than|in excess of|surpass(?:es|ed|ing)?"),
    ("max", r"up to|at most|fewer than|less than|under|below|no more than|not more than|as many as|as much as|"
            r"a maximum of"),
    ("about", r"nearly|almost|about|around|approximately|roughly|some|an estimated|estimated|close to|circa"),
)  # fmt: skip
BOUND_BEFORE = re.compile(
    r"\b(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in BOUNDS)
    + r")\s+(?:an?\s+)?(?:additional\s+|another\s+)?$",
    re.IGNORECASE,
)
OR_MORE = re.compile(r"\s(?:or\s(?P<min>more)|or\s(?P<max>less|fewer))\b", re.IGNORECASE)
RANGE = re.compile(r"\s?[-–—]\s?$|\sto\s$|\sand\s$")
PART_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|all\s)?")  # "61 of 74 drones": both count drones
_MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?"
)
TIME_BEHIND = re.compile(
    rf"\s*(?:(?:of\s+|[-–]\s?\d+\s+)?(?:{_MONTHS})\b|[-–/]\d\d?\s+(?:{_MONTHS})\b|[\s-](?:and\sa\shalf\s)?(?:\w+\s)?(?:years?|months?|weeks?|days?|hours?|minutes?|"
    r"seconds?|decades?|centur(?:y|ies)|nights?|o['’]clock)\b|\s?(?:a\.?m|p\.?m)\b|\s(?:GMT|EET|EST|UTC|local\stime)\b|:\d\d|h\b|[-\s]years?-old)",
    re.IGNORECASE,
)
DATE_BEFORE = re.compile(rf"(?:\b(?:{_MONTHS})\.?\s+(?:\d\d?\s*(?:[-–,]|and|to)\s*)?|\d/)$")
NAME_BEFORE = re.compile(
    r"(?:\b(?:Article|Articles|Resolution|No\.?|Number|Nos\.?|Flight|Part|Chapter|Section|Phase|Figure|Page|Highway|Route|"
    r"Group of|Grade|Level|Title|Room|Channel|Apollo|Covid|Boeing|Airbus|Unit|Camp|Point|Protocol|Directive|Law|"
    r"aged?|Paragraph|Item|Area|Type|Mark|Class|Formula|Euro|Windows|iPhone|#|№)[\s-]*|[A-Z][a-z]+\s[A-Z][\w’'-]+,\s)$"
)
AGE_BEHIND = re.compile(r",|\)|\.\s|\s(?:and|who|was|is|from|of)\b")
YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
DEFINITE = re.compile(r"\b(?:the|these|those|all|both|its|their|last|first|next|past)\s+$", re.IGNORECASE)
CALIBRE = re.compile(r"\s?-?(?:mm|calib(?:re|er))\b", re.IGNORECASE)
ONE_IN = re.compile(r"\s(?:in|out\sof)\s\d")
IN_ONE = re.compile(r"\d\s(?:in|out\sof)\s$")
LONGEST = 9  # more digits in a row without separators are an identifier
FOOTNOTE = re.compile(r"\[\s*$")


class Number(NamedTuple):
    """A number as the text gives it. ``scaled``: with "million" and the like; ``definite``: behind "the", "both";
    ``phrase_at``: where the phrase of what it counts begins."""

    start: int
    end: int
    value: float | None
    unit: str | None
    bound: str | None
    in_words: bool
    scaled: bool
    definite: bool
    phrase_at: int


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text that measure or count; a range's two ends share scale and unit."""
    found = [match for match in _candidates(text) if not _no_figure(text, match)]
    for index, match in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index else None
        lower = after is not None and _range(text, match, after)
        upper = before is not None and _range(text, before, match)
        bound = "min" if lower else "max" if upper else bound_of(text, _start(match), match.end())
        shared = after if lower and after is not None else match
        if after is not None and PART_OF.fullmatch(text[match.end() : after.start()]) and not match["unit"]:
            yield _number(text, match, match, bound, after.end())
            continue
        behind = OR_MORE.match(text, match.end())
        yield _number(text, match, shared, bound, behind.end() if behind else shared.end())


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """The forms of numbers, tried only where a digit, a sign of money or a word that begins one stands."""
    done = 0
    parts = HEAD.split(text)  # what stands between heads, a head, what stands between …
    starts = list(accumulate(map(len, parts)))[::2]
    for start, head in zip(starts, map(str.lower, parts[1::2]), strict=False):
        if start < done or (head not in HEADS and head.isalpha()):
            continue
        match = NUMBER.match(text, start)
        if match is not None:
            done = match.end()
            yield match


def _number(text: str, match: re.Match[str], shared: re.Match[str], bound: str | None, phrase_at: int) -> Number:
    words = " ".join(match["number"].lower().split())
    scale = (match["scale"] or (shared["scale"] if shared is not match else None) or "").strip(" -\n").lower()
    value = _value(words, bool(match["half"]), scale)
    if value is not None and match["rest"]:
        value += _value(match["rest"].lower(), False, "") or 0.0
    if value is not None and match["minus"]:
        value = -value
    sign, unit = match["sign"] or shared["sign"], match["unit"] or shared["unit"]
    name = SIGNS.get(sign.lower()) or unit_of(sign) if sign else unit_of(unit) if unit else None
    start = _start(match)
    definite = bool(DEFINITE.search(text, max(0, start - 8), start))
    return Number(start, match.end(), value, name, bound, not words[0].isdigit(), bool(scale), definite, phrase_at)


def _start(match: re.Match[str]) -> int:
    """Where the figure begins: at its sign of money, at "minus", or at the number."""
    return next(match.start(name) for name in ("sign", "minus", "number") if match[name])


def _value(words: str, half: bool, scale: str) -> float | None:
    factor = 1.0
    for part in scale.split():
        factor *= SCALES[part]
    if words[0].isdigit():
        value: float | None = float(re.sub(r"[,\u00a0\u202f ]", "", words))
    elif words in ("a", "an"):
        value = 1.0
    elif words in ("half a", "a half"):
        value = 0.5
    else:
        whole, _, decimals = words.partition(" point ")
        parts = whole.split("-")
        known = all(part in ONES or part in TENS for part in parts)
        behind = sum(ONES[digit] / 10**place for place, digit in enumerate(decimals.split(), 1))
        value = sum(ONES.get(part, TENS.get(part, 0.0)) for part in parts) + behind if known else None
    return None if value is None else round((value + (0.5 if half else 0.0)) * factor, 6)


def _no_figure(text: str, match: re.Match[str]) -> bool:
    """Dates, durations, ages, ordinals, footnotes, calibres and numbers in names."""
    if match["ordinal"]:
        return True
    if match["unit"] or match["sign"] or match["scale"]:
        return bool(match["scale"] and not match["unit"] and not match["sign"] and TIME_BEHIND.match(text, match.end()))
    start, end = match.start("number"), match.end()
    if match["half"] or TIME_BEHIND.match(text, end) or CALIBRE.match(text, end):
        return True
    if not text[start].isdigit():
        return text[end : end + 1] == "-" or (text[start].isupper() and text[start - 1 : start] == "-")
    return _date_or_name(text, start, end, match["number"])


def _date_or_name(text: str, start: int, end: int, number: str) -> bool:
    lead = text[max(0, start - 24) : start]
    behind = text[end : end + 1]
    if len(number) > LONGEST and number.isdigit():
        return True
    if YEAR.match(number) and not re.match(r"\s(?!levels)[a-z]+s\b", text[end : end + 20]):
        return True
    if ONE_IN.match(text, end) or IN_ONE.search(lead):
        return True
    if (
        FOOTNOTE.search(lead)
        or DATE_BEFORE.search(lead)
        or behind in ("/", "°", "’", "'", '"')
        or text[start - 1 : start] in ("#", "'", "’")
        or behind.isalpha()
    ):
        return True
    if text.startswith("-strong", end):
        return False
    named = NAME_BEFORE.search(lead)
    if named is None:
        return behind == "-" and text[end + 1 : end + 2].isalnum() and not text[end + 1 : end + 2].isdigit()
    return not named.group().endswith(", ") or bool(AGE_BEHIND.match(text, end))


def _range(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    gap = text[left.end() : right.start()] + (" " if right.group()[:1] == " " else "")
    if not (gap and RANGE.fullmatch(gap)) or (left["unit"] and not right["unit"]):
        return False
    low, high = (_value(" ".join(end["number"].lower().split()), False, "") for end in (left, right))
    if left["unit"] and low is not None and high is not None and low > high:
        return False  # "46% to 38%": a score
    return "and" not in gap or bool(re.search(r"\bbetween\s+$", text[max(0, left.start() - 9) : left.start()], re.I))


def bound_of(text: str, start: int, end: int) -> str | None:
    """The bound that the words around ``text[start:end]`` set on a number: ``min``, ``max``, ``about`` or None."""
    behind = OR_MORE.match(text, end)
    found = BOUND_BEFORE.search(text, max(0, start - 28), start) or behind
    return found.lastgroup if found else None
