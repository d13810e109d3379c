"""Times that point: from the publication ("yesterday", "last week") or from the day last mentioned
("the following day", "two days earlier")."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.read.times.context import Context
from sayso.read.times.dates import part_mod
from sayso.read.times.days import shift_days, shift_months, week
from sayso.read.times.found import Form, Found
from sayso.read.times.pieces import COUNT, DAYTIME, PART, QUANTITY, REL, UNIT, VAGUE, WEEKDAY
from sayso.read.times.words import DAYTIMES, QUANTITY_MODS, UNITS, WEEKDAYS, YEARS_IN, number

DEICTIC_FORM: Final = re.compile(
    rf"{PART}(?:the (?P<far>day before|day after) )?(?P<day>today|yesterday|tomorrow|tonight"
    rf"|overnight)(?![a-z])"
    rf"(?:'s)?(?: {DAYTIME}(?![a-z]))?"
)
WEEKDAY_FORM: Final = re.compile(
    rf"(?:(?P<every>every|each) )?(?:{REL} )?{PART}{WEEKDAY}(?P<plural>s)?(?![a-z])"
    rf"(?:'s)?(?:[ -]{DAYTIME}(?P<plurals>s)?(?![a-z]))?(?: (?P<after>last week|next week|this week))?"
)
AGO_FORM: Final = re.compile(
    rf"(?:{PART})?{QUANTITY}(?:{COUNT}|{VAGUE})?[ -]?(?:more )?{UNIT}(?: or (?:so|two|more))?"
    r"(?: and a half)? (?P<way>ago|earlier|later|before|prior|previously|from now|hence"
    r"|afterwards?|after)(?![a-z])"
)
REL_FORM: Final = re.compile(rf"{PART}{REL} (?:fiscal |calendar |financial |full )?{UNIT}(?:'s)?")
END_FORM: Final = re.compile(
    r"(?P<part>the (?:very )?(?:beginning|start|end|middle|close|rest|remainder)|earlier|later"
    r"|early|late|mid) (?:of|in) "
    r"(?:(?P<the>the|this|last|next|that|the current|the following) )(?P<unit>week|month|year|day"
    r"|quarter|decade|century)"
    r"(?![a-z-])"
)
YEAR_END_FORM: Final = re.compile(r"(?:the )?year(?:'s)?[ -]end(?![a-z])")
DAYTIME_FORM: Final = re.compile(
    rf"{PART}(?:(?P<rel>this|that|last|the same|the next|the following|the previous"
    rf"|the)[ -])?{PART.replace('<part>', '<part2>')}"
    rf"{DAYTIME}(?![a-z])"
)

_BACK: Final = ("last", "past", "previous")
# "over the past year" is a length that ends today; "last year" is the calendar's.
_STRETCHES: Final = ("the past", "the last", "the next", "the coming", "past")
_ON: Final = ("next", "coming", "following")
_MENTIONED: Final = (
    "that",
    "that same",
    "the same",
    "the following",
    "the previous",
    "following",
    "previous",
)


def _far(context: Context, rel: str) -> date | None:
    """The day that a pointing word starts from: the one last mentioned, or the publication."""
    return context.mention if rel in _MENTIONED else context.anchor


def deictic(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "today", "late yesterday", "yesterday morning", "tomorrow", "tonight", "overnight"."""
    word, daytime = match.group("day"), match.group("daytime")
    if word == "today" and _nowadays(match, context):
        return None
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    step += {"day before": -1, "day after": 1}.get(match.group("far") or "", 0)
    end = match.end() - (2 if match.group().endswith("'s") else 0)
    day = _iso(context.anchor, step)
    mod = part_mod(match.group("part"))
    if word in ("tonight", "overnight"):
        return Found(match.start(), end, "TIME", f"{day}TNI", mod, "daytime" if word == "overnight" else "")
    if daytime:
        return Found(match.start(), end, "TIME", f"{day}{DAYTIMES[daytime]}", mod)
    return Found(match.start(), end, "DATE", day, mod, "day")


_NOWADAYS_AFTER: Final = re.compile(
    r"(?:'s)? (?:world|society|russia|ukraine|europe|america|youth|standards|generation)\b"
)
_NOWADAYS_BEFORE: Final = re.compile(r"(?:of|than|even|as|until|to|still|like|exists?|known) $")


def _nowadays(match: re.Match[str], context: Context) -> bool:
    """Whether "today" means the present age, which is no time of the calendar."""
    if match.group("part"):
        return False
    if _NOWADAYS_AFTER.match(context.flat, match.end("day")):
        return True
    return bool(_NOWADAYS_BEFORE.search(context.flat[max(0, match.start() - 8) : match.start()]))


def _iso(day: date | None, step: int = 0) -> str:
    return "XXXX-XX-XX" if day is None else shift_days(day, step).isoformat()


def weekday(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "Friday", "last Thursday", "next Monday morning", "every Tuesday"."""
    group = match.group
    if not context.capital(match.start("weekday")):
        return None
    name = group("weekday")
    if len(name) < 6 and not (name[:3] == "tue" and len(name) > 4):
        return None
    number_of_day = WEEKDAYS[name[:3]]
    daytime = DAYTIMES.get(group("daytime") or "", "")
    start = match.start()
    end = match.end() - (2 if match.group().endswith("'s") else 0)
    mod = part_mod(group("part"))
    if group("every") or group("plural") or group("plurals"):
        return Found(start, end, "SET", f"XXXX-WXX-{number_of_day + 1}{daytime}", mod)
    day = _weekday_date(match, context, number_of_day)
    if day is None:
        value = f"XXXX-WXX-{number_of_day + 1}"
    else:
        value = day.isoformat()
        context.mentioned(day)
    if daytime:
        return Found(start, end, "TIME", value + daytime, mod)
    return Found(start, end, "DATE", value, mod, "day")


def _weekday_date(match: re.Match[str], context: Context, number_of_day: int) -> date | None:
    rel, after = match.group("rel") or "", match.group("after")
    base = _far(context, rel)
    if base is None:
        return None
    ahead = (number_of_day - base.weekday()) % 7
    if after:
        monday = shift_days(base, -base.weekday() + {"last": -7, "next": 7}.get(after[:4], 0))
        return shift_days(monday, number_of_day)
    if rel.endswith(_BACK):
        return shift_days(base, ahead - 7)
    if rel.endswith(_ON):
        return shift_days(base, ahead or 7)
    if rel == "this past" or not context.looks_ahead(*match.span()):
        return shift_days(base, ahead - 7 if ahead else 0)
    return shift_days(base, ahead)


def ago(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "two days earlier", "about two years ago", "several weeks later"."""
    group = match.group
    unit, way = UNITS[group("unit")], group("way")
    words = group("count") or group("vague")
    words = words or ("several" if group("plural") and way in ("ago", "later", "earlier") else "")
    if not words or (way in ("before", "after", "prior") and not _ends_there(match, context)):
        return None
    mod = QUANTITY_MODS.get(group("quantity") or "")
    count = number(words)
    back = way not in ("later", "from now", "hence", "afterwards", "afterward", "after")
    base = context.anchor
    if way not in ("ago", "from now", "hence"):
        base = context.mention if unit in ("D", "W") else context.period
    start, end = match.span()
    if count is None:
        return Found(start, end, "DATE", f"PTX{unit[1]}" if unit[0] == "T" else f"PX{unit}", mod)
    if " and a half" in match.group() and "half" not in words:
        count += 0.5
    kind = "TIME" if unit[0] == "T" else "DATE"
    value = moved(base, unit, -count if back else count, context)
    if value is None:
        return None
    return Found(start, end, "TIME" if kind == "TIME" else "DATE", value, mod)


def _ends_there(match: re.Match[str], context: Context) -> bool:
    """Resolve "two days before" that names no event after it (", ." or the end) points to a day by itself."""
    after = context.flat[match.end() : match.end() + 1]
    return after in ("", ",", ".", ";", ")")


def moved(base: date | None, unit: str, count: float, context: Context) -> str | None:
    """The value ``count`` units from ``base``, as precise as the unit is (TIMEX3's practice)."""
    if unit[0] == "T":
        return None
    if base is None:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX")
    if unit == "D":
        context.mentioned(shift_days(base, int(count)))
        return shift_days(base, int(count)).isoformat()
    if unit in ("W", "WE"):
        return week(shift_days(base, int(7 * count)))
    if unit == "M":
        return shift_months(base, int(count)).isoformat()[:7]
    if unit == "Q":
        return _quarter(shift_months(base, int(3 * count)))
    years = count * YEARS_IN.get(unit, 1)
    if years != int(years):
        return shift_months(base, int(12 * years)).isoformat()[:7]
    return f"{min(max(base.year + int(years), 1), 9999):04d}"


def _quarter(day: date) -> str:
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def relative(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "last week", "next year", "this month", "the following day", "that year"."""
    group = match.group
    rel, unit = group("rel"), UNITS[group("unit")]
    if group("plural") or unit[0] == "T" or rel in ("every", "each") or context.is_title(*match.span()):
        return None
    if unit == "D" and group("unit") == "night":
        return _night(match, context)
    if unit == "D" and rel not in (*_MENTIONED, "the next", "next", "the past", "the last"):
        return None
    if rel in _STRETCHES and unit in ("W", "M", "Q", "Y", "DE", "CE") and not match.group("part"):
        size = f"P{YEARS_IN[unit]}Y" if unit in YEARS_IN else f"P1{unit}"
        return Found(*match.span(), "DURATION", size)
    if rel in ("the past", "the last") and match.group("unit") == "day":
        ends = context.flat.startswith(" of", match.end())
        return None if ends else Found(*match.span(), "DURATION", "P1D")
    base = context.period if rel in _MENTIONED else context.anchor
    if unit == "D":
        base = context.mention
    end = match.end() - (2 if match.group().endswith("'s") else 0)
    step = -1 if rel.endswith(_BACK) else 1 if rel.endswith(_ON) else 0
    if rel == "this past":
        step = -1
    mod = part_mod(group("part"))
    value = _weekend(base, step, context) if unit == "WE" else moved(base, unit, step, context)
    if value is None:
        return None
    if unit in YEARS_IN and base is not None:
        value = value[: 3 if unit == "DE" else 2]
    return Found(match.start(), end, "DATE", value, mod)


def _night(match: re.Match[str], context: Context) -> Found:
    rel = match.group("rel")
    base = _far(context, rel)
    step = -1 if rel.endswith(_BACK) else 1 if rel.endswith(_ON) else 0
    return Found(*match.span(), "TIME", _iso(base, step) + "TNI", part_mod(match.group("part")))


def _weekend(base: date | None, step: int, context: Context) -> str:
    if base is None:
        return "XXXX-WXX-WE"
    return week(shift_days(base, 7 * step)) + "-WE"


def the_weekend(match: re.Match[str], context: Context) -> Found:
    """Resolve "the weekend": the one just past, or the coming one where the tense looks ahead."""
    base = context.anchor
    if base is None:
        return Found(*match.span(), "DATE", "XXXX-WXX-WE")
    here = context.looks_ahead(*match.span()) or base.weekday() >= 5
    return Found(*match.span(), "DATE", week(shift_days(base, 0 if here else -7)) + "-WE")


def part_of_unit(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "the end of the year", "later in the month"."""
    unit, the = UNITS[match.group("unit")], match.group("the")
    step = {"last": -1, "next": 1, "the following": 1}.get(the, 0)
    base = context.period if the in ("that", "the following") else context.anchor
    if unit == "D":
        base = context.mention
    value = moved(base, unit, step, context)
    if value is None:
        return None
    if unit in YEARS_IN and base is not None:
        value = value[: 3 if unit == "DE" else 2]
    return Found(*match.span(), "DATE", value, part_mod(match.group("part")))


def year_end(match: re.Match[str], context: Context) -> Found:
    """Resolve "year-end", "the year's end"."""
    year = f"{context.anchor.year:04d}" if context.anchor else "XXXX"
    return Found(*match.span(), "DATE", year, "END")


def daytime(match: re.Match[str], context: Context) -> Found | None:
    """Resolve "this morning", "last night", "the next morning", "noon"."""
    word, rel = match.group("daytime"), match.group("rel") or ""
    mod = part_mod(match.group("part") or match.group("part2"))
    if word not in ("noon", "midnight", "midday") and not rel and not mod:
        return None
    if rel == "the" and word not in ("noon", "midnight", "midday") and not _inside(match, context):
        return None
    base = context.anchor if rel in ("this", "last") else context.mention
    step = -1 if rel in ("last", "the previous") else 1 if rel in ("the next", "the following") else 0
    shape = "daytime" if step == 0 and rel in ("the", "") else ""
    if word in ("noon", "midnight", "midday"):
        shape = "clock"
    return Found(*match.span(), "TIME", _iso(base, step) + DAYTIMES[word], mod, shape)


def _inside(match: re.Match[str], context: Context) -> bool:
    before = context.flat[max(0, match.start() - 8) : match.start()]
    return before.endswith(("in ", "during ", "on ", "by ", "until ", "of "))


DEICTIC_FORMS: Final[tuple[Form, ...]] = ((DEICTIC_FORM, deictic),)
WEEKDAY_FORMS: Final[tuple[Form, ...]] = ((WEEKDAY_FORM, weekday),)
DAYTIME_FORMS: Final[tuple[Form, ...]] = ((DAYTIME_FORM, daytime),)
UNIT_FORMS: Final[tuple[Form, ...]] = (
    (AGO_FORM, ago),
    (END_FORM, part_of_unit),
    (YEAR_END_FORM, year_end),
    (REL_FORM, relative),
    (re.compile(r"the weekend(?![a-z])"), the_weekend),
)
