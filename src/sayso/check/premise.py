"""A passage as the judge is given it: who printed it and when, who says it, the sentence before, its words.

In: a reading and the spans of a passage. `sayso.train.judge` teaches with the same. What a network so small cannot work
out is worked out for it: which day "on Tuesday" was, and who says it through whom.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import day_name, month_name
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from sayso.model import Reading, Span, Statement, Time

MOST_BEFORE = 32  # words of the sentence before, its last ones: for "he", "the company" and "both"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_NAMED = re.compile(rf"\b({'|'.join(name for name in month_name if name)})\b")
WEEKDAY = re.compile(rf"\b({'|'.join(day_name)})\b")
_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(\d\d))?")


class Premise(Struct, frozen=True):
    """``head``: ``[outlet, day; speaker; speaker > whom they cite]``, whatever of it is known.

    In ``words`` a day, month or year that the text says by other words, "on Tuesday", stands behind them: "(3 May)".
    """

    head: str
    before: str
    words: str


def premise(reading: Reading, spans: Iterable[Span]) -> Premise:
    """A passage, which may be of more than one sentence, with what it takes to read it alone."""
    passage = sorted(set(spans))
    document = reading.document
    printed = [part for part in (document.outlet, *_said(document.published)) if part]
    words = " ".join(_dated(reading, span) for span in passage)
    return Premise(
        f"[{'; '.join([', '.join(printed), *speakers_of(reading, passage)])}]", _before(reading, passage), words
    )


def _said(published: str | None) -> list[str]:
    """The day of publication in words, with its weekday: "Tuesday, 3 May 2016"."""
    day = _day(published or "")
    return [f"{day_name[day.weekday()]}, {day.day} {month_name[day.month]} {day.year}"] if day is not None else []


def _dated(reading: Reading, span: Span) -> str:
    """The words of a span, with the days, months and years that they say by other words."""
    text, published = reading.document.text, reading.document.published or ""
    words, at = "", span.start
    for time in (time for time in reading.times if span.start <= time.start and time.end <= span.end):
        when = _calendar(time, text[time.start : time.end], published)
        if when and at <= time.start:
            words += f"{text[at : time.end]} ({when})"
            at = time.end
    return " ".join((words + text[at : span.end]).split())


def _calendar(time: Time, words: str, published: str) -> str:
    """When it was as a calendar says it, the year only where it is another than that of printing; "" where words do.

    Of a day that the words name by its number, the weekday alone; of an hour by itself nothing.
    """
    if time.type in ("DURATION", "SET"):
        return ""
    numbered = any(letter.isdigit() for letter in words)
    found = _DAY.match(time.value)
    if numbered or _NAMED.search(words):
        weekday = _weekday(found[0]) if found and time.type == "DATE" else ""
        return "" if WEEKDAY.search(words) else weekday
    if found:
        day = f"{int(found[3])} {month_name[int(found[2])]}"
        day = day if WEEKDAY.search(words) else f"{_weekday(found[0])}, {day}".removeprefix(", ")
        return day if found[1] == published[:4] else f"{day} {found[1]}"
    if found := _MONTH_OR_YEAR.fullmatch(time.value):
        return f"{month_name[int(found[2])]} {found[1]}" if found[2] else found[1]
    return ""


def _weekday(iso: str) -> str:
    day = _day(iso)
    return day_name[day.weekday()] if day is not None else ""


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def speakers_of(reading: Reading, passage: Sequence[Span]) -> list[str]:
    """Who says a passage behind the publisher and whom they cite, each chain once, as the reading has them."""
    near = (one for one in reading.statements if one.type != "control" and _overlaps(one, passage))
    chains = dict.fromkeys(tuple(link.name for link in one.chain[1:]) for one in near)
    whole = (one for one in chains if not any(one == other[: len(one)] for other in chains if other != one))
    return [" > ".join(one) for one in whole if one]


def _overlaps(one: Statement, passage: Iterable[Span]) -> bool:
    return any(part.start < span.end and span.start < part.end for span in passage for part in one.content)


def _before(reading: Reading, passage: Sequence[Span]) -> str:
    """The sentence before the passage, its last words where it is long."""
    at = bisect_left(reading.sentences, passage[0]) - 1
    if at < 0:
        return ""
    span = reading.sentences[at]
    end = min(span.end, passage[0].start)
    return " ".join(reading.document.text[span.start : end].split()[-MOST_BEFORE:])
