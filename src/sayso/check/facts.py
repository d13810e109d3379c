"""Figures, dates, places and names of a line against those of the passage that carries it.

A thing differs when the line has one that the passage has not, and the passage has one of the same sort that the line
has not: what is merely left out, or added from a neighbouring sentence, is no difference. A figure must also stand
somewhere in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.link.conflicts import agree, comparable
from sayso.link.content import Number
from sayso.link.marks import within
from sayso.link.words import fold, stem, words
from sayso.model import Place, Span, Time

_GRAIN = {4: "year", 7: "month", 10: "day"}


def fact_drafts(both: Compared) -> Iterator[Draft]:
    """The differences, at most one of each sort."""
    yield from _figures(both)
    yield from _dates(both)
    yield from _places(both)
    yield from _names(both)


def _figures(both: Compared) -> Iterator[Draft]:
    left, right = both.left.content.numbers, both.right.content.numbers
    lone_left = [one for one in left if not _has(right, one)]
    lone_right = [one for one in right if not _has(left, one)]
    for number in lone_left:
        other = next((o for o in lone_right if comparable(number, o)), None)
        if other is not None:
            yield _draft(both, "F001", _figure_span(both.left, number), f"{number.value:g} here, {other.value:g} at the source")
            return
    for number in lone_left:
        if not _has(both.near.content.numbers, number) and not _stands(both.right, number):
            yield _draft(both, "F001", _figure_span(both.left, number), f"{number.value:g} stands nowhere in the source")
            return


def _has(numbers: Sequence[Number], sought: Number) -> bool:
    return any(sought.value == other.value or agree(sought, other) for other in numbers)


def _stands(side: Side, sought: Number) -> bool:
    return any(figure.value == sought.value for figure in side.marks.figures)


def _figure_span(side: Side, number: Number) -> Span:
    figures = within(side.marks.figures, [side.span])
    return next((Span(f.start, f.end) for f in figures if f.value == number.value), side.span)


def _dates(both: Compared) -> Iterator[Draft]:
    left, right = _times(both.left), _times(both.right)
    near = _times(both.near)
    lone_left = [t for t in left if not any(_same_time(both, t, o) for o in near)]
    lone_right = [t for t in right if not any(_same_time(both, o, t) for o in left)]
    for time in lone_left:
        other = next((o for o in lone_right if _grain(o) == _grain(time) is not None), None)
        if other is not None:
            detail = f"{_words(both.left, time)} here, {_words(both.right, other)} at the source"
            yield _draft(both, "F002", Span(time.start, time.end), detail)
            return


def _times(side: Side) -> list[Time]:
    spans = [time for time in side.page.reading.times if time.type in ("DATE", "TIME")]
    return [t for t in spans if side.span.start <= t.start and t.end <= side.span.end and _grain(t)]


def _grain(time: Time) -> str | None:
    """Year, month, day or weekday: only like is held against like."""
    value = time.value.partition("T")[0]
    if "-W" in value:
        return "day" if len(value) > 8 else None
    return _GRAIN.get(len(value)) if any(mark.isdigit() for mark in value) else None


def _same_time(both: Compared, here: Time, there: Time) -> bool:
    if fold(_words(both.left, here)) == fold(_words(both.right, there)):
        return True
    if here.first and here.last and there.first and there.last:
        return here.first[:10] <= there.last[:10] and there.first[:10] <= here.last[:10]
    if "-W" in here.value or "-W" in there.value:
        return _weekday(here) == _weekday(there) or None in (_weekday(here), _weekday(there))
    return all(a == b or "X" in (a, b) for a, b in zip(here.value[:10], there.value[:10], strict=False))


def _weekday(time: Time) -> int | None:
    value = time.value.partition("T")[0]
    if "-W" in value and value[-1].isdigit() and len(value) > 8:
        return int(value[-1])
    try:
        return date.fromisoformat((time.first or value)[:10]).isoweekday()
    except ValueError:
        return None


def _words(side: Side, time: Time) -> str:
    return side.page.text[time.start : time.end]


def _places(both: Compared) -> Iterator[Draft]:
    left, right = _literal(both.left), _literal(both.right)
    lone_left = [p for p in left if not _named(both, both.left, p, both.near)]
    lone_right = [p for p in right if not _named(both, both.right, p, both.left)]
    for place in lone_left:
        other = next((o for o in lone_right if o.kind == place.kind), None)
        if other is not None:
            detail = f"{_surface(both.left, place)} here, {_surface(both.right, other)} at the source"
            yield _draft(both, "F003", Span(place.start, place.end), detail)
            return


def _literal(side: Side) -> list[Place]:
    return [place for place in within(side.marks.places, [side.span]) if place.use == "literal"]


def _named(both: Compared, side: Side, place: Place, other: Side) -> bool:
    """Whether the other side names this place, under whatever spelling the gazetteer knows."""
    if any(p.geonameid == place.geonameid is not None for p in within(other.marks.places, [other.span])):
        return True
    return _stems(_surface(side, place)) <= other.keys | other.content.words


def _surface(side: Side, place: Place) -> str:
    return side.page.text[place.start : place.end]


def _names(both: Compared) -> Iterator[Draft]:
    places = _place_stems(both.left) | _place_stems(both.right)
    lone_left = [n for n in both.left.content.names if n not in both.near.content.words | both.near.keys | places]
    lone_right = [n for n in both.right.content.names if n not in both.left.content.words | both.left.keys | places]
    if lone_left and lone_right:
        span = _word_span(both.left, lone_left[0])
        here = both.left.page.text[span.start : span.end] if span != both.left.span else lone_left[0]
        there = _word_span(both.right, lone_right[0])
        source = both.right.page.text[there.start : there.end] if there != both.right.span else lone_right[0]
        yield _draft(both, "F004", span, f"{here} here, {source} at the source")


def _place_stems(side: Side) -> set[str]:
    places = within(side.marks.places, [side.span])
    return {part for place in places for part in _stems(_surface(side, place))}


def _stems(text: str) -> set[str]:
    return {word.stem for word in words(text)}


def _word_span(side: Side, sought: str) -> Span:
    for word in words(side.text):
        if word.stem == sought or stem(word.plain) == sought:
            return Span(side.span.start + word.start, side.span.start + word.end)
    return side.span


def _draft(both: Compared, code: str, span: Span, detail: str) -> Draft:
    return Draft(code, span.start, span.end, detail, both.citation)


