"""Calendar dates: days, months, years, decades, centuries, seasons, quarters, holidays."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.read.times.context import Context
from sayso.read.times.days import shift_days
from sayso.read.times.found import Form, Found
from sayso.read.times.pieces import DAY, MONTH, PART, REL, YEAR, S
from sayso.read.times.words import CENTURIES, MONTHS, PART_MODS, SEASONS, SMALL, TENS

# A month alone may be a verb or a name ("may", "March to"): these words before it make it a month.
_STRONG: Final = frozenset(
    (
        *("in", "since", "until", "till", "by", "from", "through", "throughout", "during", "before", "after", "beyond"),
        *("between", "early", "late", "mid", "this", "last", "next", "every", "each"),
    )
)
_BEFORE_MONTH: Final = _STRONG | {"and", "or", "to", "for", "of", "as", "about", "around", "on"}
_UNSURE: Final = frozenset(("may", "mar", "march", "jan", "dec", "jun", "sep", "august", "april", "june"))
_WEEKDAY_OPENS: Final = rf"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,?{S}"
_DAY_OF: Final = rf"(?:(?:{_WEEKDAY_OPENS})?(?:the (?=[0-9]{{1,2}}[a-z]))?(?P<day>{DAY}){S}(?:of )?|{_WEEKDAY_OPENS})?"
_IN_YEAR: Final = (
    rf"(?:,?{S}(?:of )?(?:(?P<year>{YEAR})(?!,[0-9]|\.[0-9]| (?:et|gmt|utc|hours|hrs|local|kyiv|moscow)\b)"
    rf"|'(?P<short>[0-9]{{2}})(?![0-9]))"
    rf"|,?{S}(?:of )?(?P<in_rel>last|this|next|the same|the following|that) year)?"
)
MONTH_FORM: Final = re.compile(
    rf"{PART}(?:{REL}[ -])?{_DAY_OF}{MONTH}(?:[ -]{{1,3}}(?P<day2>{DAY})(?![:.,][0-9]|%))?{_IN_YEAR}"
)
YEAR_FORM: Final = re.compile(
    rf"{PART}(?:(?P<fiscal>(?:the )?(?:fiscal(?: year)?|financial year|fy) ?)|the year )?(?:the "
    rf"(?=[12][0-9]{{3}}'?s))?(?P<year>{YEAR})"
    r"(?P<decade>'?s)?(?:(?:-|/)(?P<to>[0-9]{2}|[12][0-9]{3})(?![0-9-]))?(?![0-9%]|[.,:/][0-9])"
)
_SPOKEN_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SPOKEN_FORM: Final = re.compile(  # transcripts write years as they are said
    rf"{PART}(?:the year )?(?:(?P<century>nineteen|eighteen) (?P<tens>{'|'.join(TENS)})"
    rf"(?:[ -](?P<ones>{'|'.join(_SPOKEN_ONES)}))?|two thousand)(?![a-z-])"
)
SHORT_DECADE_FORM: Final = re.compile(rf"(?:the )?{PART}'?(?P<decade>[2-9]0)'?s\b")
CENTURY_FORM: Final = re.compile(
    rf"(?:the )?{PART}(?P<century>[12]?[0-9](?:st|nd|rd|th)|[a-z]+(?:-first)?)[ -]century\b"
)
SEASON_FORM: Final = re.compile(
    rf"{PART}(?:{REL} )?(?:the )?(?:{PART.replace('<part>', '<part2>')})(?P<season>spring|summer"
    rf"|autumn|fall|winter)"
    rf"(?![a-z])(?:,?{S}(?:of )?(?:(?P<year>{YEAR})(?:[-/](?P<to>[0-9]{{2,4}}))?|(?P<in_rel>last"
    rf"|this|next) year))?"
)
ISO_FORM: Final = re.compile(r"(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?(?![0-9-])")
NUMERIC_FORM: Final = re.compile(
    r"(?P<a>[0-3]?[0-9])(?P<sep>[./])(?P<b>[0-3]?[0-9])(?P=sep)(?P<year>[12][0-9]{3})(?![0-9])"
)


def part_mod(part: str | None) -> str | None:
    """The TIMEX3 modifier that "early", "the end of" and the like give."""
    if not part:
        return None
    for word in part.replace("-", " ").split():
        if word in PART_MODS:
            return PART_MODS[word]
    return "END" if "second" in part or "latter" in part else None


def month_date(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "Friday, 1 November 2024", "Oct. 31", "early October 2024", "last March"."""
    group = match.group
    month_at = match.start("month")
    if not context.capital(month_at):
        return None
    day_words = group("day") or group("day2")
    start, end = match.span()
    if group("day") and group("day2"):
        end, day_words = match.start("day2") - 1, group("day")
    elif group("day2") and not group("year") and _counts(match, context):
        end, day_words = match.end("month"), None
    if not day_words and not group("year") and not group("rel") and not _surely_month(match, context):
        return None
    month = MONTHS[group("month")[:3]]
    mod = part_mod(group("part"))
    if group("rel") in ("every", "each"):
        return Found(start, end, "SET", f"XXXX-{month:02d}")
    if not day_words:
        year = _year(match, context, month, 1)
        if year.isdigit():
            context.period = date(int(year), month, 1)
        return Found(start, end, "DATE", f"{year}-{month:02d}", mod, "month")
    day = int("".join(char for char in day_words if char.isdigit()))
    year = _year(match, context, month, day)
    return _day(start, end, f"{year}-{month:02d}-{day:02d}", mod, context)


_IN: Final = re.compile(r"\bin $")
_NOUN: Final = re.compile(r"(?: [a-z][a-z-]*){0,3} [a-z]+s\b")


def _counts(match: re.Match[str], context: Context) -> bool:
    """Whether the number behind a month counts what follows: "in July 17 patrol boats will arrive"."""
    before = _IN.search(context.flat, max(0, match.start() - 3), match.start())
    return before is not None and _NOUN.match(context.text, match.end()) is not None


_AS_ADJECTIVE: Final = re.compile(r" (?!on\b|for\b|of\b|to\b|in\b)[a-z]")
_OPEN_ENDED: Final = re.compile(r"\b(?:by|until|till|through) $")


_MONTH_TO: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december),? "
    r"(?:to|and|or|through|until) $"
)
_NAME_GOES_ON: Final = re.compile(r" [A-Z][a-z]")


def _surely_month(match: re.Match[str], context: Context) -> bool:
    """Whether a month without day and year is one: "in May", and neither "may" nor "May said"."""
    word = match.group("month").rstrip(".")
    if match.group("part") or match.group("in_rel") or match.group("short"):
        return True
    before = context.flat[max(0, match.start() - 12) : match.start()].rstrip(" (").rpartition(" ")[2]
    called = _NAME_GOES_ON.match(context.text, match.end())
    if before in _STRONG:
        return True
    if not called and _MONTH_TO.search(context.flat, max(0, match.start() - 20), match.start()):
        return True
    if before in ("the", "a", "its", "their", "his") and _AS_ADJECTIVE.match(context.text, match.end()):
        return True
    if word not in _UNSURE:
        return len(word) > 3
    return before in _BEFORE_MONTH and word in ("april", "june", "august") and not called


def _year(match: re.Match[str], context: Context, month: int, day: int) -> str:
    group = match.group
    if group("year"):
        return str(group("year"))
    if group("short"):
        return ("20" if group("short") < "50" else "19") + str(group("short"))
    anchor = context.anchor
    if anchor is None:
        return "XXXX"
    if group("in_rel"):
        step = {"last": -1, "next": 1, "the following": 1}.get(group("in_rel"), 0)
        return f"{anchor.year + step:04d}"
    rel = group("rel") or ""
    if rel.endswith(("last", "past", "previous")):
        return f"{anchor.year - (month >= anchor.month):04d}"
    if rel.endswith(("next", "coming", "following")):
        return f"{anchor.year + (month <= anchor.month):04d}"
    distance = _days_ahead(anchor, month, day)
    if rel == "this" or -31 <= distance <= 62:
        return f"{anchor.year:04d}"
    ahead = context.looks_ahead(*match.span())
    if not ahead and _OPEN_ENDED.search(context.flat, max(0, match.start() - 9), match.start()):
        ahead = True
    return f"{nearest_year(anchor, month, day, ahead):04d}"


def _days_ahead(anchor: date, month: int, day: int) -> int:
    return (month * 31 + day) - (anchor.month * 31 + anchor.day)


def nearest_year(anchor: date, month: int, day: int, ahead: bool | None) -> int:
    """The year of a day named without one: the next one where the tense looks ahead, the latest in the past.

    Without a tense it is the nearer of the two. A day within the month behind or the two months ahead is
    of this year in any tense: nobody writes "5 November" on 1 November for a day of the year before.
    """
    distance = _days_ahead(anchor, month, day)
    if ahead:
        return anchor.year + (distance < -31)
    if ahead is None and distance < -300:
        return anchor.year + 1
    return anchor.year - (distance > 62)


def _day(start: int, end: int, value: str, mod: str | None, context: Context) -> Found | None:
    """A day that the calendar has (31 June is none); the text goes on from it."""
    try:
        day = date.fromisoformat(value.replace("XXXX", "2024"))  # a leap year: 29 February may be meant
    except ValueError:
        return None
    if value[0] != "X":
        context.mentioned(day)
    return Found(start, end, "DATE", value, mod, "day")


def year_date(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "1998", "early 1998", "fiscal 1989", "2014-2019", "the 1990s"."""
    group = match.group
    start, end = match.span()
    year = group("year")
    mod = part_mod(group("part"))
    if group("decade"):
        if not year.endswith("0"):
            return None
        return Found(start, end, "DATE", year[:3], mod)
    if group("to"):
        to = group("to") if len(group("to")) == 4 else year[:2] + group("to")
        if to <= year:
            return None
        return Found(start, end, "DATE", f"{year}/{to}", mod)
    if not (group("fiscal") or group("part") or _surely_year(match, context)):
        return None
    context.period = date(int(year), 1, 1)
    return Found(start, end, "DATE", year, mod, "year")


_COUNTED: Final = re.compile(
    r" (?:(?:more|other|new|russian|ukrainian|north|south|civilian|military|armed|foreign|square)\b|[a-z]+-|"
    r"[a-z]*(?:people|troops|men|women|children|soldiers|personnel|km|kilomet\w+|miles|met\w+s|tons|tonnes|"
    r"dollars|euros|pounds|hryvnias?|roubles|rubles|per|percent|points|votes|feet|yards|hours|gmt"
    r"|utc|acres|hectares|"
    r"jobs|workers|employees|units|shares|cases|deaths|homes|houses|vehicles|tanks|drones|missiles"
    r"|rounds|shells)\b)"
)
_MONEY: Final = frozenset("$€£₴#.,:/+-_%№")


def _surely_year(match: re.Match[str], context: Context) -> bool:
    at, end = match.span("year")
    flat = context.flat
    before = flat[at - 1] if at else " "
    if before.isalnum() or before in _MONEY:
        return False
    if _COUNTED.match(flat, end) or flat[end : end + 1].isalpha():
        return False
    year = int(match.group("year"))
    word = flat[max(0, at - 12) : at].rstrip(" (").rpartition(" ")[2]
    if 1900 <= year <= 2100:
        return word not in ("nearly", "some", "than", "least", "most", "no.", "number", "boeing", "page")
    return 1000 <= year < 1900 and word in ("in", "since", "until", "by", "from", "circa", "year")


def spoken_year(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "nineteen ninety-six" and "the year two thousand"."""
    group = match.group
    year = 2000
    if group("century"):
        ones = _SPOKEN_ONES.index(group("ones")) + 1 if group("ones") else 0
        year = 100 * SMALL[group("century")] + TENS[group("tens")] + ones
    context.period = date(year, 1, 1)
    return Found(*match.span(), "DATE", str(year), part_mod(group("part")), "year")


def short_decade(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "the '80s", "the early 90s"."""
    decade = match.group("decade")
    if "'" not in match.group() and "the" not in match.group():
        return None
    century = "20" if decade < "30" else "19"
    return Found(*match.span(), "DATE", century + decade[0], part_mod(match.group("part")))


def century_date(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "the 20th century", "the early nineteenth century"."""
    word = match.group("century")
    number = int(word[:-2]) if word[0].isdigit() else CENTURIES.get(word)
    if not number:
        return None
    return Found(*match.span(), "DATE", f"{number - 1:02d}", part_mod(match.group("part")))


def season_date(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "last fall", "the winter of 2025", "summer 2023": winter bears its December's year."""
    group = match.group
    word, rel, anchor = group("season"), group("rel") or "", context.anchor
    mod = part_mod(group("part") or group("part2"))
    named = group("year")
    opened = match.start("season") > match.start()
    if not named and not opened and not _after_preposition(match, context):
        return None
    if word in ("fall", "spring") and not named and not rel and not mod and not match.group().startswith("the"):
        return None
    if word == "fall" and not named and (rel == "following" or context.flat.startswith(" of", match.end())):
        return None  # "following the fall of Troy"
    season = SEASONS[word]
    year = _season_year(match, anchor, season, rel, context)
    return Found(*match.span(), "DATE", f"{year}-{season}", mod)


def _after_preposition(match: re.Match[str], context: Context) -> bool:
    word = context.flat[max(0, match.start() - 12) : match.start()].rstrip().rpartition(" ")[2]
    return word in ("in", "since", "by", "until", "during", "before", "after", "through")


def _season_year(match: re.Match[str], anchor: date | None, season: str, rel: str, context: Context) -> str:
    if match.group("year"):
        return str(match.group("year"))
    if anchor is None:
        return "XXXX"
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    current = anchor.year - (season == "WI" and anchor.month < 3)
    begun = date(current, first, 1) <= anchor
    if match.group("in_rel"):
        return f"{anchor.year + {'last': -1, 'next': 1}.get(match.group('in_rel'), 0):04d}"
    if rel.endswith(("last", "past", "previous")):
        over = shift_days(date(current, first, 1), 91) <= anchor
        return f"{current - (not over):04d}"
    if rel.endswith(("next", "coming")) or context.looks_ahead(*match.span()):
        return f"{current + begun * (rel != 'this'):04d}"
    return f"{current if begun or rel == 'this' else current - 1:04d}"


def iso_date(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "2024-11-01" and "2024-11"."""
    if match.group("day"):
        return _day(*match.span(), match.group(), None, context)
    return Found(*match.span(), "DATE", match.group(), None, "month")


def numeric_date(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "01.11.2024" is day first; "11/25/2024" month first where no other reading holds."""
    first, second, year = int(match.group("a")), int(match.group("b")), match.group("year")
    day, month = (second, first) if second > 12 else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _day(*match.span(), f"{year}-{month:02d}-{day:02d}", None, context)


MONTH_FORMS: Final[tuple[Form, ...]] = ((MONTH_FORM, month_date),)
YEAR_FORMS: Final[tuple[Form, ...]] = (
    (ISO_FORM, iso_date),
    (NUMERIC_FORM, numeric_date),
    (YEAR_FORM, year_date),
)
