"""The forms tried around each kind of head, in order; the first that covers the head wins."""

from __future__ import annotations

from typing import Final

from sayso.read.times.clock import CLOCK_FORMS, COLON_FORMS, MILITARY_FORM, STAMP_FORM, military, stamp
from sayso.read.times.context import Context
from sayso.read.times.dates import (
    CENTURY_FORM,
    MONTH_FORMS,
    SEASON_FORM,
    SHORT_DECADE_FORM,
    SPOKEN_FORM,
    YEAR_FORMS,
    century_date,
    season_date,
    short_decade,
    spoken_year,
)
from sayso.read.times.deictic import DAYTIME_FORMS, DEICTIC_FORMS, UNIT_FORMS, WEEKDAY_FORMS
from sayso.read.times.durations import (
    ADVERB_FORM,
    DURATION_FORMS,
    QUARTER_FORMS,
    SHORT_QUARTER_FORM,
    adverb,
    short_quarter,
)
from sayso.read.times.found import Form, Found
from sayso.read.times.heads import starts
from sayso.read.times.holidays import HOLIDAY_FORMS

FORMS: Final[dict[str, tuple[Form, ...]]] = {
    "month": (*MONTH_FORMS,),
    "weekday": (*MONTH_FORMS, *WEEKDAY_FORMS),
    "unit": (*QUARTER_FORMS, (CENTURY_FORM, century_date), *UNIT_FORMS, *DURATION_FORMS, *DAYTIME_FORMS),
    "deictic": DEICTIC_FORMS,
    "daytime": DAYTIME_FORMS,
    "season": ((SEASON_FORM, season_date),),
    "adverb": ((ADVERB_FORM, adverb),),
    "holiday": HOLIDAY_FORMS,
    "colon": COLON_FORMS,
    "clock": CLOCK_FORMS,
    "year": ((STAMP_FORM, stamp), *QUARTER_FORMS[:1], *YEAR_FORMS, (MILITARY_FORM, military)),
    "spoken": ((SPOKEN_FORM, spoken_year),),
    "decade": ((SHORT_DECADE_FORM, short_decade),),
    "fiscal": ((SHORT_QUARTER_FORM, short_quarter), *YEAR_FORMS),
}


def parse(kind: str, start: int, end: int, floor: int, context: Context) -> Found | None:
    """The time around the head of a kind at ``[start, end)``, beginning no earlier than ``floor``."""
    flat, forms = context.flat, FORMS[kind]
    for begin in _begins(kind, start, floor, flat):
        if begin and flat[begin - 1].isalnum():
            continue
        for pattern, resolve in forms:
            match = pattern.match(flat, begin)
            if match is None or match.end() <= start or (match.end() < end and kind != "colon"):
                continue
            found = resolve(match, context)
            if found is not None:
                return found
    return None


def _begins(kind: str, start: int, floor: int, flat: str) -> list[int]:
    if kind == "colon":
        begin = start
        while begin > floor and start - begin < 2 and flat[begin - 1].isdigit():
            begin -= 1
        return starts(flat, begin, floor) if begin < start else []
    if kind == "year" and start > floor and flat[start - 1] in "./":
        return [max(floor, start - 6), max(floor, start - 5), max(floor, start - 4)]
    if kind == "clock":
        return starts(flat, _digits_before(flat, start, floor), floor)
    if kind == "decade":
        return starts(flat, _digits_before(flat, start, floor), floor)
    return starts(flat, start, floor)


def _digits_before(flat: str, start: int, floor: int) -> int:
    begin = start
    while begin > floor and start - begin < 5 and flat[begin - 1] in "0123456789:.'":
        begin -= 1
    return begin
