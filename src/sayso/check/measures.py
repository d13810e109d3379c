"""A number that measures on one side and counts on the other: "42 women" of "a 42-year-old woman"; or another money.

In: the two sides of a comparison. Out: at most one finding. The counting side must be a figure that the reader read
with what it counts; what merely stands behind a number ("aged 42, Hrin said") counts nothing.
"""

from __future__ import annotations

import re
from itertools import combinations

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.passages import keys_of
from sayso.link.conflicts import comparable
from sayso.link.content import Number
from sayso.link.marks import within
from sayso.read.figures.units import CURRENCIES

_CURRENCIES = frozenset(keys_of(unit.lower() for unit in CURRENCIES))
_MEASURES = frozenset(keys_of("year years old month week day hour minute percent kilometre metre tonne".split()))


def measure_drafts(both: Compared) -> list[Draft]:
    """A finding for the first number that both sides have and that is another sort of number on each."""
    left, right = both.left.content.numbers, both.right.content.numbers
    for here in left:
        same = [there for there in right if there.value == here.value]
        if same and all(_of_other_sort(both, here, there) for there in same):
            start, end = _place(both.left, here)
            there_start, there_end = _place(both.right, same[0])
            at_source = both.right.page.text[there_start:there_end]
            detail = f"{both.left.page.text[start:end]} here, {at_source} at the source"
            money = bool(here.counts & _CURRENCIES)
            return [Draft("F001", start, end, detail, both.citation, counted=money)]
    return _crossed(both)


def _crossed(both: Compared) -> list[Draft]:
    """A finding where two numbers count each what the other does at the source: nine dead and 23 hurt, 23 and nine."""
    left, right = both.left.content.numbers, both.right.content.numbers
    for here, other in combinations(left, 2):
        there = [number for number in right if number.value == here.value]
        across = [number for number in right if number.value == other.value]
        if len(there) == len(across) == 1 and _are_crossed(here, other, there[0], across[0]):
            start, end = _place(both.left, here)
            detail = f"{both.left.page.text[start:end]} and the other way round at the source"
            return [Draft("F001", start, end, detail, both.citation, counted=True)]
    return []


def _are_crossed(here: Number, other: Number, there: Number, across: Number) -> bool:
    """Whether each of two numbers shares what it counts with the source's other number only."""
    if here.value == other.value or here.counts & there.counts or other.counts & across.counts:
        return False
    return bool(here.counts & across.counts and other.counts & there.counts)


def _of_other_sort(both: Compared, here: Number, there: Number) -> bool:
    paid, asked = here.counts & _CURRENCIES, there.counts & _CURRENCIES
    if paid and asked:
        return paid != asked
    if comparable(here, there) or _measures(here) == _measures(there):
        return False
    return _is_read(both.right, there) if _measures(here) else _is_read(both.left, here)


def _measures(number: Number) -> bool:
    return bool(number.counts & _MEASURES)


def _is_read(side: Side, number: Number) -> bool:
    return any(figure.value == number.value and figure.of for figure in within(side.marks.figures, side.spans))


def _place(side: Side, number: Number) -> tuple[int, int]:
    """Where a number stands, with the word behind it or those joined to it: "42 women", "42-year-old"."""
    pattern = re.compile(rf"\b{re.escape(f'{number.value:g}')}\b(?:(?:-[^\W\d_]+)+| [^\W\d_]+)?")
    found = (pattern.search(side.page.text, span.start, span.end) for span in side.spans)
    match = next((match for match in found if match), None)
    in_words = next((f for f in within(side.marks.figures, side.spans) if f.value == number.value), side.spans[0])
    return match.span() if match else (in_words.start, in_words.end)
