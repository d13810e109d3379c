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
    r"(?:(?P<open>(?:the|these|those)(?: (?:last|past|next|coming|first|final|previous|preceding"
    r"|following|latest"
    r"|recent|year-earlier))?|last|past|next|coming|previous|preceding|following) )?"
)
LENGTH_FORM: Final = re.compile(
    rf"{QUANTITY}{_OPEN}"
    rf"(?:{COUNT.replace('<count>', '<one>')} (?:to|or) "
    rf"|[0-9]+-)?(?:{COUNT.replace('<count>', '<count2>')}|{VAGUE})(?P<hyphen>[ -])"
    rf"(?:(?:more|full|long|whole|consecutive|straight|additional|calendar|trading) )?{UNIT}"
    r"(?P<half> and a half)?(?P<old>[ -]olds?\b)?(?:-long\b)?(?: or so\b)?"
)
BARE_FORM: Final = re.compile(
    rf"(?P<open>(?:(?:the |these |those )?(?:last|past|next|coming|recent|previous|preceding"
    rf"|following) )?){UNIT}(?: (?:or|and) (?:days|weeks|months|years|decades))?(?P<long>-long\b)?(?![ -]old)"
)
EVERY_FORM: Final = re.compile(rf"(?P<every>every|each)(?: (?P<other>other))? (?:{COUNT} )?{UNIT}")
ADVERB_FORM: Final = re.compile(r"(?P<adverb>daily|weekly|monthly|annually|yearly|hourly|nightly)(?![a-z])")
PER_FORM: Final = re.compile(r"an? (?P<unit>day|week|month|year|hour)(?![a-z])")
QUARTER_FORM: Final = re.compile(
    r"(?:(?P<lead>the|this|last|next) )?(?:(?P<years>[12][0-9]{3}|year-ago|year-earlier"
    r"|this year's|last year's|"
    r"next year's) )?(?:(?P<fiscal>fiscal|financial)[ -])?(?P<nth>first|second|third|fourth|last"
    r"|final|[1-4](?:st|nd|rd|th)|latest|current)"
    rf"[ -](?:fiscal[ -])?(?P<what>quarter|half)(?![a-z])(?:(?: of|,)?{S}(?:(?:the )?(?:fiscal )?"
    rf"(?P<year>{YEAR})|(?P<in_rel>this|last|next|the) year))?"
)
SHORT_QUARTER_FORM: Final = re.compile(rf"(?P<what>q|h)(?P<nth>[1-4])(?:(?: of)? (?P<year>{YEAR}))?(?![0-9a-z])")

THE_QUARTER_FORM: Final = re.compile(r"the (?P<which>latest )?(?P<what>quarter|period)(?![a-z])(?! of)")
YEAR_AGO_FORM: Final = re.compile(
    r"(?:a year (?:ago|earlier)|the (?:comparable |corresponding )?year-(?:ago|earlier) (?:quarter"
    r"|period)|year-(?:ago|earlier)(?! nine))(?![a-z])"
)
THE_YEAR_FORM: Final = re.compile(
    r"the (?P<what>(?:full |fiscal )?year)(?![a-z-])(?P<ends> end"
    r"(?:ed|ing)\b)?"
)

_ADVERBS: Final = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "hourly": "PT1H",
    "nightly": "P1D",
}


def length(count: float | None, unit: str) -> str:
    """The ISO 8601 duration of ``count`` units; a vague count (None) is X. Decades and centuries are years."""
    if unit in YEARS_IN:
        count, unit = count and count * YEARS_IN[unit], "Y"
    if count is not None and count < 1:
        count, unit = _halved(count, unit)
    size = "X" if count is None else f"{count:g}"
    return f"PT{size}{unit[1]}" if unit[0] == "T" else f"P{size}{unit}"


def _halved(count: float, unit: str) -> tuple[float, str]:
    smaller = {"TH": (60, "TM"), "Y": (12, "M"), "TM": (60, "TS")}.get(unit)
    return (count * smaller[0], smaller[1]) if smaller else (count, unit)


def duration(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "two and a half years", "nearly an hour", "the past three months", "10-hour"."""
    group = match.group
    start, end = match.span()
    unit = UNITS[group("unit")]
    if (group("old") and unit == "Y") or context.is_title(start, end):  # an age, a programme
        return None
    words = group("count2") or group("vague")
    count = number(words)
    if count is not None and group("half"):
        count += 0.5
    if group("unit") == "fortnight" and count is not None:
        count *= 2
    if group("open") and group("hyphen") == "-" and group("open") == "the":
        start = match.start("count2")
    if _no_length(match, context, words):
        return None
    quantity = group("quantity") or ""
    return Found(start, end, "DURATION", length(count, unit), QUANTITY_MODS.get(quantity))


_OPENS_LENGTH: Final = re.compile(
    r"(?:for|in|within|after|of|than|over|during|about|lasts?|lasted|took|takes?|spent|spend|until"
    r"|only|just|least|another) $"
)
_FOLLOWS_LENGTH: Final = re.compile(r" (?:of|before|after|later|following|from|since|apart|ahead)\b")


def _no_length(match: re.Match[str], context: Context, words: str) -> bool:
    """Resolve "in a second", "three-quarters", "a shell a day": words that only look like a length."""
    group, unit = match.group, match.group("unit")
    if unit == "second" or unit == "min":
        return not group("plural") and not words[0].isdigit()
    if unit == "quarter":
        return not group("plural") or words == "three"
    if group("vague") and not group("plural"):
        return True
    if words in ("a", "an") or (words == "one" and unit == "day"):
        return not (group("quantity") or group("half") or group("open")) and not _is_length(match, context)
    return False


def _is_length(match: re.Match[str], context: Context) -> bool:
    flat, start = context.flat, match.start()
    if flat[match.end("count2")] == "-" or _OPENS_LENGTH.search(flat, max(0, start - 10), start):
        return True
    return bool(_FOLLOWS_LENGTH.match(flat, match.end()))


def bare(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "for years", "recent weeks", "the coming months": a length nobody counted."""
    unit = UNITS[match.group("unit")]
    if match.group("long"):
        return Found(*match.span(), "DURATION", length(None if match.group("plural") else 1.0, unit))
    if not match.group("plural") or match.group("unit") in (
        "second",
        "night",
        "min",
        "minute",
        "weekend",
        "quarter",
    ):
        return None
    if context.flat.endswith(("early ", "late "), 0, match.start()):
        return None
    if not match.group("open") and not _stretch(match, context):
        return None
    return Found(*match.span(), "DURATION", length(None, unit))


_STRETCH: Final = re.compile(
    r"(?:for|after|in|within|over|lasted|took|takes?|of|spent|only|just|years|months|weeks|days) $"
)
_STRETCH_AFTER: Final = re.compile(r" (?:ago|of|later|before|after|earlier|to come|ahead)\b")


def _stretch(match: re.Match[str], context: Context) -> bool:
    if _STRETCH.search(context.flat[max(0, match.start() - 10) : match.start()]):
        return True
    return bool(_STRETCH_AFTER.match(context.flat, match.end()))


def every(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "every day", "each year", "every two weeks", "every other month"."""
    unit = UNITS[match.group("unit")]
    words = match.group("count")
    count = 2.0 if match.group("other") else number(words.strip()) if words else 1.0
    return Found(*match.span(), "SET", length(count, unit))


def adverb(match: re.Match[str], context: Context) -> Found:
    """Resolve "daily", "annually"."""
    return Found(*match.span(), "SET", _ADVERBS[match.group("adverb")])


def quarter(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "the third quarter", "the first half of 2024", "last year's fourth quarter"."""
    group = match.group
    letter = group("what")[0].upper()
    nth = ORDINALS.get(group("nth"))
    if nth is None and group("nth") in ("last", "final"):
        nth = 4 if letter == "Q" else 2
    if letter == "H" and (nth is None or nth > 2 or not (group("year") or group("in_rel"))):
        return None
    if nth is None:
        value = context.quarter or _calendar_quarter(context, group("nth") == "latest")
    else:
        value = f"{_quarter_year(match, context, nth)}-{letter}{nth}"
    if value and letter == "Q" and "year-" not in (group("years") or ""):
        context.quarter = value
    start = match.start()
    if group("lead") == "the" and match.group().endswith("-quarter"):  # "the third-quarter loss"
        start += 4
    return Found(start, match.end(), "DATE", value) if value else None


def _calendar_quarter(context: Context, latest: bool) -> str | None:
    if context.anchor is None:
        return None
    day = shift_months(context.anchor, -3) if latest else context.anchor
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def _quarter_year(match: re.Match[str], context: Context, nth: int) -> str:
    group, anchor = match.group, context.anchor
    named = group("year") or group("years") or ""
    if named[:1].isdigit():
        return str(named)
    if anchor is None:
        return "XXXX"
    words = f"{named} {group('in_rel') or ''} {group('lead') or ''}"
    if "last" in words or "year-" in words:
        return f"{anchor.year - 1:04d}"
    if "next" in words:
        return f"{anchor.year + 1:04d}"
    begun = 3 * nth - 2 <= anchor.month
    return f"{anchor.year - (not begun and not context.looks_ahead(*match.span())):04d}"


def the_quarter(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "the quarter", "the latest period": the quarter that the text reports on."""
    if match.group("what") == "period" and not match.group("which"):
        return None
    value = context.quarter or _calendar_quarter(context, True)
    return Found(*match.span(), "DATE", value) if value else None


def year_before(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "a year earlier", "the year-ago quarter": a year before what the text reports on."""
    anchor = context.anchor
    if anchor is None:
        return None
    if context.quarter and context.quarter[:4].isdigit():
        value = f"{int(context.quarter[:4]) - 1:04d}{context.quarter[4:]}"
    else:
        value = f"{anchor.year - 1:04d}"
    return Found(*match.span(), "DATE", value)


def the_year(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "the year ended June 30" is a length; "for the year" the year itself."""
    if match.group("ends"):
        return Found(match.start(), match.end("what"), "DURATION", "P1Y")
    before = context.flat[max(0, match.start() - 8) : match.start()]
    if context.anchor is None or not before.endswith(("for ", "during ", "in ", "of ", "through ", "throughout ")):
        return None
    return Found(match.start(), match.end("what"), "DATE", f"{context.anchor.year:04d}")


def short_quarter(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "Q3 2024", "H1"."""
    if not context.capital(match.start()):
        return None
    year = match.group("year") or (f"{context.anchor.year:04d}" if context.anchor else "XXXX")
    return Found(*match.span(), "DATE", f"{year}-{match.group('what').upper()}{match.group('nth')}")


QUARTER_FORMS: Final[tuple[Form, ...]] = (
    (QUARTER_FORM, quarter),
    (YEAR_AGO_FORM, year_before),
    (THE_YEAR_FORM, the_year),
    (THE_QUARTER_FORM, the_quarter),
)
DURATION_FORMS: Final[tuple[Form, ...]] = (
    (EVERY_FORM, every),
    (LENGTH_FORM, duration),
    (BARE_FORM, bare),
)
