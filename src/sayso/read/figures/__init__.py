"""Figures: numbers with their unit, what they count, and their bound.

In: a text. Out: figures in text order that do not overlap. Dates, clock times, durations, ages, ordinals, footnote
marks and the numbers in names ("72nd Brigade", "T-90", "Article 5") are none. Units are the symbols that pint knows
(`units`), currencies those of ISO 4217; `comparable` brings two figures to one unit, `normalised` one to the
usual unit of its kind. A range is two figures, the lower with bound ``min`` and the upper with ``max``. Linear in
the text.
"""

from __future__ import annotations

from sayso.model import Figure
from sayso.read.figures.counted import counted, hurt, measured_before, tallied
from sayso.read.figures.numbers import Number, numbers
from sayso.read.figures.shares import shares
from sayso.read.figures.units import comparable, normalised

__all__ = ["comparable", "figures", "normalised"]

BARE = 1000  # a smaller number that counts nothing is a score, a label or an age more often than a figure
FEW = 3  # "one of them", "two sides": the smallest numbers in words count only with a unit or people and things hurt
VAGUE = frozenset(
    "sides countries leaders parties ways things nations states men others weeks options issues terms points questions "
    "reasons presidents governments capitals rounds phases times factors fronts".split()
)


def figures(text: str) -> tuple[Figure, ...]:
    """The figures in ``text``. ``value`` is None where the text says only that there is a number."""
    found = (_figure(text, number) for number in _every_number(text))
    return tuple(figure for figure in found if figure is not None)


def _every_number(text: str) -> list[Number]:
    """Numbers and shares in text order; "one in five" is a share, not a one and a five."""
    parts = list(shares(text))
    within = {at for part in parts for at in range(part.start, part.end)}
    return sorted([*parts, *(number for number in numbers(text) if number.start not in within)])


def _figure(text: str, number: Number) -> Figure | None:
    of = counted(text, number.phrase_at, number.unit)
    if of is None and number.unit:
        of = measured_before(text, number.start)
    if of is None and number.unit is None:
        of = hurt(text, number.start, number.phrase_at) or tallied(text, number.start)
    if number.in_words and number.unit is None and not number.scaled and not _counts(number, of):
        return None
    if of is None and number.unit is None and not number.scaled and (number.value or 0) < BARE:
        return None
    return Figure(number.start, number.end, number.value, number.unit, of, number.bound)


def _counts(number: Number, of: str | None) -> bool:
    """Whether a small number in words counts something: "four officials", "two soldiers", but not "the two sides"."""
    if number.value is None or number.value <= 1:
        return number.value is None
    if of is None:
        return False
    return number.value > FEW or (of.split()[-1] not in VAGUE and not number.definite)
