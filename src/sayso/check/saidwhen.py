"""A quotation moved in time: the line says that it was said on another day than the source does.

In: a quotation in its line, and where its words stand on the desk. Out: the two days, in words, or None. The line's day
must stand next to its cue; what may be meant at the source is the day on which its statement was made, the days named
in the sentence around it, and the day of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sayso.check.dates import may_be, times_in
from sayso.check.page import Page
from sayso.check.prepared import Prepared, TextLine
from sayso.model import Span, Statement, Time

BESIDE = 40  # characters between a cue and the day that dates it: "said in a video address on Tuesday"
REACH = 200  # characters around the words at the source


def moved_in_time(
    prepared: Prepared, line: TextLine, own: Statement | None, page: Page, start: int, end: int
) -> str | None:
    """What differs, for a finding's detail; None where nothing does, or where it cannot be told."""
    cue = own.cue if own else None
    if own is None or cue is None:
        return None
    contents = [*own.content]
    beside = [
        time
        for time in times_in(prepared.reading, Span(line.start, line.end))
        if min(abs(time.start - cue.end), abs(cue.start - time.end)) <= BESIDE
        and not any(part.start <= time.start < part.end for part in contents)
    ]
    there = _days(page, start, end)
    if len(beside) != 1 or not there or any(may_be(beside[0], one) for one in there):
        return None
    here = prepared.text[beside[0].start : beside[0].end]
    return f"{here} here, at the source {_in_words(there)}"


def _days(page: Page, start: int, end: int) -> list[Time]:
    """The days on which the words may have been said."""
    found = list(times_in(page.reading, Span(max(0, start - REACH), end + REACH)))
    for one in page.statements_over(start, end):
        if one.said is not None:
            found.append(Time(0, 0, "DATE", one.said.value, None, one.said.start, one.said.end))
    published = page.reading.document.published
    if published is None:
        return []
    day = date.fromisoformat(published[:10])
    return [*found, _time(day), _time(day - timedelta(days=1))]


def _time(day: date) -> Time:
    iso = day.isoformat()
    return Time(0, 0, "DATE", iso, None, iso, iso)


def _in_words(days: Sequence[Time]) -> str:
    return " or ".join(dict.fromkeys(day.value[:10] for day in days if day.first))
