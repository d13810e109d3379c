"""Lengths of time and times that recur: "two and a half years", "the past three months", "every day"."""

from __future__ import annotations

import re
from typing import Final

from sayso.read.times.context import Context
from sayso.read.times.days import shift_months
from sayso.read.times.found import Form, Found
from sayso.read.times.pieces import COUNT, QUANTITY, UNIT, VAGUE, YEAR, S
from sayso.read.times.words import ORDINALS, QUANTITY_MODS, UNITS, YEARS_IN, number

_OPEN: Final = (
    r"(?:(?P<open>(?:the |these |those )?(?:last|past|next|coming|first|final|previous|preceding|following|recent)) )?"
)
LENGTH_FORM: Final = re.compile(
    rf"{QUANTITY}{_OPEN}{QUANTITY.replace('<quantity>', '<quantity2>')}"
    rf"(?:{COUNT.replace('<count>', '<one>')} (?:to|or) |[0-9]+-)?(?:{COUNT.replace('<count>', '<count2>')}|{VAGUE})[ -]"
    rf"(?:(?:more|full|long|whole|consecutive|straight|additional|calendar|trading) )?{UNIT}"
    r"(?P<half> and a half)?(?P<old>[ -]olds?\b)?(?P<long>-long\b)?"
)
BARE_FORM: Final = re.compile(
    rf"(?P<open>(?:(?:the |these |those )?(?:last|past|next|coming|recent|previous|preceding|following) )?){UNIT}(?![ -]old)"
)
EVERY_FORM: Final = re.compile(
    rf"(?P<every>every|each)(?: (?P<other>other))? (?:{COUNT} )?{UNIT}"
)
ADVERB_FORM: Final = re.compile(r"(?P<adverb>daily|weekly|monthly|annually|yearly|hourly|nightly|quarterly)(?![a-z])")
PER_FORM: Final = re.compile(r"an? (?P<unit>day|week|month|year|hour)(?![a-z])")
QUARTER_FORM: Final = re.compile(
    r"(?:(?P<lead>the|this|last|next|its|their|his)[ -])?(?:(?P<years>[12][0-9]{3}|year-ago|year-earlier|this year's|last year's|"
    r"next year's) )?(?:(?P<fiscal>fiscal|financial)[ -])?(?P<nth>first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th)|latest|current)"
    rf"[ -](?:fiscal[ -])?(?P<what>quarter|half)(?![a-z])(?:(?: of|,)?{S}(?:(?:the )?(?:fiscal )?(?P<year>{YEAR})|(?P<in_rel>this|last|next|the) year))?"
)
SHORT_QUARTER_FORM: Final = re.compile(rf"(?P<what>q|h)(?P<nth>[1-4])(?:(?: of)? (?P<year>{YEAR}))?(?![0-9a-z])")

_ADVERBS: Final = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "hourly": "PT1H",
    "nightly": "P1D",
    "quarterly": "P1Q",
}


def length(count: float | None, unit: str) -> str:
    """The ISO 8601 duration of ``count`` units; a vague count (None) is X."""
    if count is not None and unit in YEARS_IN:
        count, unit = count * YEARS_IN[unit], "Y"
    if count is not None and count < 1:
        count, unit = _halved(count, unit)
    size = "X" if count is None else f"{count:g}"
    return f"PT{size}{unit[1]}" if unit[0] == "T" else f"P{size}{unit}"


def _halved(count: float, unit: str) -> tuple[float, str]:
    smaller = {"TH": (60, "TM"), "Y": (12, "M"), "TM": (60, "TS")}.get(unit)
    return (count * smaller[0], smaller[1]) if smaller else (count, unit)


def duration(match: re.Match[str], context: Context) -> Found | None:
    """"two and a half years", "nearly an hour", "the past three months", "10-hour"."""
    group = match.group
    start, end = match.span()
    unit = UNITS[group("unit")]
    if group("old") and not group("half"):
        return None
    words = group("count2") or group("vague")
    count = number(words)
    if count is not None and group("half"):
        count += 0.5
    if group("unit") == "fortnight" and count is not None:
        count *= 2
    if _no_length(match, context, words, unit):
        return None
    quantity = group("quantity") or group("quantity2") or ""
    return Found(start, end, "DURATION", length(count, unit), QUANTITY_MODS.get(quantity))


_IDIOMS: Final = re.compile(r"(?:a|one) (?:second|minute|min)\b")


def _no_length(match: re.Match[str], context: Context, words: str, unit: str) -> bool:
    """"in a second", "a second man", "a day" (per day): words that only look like a length."""
    group = match.group
    if group("unit") == "second" and words in ("a", "an", "one", "some", "many"):
        return True
    if group("unit") == "min" and not words[0].isdigit():
        return True
    if not group("plural") and words not in ("a", "an", "one", "half a", "half an", "half") and not group("half"):
        hyphen = context.flat[match.end(words and "count2" if group("count2") else "vague")]
        return hyphen != "-" and words[0].isdigit() is False and number(words) not in (None, 1.0)
    return False


def bare(match: re.Match[str], context: Context) -> Found | None:
    """"for years", "recent weeks", "the coming months": a length nobody counted."""
    unit = UNITS[match.group("unit")]
    if not match.group("plural") or match.group("unit") in ("second", "night", "min", "minute", "weekend", "quarter"):
        return None
    if not match.group("open") and not _stretch(match, context):
        return None
    return Found(*match.span(), "DURATION", length(None, unit))


_STRETCH: Final = re.compile(r"(?:for|after|in|within|over|lasted|took|takes?|of|spent|only|just|years|months|weeks|days) $")
_STRETCH_AFTER: Final = re.compile(r" (?:ago|of|later|before|after|earlier|to come|ahead)\b")


def _stretch(match: re.Match[str], context: Context) -> bool:
    if _STRETCH.search(context.flat[max(0, match.start() - 10) : match.start()]):
        return True
    return bool(_STRETCH_AFTER.match(context.flat, match.end()))


def every(match: re.Match[str], context: Context) -> Found | None:
    """"every day", "each year", "every two weeks", "every other month"."""
    unit = UNITS[match.group("unit")]
    words = match.group("count")
    count = 2.0 if match.group("other") else number(words.strip()) if words else 1.0
    return Found(*match.span(), "SET", length(count, unit))


def adverb(match: re.Match[str], context: Context) -> Found:
    """"daily", "annually"."""
    return Found(*match.span(), "SET", _ADVERBS[match.group("adverb")])


def quarter(match: re.Match[str], context: Context) -> Found | None:
    """"the third quarter", "the first half of 2024", "last year's fourth quarter"."""
    group = match.group
    letter = group("what")[0].upper()
    nth = ORDINALS.get(group("nth"))
    anchor = context.anchor
    if nth is None and group("nth") in ("last", "final"):
        nth = 4 if letter == "Q" else 2
    if letter == "H" and (nth is None or nth > 2 or not (group("year") or group("in_rel"))):
        return None
    if nth is None:
        if anchor is None:
            return None
        day = shift_months(anchor, -3) if group("nth") == "latest" else anchor
        return Found(*match.span(), "DATE", f"{day.year:04d}-Q{(day.month + 2) // 3}")
    return Found(*match.span(), "DATE", f"{_quarter_year(match, context, nth)}-{letter}{nth}")


def _quarter_year(match: re.Match[str], context: Context, nth: int) -> str:
    group, anchor = match.group, context.anchor
    named = group("year") or group("years") or ""
    if named[:1].isdigit():
        return named
    if anchor is None:
        return "XXXX"
    words = f"{named} {group('in_rel') or ''} {group('lead') or ''}"
    if "last" in words or "year-" in words:
        return f"{anchor.year - 1:04d}"
    if "next" in words:
        return f"{anchor.year + 1:04d}"
    begun = 3 * nth - 2 <= anchor.month
    return f"{anchor.year - (not begun and not context.is_future(*match.span())):04d}"


def short_quarter(match: re.Match[str], context: Context) -> Found | None:
    """"Q3 2024", "H1"."""
    if not context.capital(match.start()):
        return None
    year = match.group("year") or (f"{context.anchor.year:04d}" if context.anchor else "XXXX")
    return Found(*match.span(), "DATE", f"{year}-{match.group('what').upper()}{match.group('nth')}")


DURATION_FORMS: Final[tuple[Form, ...]] = (
    (QUARTER_FORM, quarter),
    (EVERY_FORM, every),
    (LENGTH_FORM, duration),
    (BARE_FORM, bare),
)
