"""A number that measures on one side and counts on the other: "42 women" of "a 42-year-old woman".

In: the two sides of a comparison. Out: at most one finding. The counting side must be a figure that the reader read
with what it counts; what merely stands behind a number ("aged 42, Hrin said") counts nothing.
"""

from __future__ import annotations

import re

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.passages import keys_of
from sayso.link.conflicts import comparable
from sayso.link.content import Number
from sayso.link.marks import within

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
            return [Draft("F001", start, end, detail, both.citation)]
    return []


def _of_other_sort(both: Compared, here: Number, there: Number) -> bool:
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
