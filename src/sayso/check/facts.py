"""Figures, dates, places and names of a line against those of the passage that carries it.

A thing differs when the line has one that the passage has not, and the passage has one of the same sort that the line
has not: what is merely left out, or added from a neighbouring sentence, is no difference. A figure must also stand
somewhere in the document, as a figure of things that may be the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.check.compared import Compared, Side
from sayso.check.dates import date_drafts, dates_missing
from sayso.check.draft import Draft
from sayso.check.measures import measure_drafts
from sayso.check.naming import name_drafts, names_missing
from sayso.check.passages import keys, stop_keys
from sayso.check.verbatim import exact_words
from sayso.link.conflicts import agree, comparable
from sayso.link.content import Number
from sayso.link.marks import within
from sayso.model import Figure, Span


def fact_drafts(both: Compared) -> Iterator[Draft]:
    """The differences, at most one of each sort."""
    yield from measure_drafts(both) or _figures(both)
    yield from date_drafts(both)
    yield from name_drafts(both)


def missing(both: Compared) -> int:
    """How many figures, dates and names of the line stand nowhere around the passage."""
    here, near = both.right.content.numbers, both.near.content.numbers
    figures = sum(not _has(here, number) and not _counted(near, number) for number in both.left.content.numbers)
    return figures + dates_missing(both) + names_missing(both)


def _figures(both: Compared) -> Iterator[Draft]:
    left, right = both.left.content.numbers, both.right.content.numbers
    lone_left = [one for one in left if not _has(right, one)]
    lone_right = [one for one in right if not _has(left, one)]
    for number in lone_left:
        other = next((o for o in lone_right if comparable(number, o)), None)
        if other is not None:
            yield _draft(
                both,
                "F001",
                _figure_span(both.left, number),
                f"{_said(both.left, number)} here, {_said(both.right, other)} at the source",
            )
            return
    for number in lone_left:
        if not _has(both.near.content.numbers, number) and not _stands(both.right, number):
            yield _draft(
                both,
                "F001",
                _figure_span(both.left, number),
                f"{_said(both.left, number)} stands nowhere in the source",
            )
            return


def _has(numbers: Sequence[Number], sought: Number) -> bool:
    return any(sought.value == one.value or agree(sought, one) for one in numbers)


def _counted(numbers: Sequence[Number], sought: Number) -> bool:
    """Whether a figure stands there and can count the same things: 20,000 shells are no 20,000 soldiers."""
    return any(agree(sought, one) for one in numbers)


def _stands(side: Side, sought: Number) -> bool:
    same = (figure for figure in side.marks.figures if figure.value == sought.value)
    return any(not sought.counts or not _counts(one) or _counts(one) & sought.counts for one in same)


def _counts(figure: Figure) -> frozenset[str]:
    return frozenset(keys(exact_words(f"{figure.unit or ''} {figure.of or ''}"))) - stop_keys()


def _figure_span(side: Side, number: Number) -> Span:
    figures = within(side.marks.figures, side.spans)
    return next((Span(f.start, f.end) for f in figures if f.value == number.value), side.spans[0])


def _said(side: Side, number: Number) -> str:
    """The figure in the text's own words."""
    span = _figure_span(side, number)
    return f"{number.value:g}" if span == side.spans[0] else side.page.text[span.start : span.end]


def _draft(both: Compared, code: str, span: Span, detail: str) -> Draft:
    return Draft(code, span.start, span.end, detail, both.citation)
