"""Dates of a line against those of the passage that carries it."""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.premise import WEEKDAY
from sayso.link.words import fold
from sayso.model import Reading, Span, Time

_WEEK = re.compile(r"\d{4}-W\d\d")
_COUNTED = re.compile(r"\b(?:ago|earlier|later|before|after)\b", re.I)
_GRAIN = {4: "year", 7: "month", 10: "day"}


def date_drafts(both: Compared) -> Iterator[Draft]:
    """A finding for the first date that stands in the place of another, or nowhere around the passage."""
    left, right = times(both.left), times(both.right)
    for time in left:
        day = _on_another_weekday(both, time, right)
        if day is not None:
            detail = f"{_words(both.left, time)} here, but {day.isoformat()} is a {day_name[day.weekday()]}"
            yield Draft("F002", time.start, time.end, detail, both.citation)
            return
    weeks = _weeks(both.right)
    lone_left = [t for t in left if not any(_same(both, t, o) for o in (*right, *weeks))]
    lone_right = [t for t in right if not any(_same(both, o, t) for o in left)]
    near = times(both.near)
    for time in lone_left:
        other = next((o for o in lone_right if _differ(time, o)), None)
        elsewhere = any(_same(both, time, o) for o in near)
        anywhere = elsewhere or any(_same(both, time, o) for o in times(both.document))
        taken = anywhere or _of_publication(both, time)  # from another sentence, or the day on which it was printed
        if other is not None and (not taken or both.in_one_slot(time.start, time.end, other.start, other.end)):
            detail = f"{_words(both.left, time)} here, {_words(both.right, other)} at the source"
            yield Draft("F002", time.start, time.end, detail, both.citation)
            return
        if not taken and _definite(time):
            detail = f"{_words(both.left, time)} stands nowhere in the source"
            yield Draft("F002", time.start, time.end, detail, both.citation)
            return


def _date(time: Time) -> date | None:
    """The day on which a time is or begins, where its year is known."""
    try:
        return date.fromisoformat((time.first or time.value)[:10])
    except ValueError:
        return None


def _on_another_weekday(both: Compared, time: Time, right: Iterable[Time]) -> date | None:
    """The day that words such as "Tuesday, 2 March" mean, where it is no Tuesday and the source does not say so."""
    words = _words(both.left, time)
    named = WEEKDAY.search(words)
    if named is None or not any(map(str.isdigit, words)):
        return None
    same = [other for other in right if _same(both, time, other)]
    days = (_date(other) for other in (*same, time) if other.first and _grain(other) == "day")
    day = next(filter(None, days), None)
    if day is None or day_name[day.weekday()] == named[1]:
        return None
    return None if any(named[1] in _words(both.right, other) for other in same) else day


def _definite(time: Time) -> bool:
    """A day, a month or a year of the calendar: "Monday", "3 March"; not "the day before"."""
    value = time.value.partition("T")[0]
    return _grain(time) is not None and (value.startswith("XXXX") or time.first is not None)


def _of_publication(both: Compared, time: Time) -> bool:
    """The day on which the document was published, or the day before: the outlet reported it then."""
    published = both.right.page.reading.document.published
    if published is None:
        return False
    day = date.fromisoformat(published[:10])
    return any(_agree(time, _day(one)) for one in (day, day - timedelta(days=1)))


def _day(day: date) -> Time:
    iso = day.isoformat()
    return Time(0, 0, "DATE", iso, None, iso, iso)


def may_be(here: Time, there: Time) -> bool:
    """Whether two days may be one, as far as both can be told; other grains may always be."""
    return _grain(here) != _grain(there) or _agree(here, there) is not False


def are_days_of(here: Iterable[Time], there: Iterable[Time]) -> bool:
    """Whether each time has one like it there, by value or as far as both are told: "Sunday" of "2 March", "March" of
    "March 2025"."""
    told = list(there)
    return all(any(_is(time, other) for other in told) for time in here)


def _is(here: Time, there: Time) -> bool:
    return here.value == there.value or (_grain(here) == _grain(there) is not None and _agree(here, there) is True)


def times_in(reading: Reading, span: Span) -> list[Time]:
    """The days named in a span."""
    spans = (time for time in reading.times if time.type in ("DATE", "TIME") and _grain(time) == "day")
    return [time for time in spans if span.start <= time.start and time.end <= span.end]


def dates_missing(both: Compared) -> int:
    """How many dates of the line stand nowhere around the passage."""
    near = times(both.near)
    return sum(not any(_same(both, time, other) for other in near) for time in times(both.left))


def times(side: Side) -> list[Time]:
    """The days, months and years of a span; "now" and "two years" are none."""
    spans = [time for time in side.page.reading.times if time.type in ("DATE", "TIME")]
    return [time for time in spans if side.holds(time.start, time.end) and _grain(time)]


def _weeks(side: Side) -> list[Time]:
    """The weeks of a span that words such as "a week ago" mean: one of their days is meant, which one is left open."""
    spans = (time for time in side.page.reading.times if side.holds(time.start, time.end))
    return [time for time in spans if _WEEK.fullmatch(time.value) and _COUNTED.search(_words(side, time))]


def _grain(time: Time) -> str | None:
    """Year, month, day or weekday: only like is held against like."""
    value = time.value.partition("T")[0]
    if "-W" in value:
        return "day" if len(value) > 8 else None
    return _GRAIN.get(len(value)) if any(mark.isdigit() for mark in value) else None


def _same(both: Compared, here: Time, there: Time) -> bool:
    if fold(_words(both.left, here)) == fold(_words(both.right, there)):
        return True
    if here.first and here.last and there.first and there.last:
        return here.first[:10] <= there.last[:10] and there.first[:10] <= here.last[:10]
    coarser = len(here.value) < min(10, len(there.value)) and "-W" not in here.value + there.value
    return (coarser or _grain(here) == _grain(there)) and _agree(here, there) is True


def _differ(here: Time, there: Time) -> bool:
    """Surely other days: words that cannot be placed in the calendar do not differ from anything."""
    return _grain(here) == _grain(there) and _agree(here, there) is False


def _agree(here: Time, there: Time) -> bool | None:
    """None: a weekday against a date of which the year is not known."""
    if "-W" in here.value or "-W" in there.value:
        days = _weekday(here), _weekday(there)
        return None if None in days else days[0] == days[1]
    pairs = zip(here.value[:10], there.value[:10], strict=False)
    return all(a == b or "X" in (a, b) for a, b in pairs)


def _weekday(time: Time) -> int | None:
    value = time.value.partition("T")[0]
    found = value.rpartition("-")[2][:1]
    if "-W" in value and len(value) > 8:
        return int(found) if found.isdigit() else None
    day = _date(time)
    return day.isoweekday() if day else None


def _words(side: Side, time: Time) -> str:
    return side.page.text[time.start : time.end]
