"""Figures, dates, places, names and single words of a line against those of the passage that carries it.

A thing differs when the line has one that the passage has not, and the passage has one of the same sort that the line
has not: what is merely left out, or added from a neighbouring sentence, is no difference. A figure must also stand
somewhere in the document, as a figure of things that may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.check.compared import Compared, Side
from sayso.check.dates import date_drafts, dates_missing
from sayso.check.draft import Draft
from sayso.check.listed import lists
from sayso.check.measures import measure_drafts
from sayso.check.naming import name_drafts, names_missing
from sayso.check.numerals import Numeral, numerals
from sayso.check.passages import keys_of
from sayso.check.ratios import told_otherwise
from sayso.check.swapped import swapped_drafts
from sayso.link.conflicts import agree, comparable
from sayso.link.content import Number
from sayso.link.marks import within
from sayso.model import Span
from sayso.read.figures.units import CURRENCIES

_COMPARES = re.compile(r"\b(?:more|less|fewer|up|down|above|below|higher|lower|longer|shorter|rose|fell|grew)\b", re.I)
_UNITS = tuple(
    frozenset(keys_of(units.lower().split()))
    for units in (" ".join(CURRENCIES), "percent percentage_point", "km m mi ft cm")
)
FEW = 5
MOST_LISTED = 12  # more names in a row nobody counts
_DEFINITE = re.compile(r"\b(?:the|these|those|all|other) \Z", re.I)
SMALL = 2  # "of the two, he said", "both men": up to here a figure counts what the text has just named


def fact_drafts(both: Compared) -> Iterator[Draft]:
    """The differences, at most one of each sort."""
    yield from measure_drafts(both) or _figures(both)
    yield from date_drafts(both)
    yield from name_drafts(both)
    yield from swapped_drafts(both)


def missing(both: Compared) -> int:
    """How many figures, dates and names of the line stand nowhere around the passage."""
    own = [number for number in both.left.content.numbers if number.value > SMALL]
    lone = [number for number in own if not _has(both.right.content.numbers, number)]
    figures = sum(not _counted(both.near.content.numbers, number) for number in lone)
    return figures + dates_missing(both) + names_missing(both)


def _figures(both: Compared) -> Iterator[Draft]:
    left, right = both.left.content.numbers, both.right.content.numbers
    lone_left = [one for one in left if not _has(right, one) and not _names_nothing(one)]
    places = {one: _figure_span(both.left, one).start for one in lone_left}
    lone_left = [one for one in lone_left if not _otherwise(both.left, both.right, places[one], one.value)]
    stand = {one.value for one in numerals(both.right)} if lone_left else set()
    lone_left = [one for one in lone_left if one.value not in stand and not _from_near(both, one)]
    lone_right = [one for one in right if not _has(left, one)]
    for number in lone_left:
        other = next((o for o in lone_right if comparable(number, o) and _sort(number) == _sort(o)), None)
        if other is not None:
            yield _draft(
                both,
                "F001",
                _figure_span(both.left, number),
                f"{_said(both.left, number)} here, {_said(both.right, other)} at the source",
            )
            return
    yield from _nowhere(both)


def _names_nothing(number: Number) -> bool:
    """Whether a number counts nothing of its own and may be a word for what is named: "the two of them"."""
    return not number.counts and number.value <= SMALL


def _sort(number: Number) -> int:
    """Whether a figure is a sum, a share, a length, or only counts: 15 kilometres are no other two towns."""
    return next((sort for sort, units in enumerate(_UNITS) if number.counts & units), -1)


def _from_near(both: Compared, sought: Number) -> bool:
    """Whether a neighbour of the passage counts so many of the same things, or the passage's own figures differ by
    so many: "three hours less", of 44 and 41."""
    if sought.counts and _counted([one for one in both.near.content.numbers if one.counts], sought):
        return True
    values = [one.value for one in both.right.content.numbers]
    apart = {round(abs(one - other), 6) for one in values for other in values if one != other}
    return sought.value in apart and bool(_COMPARES.search(both.left.text))


def _nowhere(both: Compared) -> Iterator[Draft]:
    """A figure that stands neither around the passage nor, of the same things, anywhere in the document."""
    here = [one for one in numerals(both.left) if one.value > SMALL]
    near = numerals(both.near) if here else []
    for one in here:
        if not any(one.value == other.value for other in near) and not _told(both, one):
            words = both.left.page.text[one.start : one.end]
            yield _draft(both, "F001", Span(one.start, one.end), f"{words} stands nowhere in the source")
            return


def _told(both: Compared, one: Numeral) -> bool:
    """Whether a figure that does not stand around the passage is told there, or elsewhere in the document."""
    own = _with_value(both, one)
    agreed = any(agree(number, there) for number in own for there in both.near.content.numbers)
    derived = agreed or any(_from_near(both, number) for number in own) or _named_before(both, one)
    return derived or _otherwise(both.left, both.near, one.start, one.value) or _elsewhere(both, one)


def _otherwise(side: Side, there: Side, start: int, value: float) -> bool:
    """Whether a figure is told in another form there: "nine in ten" of 90 percent, "two weeks" of 14 days, "four
    states" of as many names."""
    if told_otherwise(side.text, start - side.spans[0].start, there.text):
        return True
    return SMALL < value <= MOST_LISTED and value in lists(there.text)


def _named_before(both: Compared, one: Numeral) -> bool:
    """Whether a figure counts what was named: "the three leaders", of "Obama, Abe and Park"; or is an hour: "ten on
    Wednesday night", of "10 p.m."."""
    before = both.left.page.text[max(0, one.start - 8) : one.start]
    hour = re.search(rf"\b{one.value:g}(?::\d\d)? ?[ap]\.?m\b", both.near.text) is not None
    return hour or (one.value <= FEW and _DEFINITE.search(before) is not None)


def _elsewhere(both: Compared, one: Numeral) -> bool:
    return any(one.value == other.value and one.counts == other.counts for other in numerals(both.document))


def _with_value(both: Compared, one: Numeral) -> list[Number]:
    """The figure as the reader read it, with its "about" or "at least"."""
    return [number for number in both.left.content.numbers if number.value == one.value]


def _has(numbers: Sequence[Number], sought: Number) -> bool:
    return any(sought.value == one.value or agree(sought, one) for one in numbers)


def _counted(numbers: Sequence[Number], sought: Number) -> bool:
    """Whether a figure stands there and can count the same things: 20,000 shells are no 20,000 soldiers."""
    return any(agree(sought, one) for one in numbers)


def _figure_span(side: Side, number: Number) -> Span:
    figures = within(side.marks.figures, side.spans)
    return next((Span(f.start, f.end) for f in figures if f.value == number.value), side.spans[0])


def _said(side: Side, number: Number) -> str:
    """The figure in the text's own words."""
    span = _figure_span(side, number)
    return f"{number.value:g}" if span == side.spans[0] else side.page.text[span.start : span.end]


def _draft(both: Compared, code: str, span: Span, detail: str) -> Draft:
    return Draft(code, span.start, span.end, detail, both.citation)
