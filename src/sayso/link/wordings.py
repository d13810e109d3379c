"""Tellings in the same words, taken together before anything is compared.

Forty copies of a sentence are one wording: it is compared once, by its first telling. In: tellings of one sense, equal
in every part that the comparison looks at. Out: wordings. Undated contents keep for some days only: a wording spans
at most ``window_days`` from its first telling.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.link.moments import order
from sayso.link.shelf import UNDATED_DAY, Columns
from sayso.link.tellings import Telling


def in_time(telling: Telling) -> tuple[float, str, int, str]:
    """The order of tellings everywhere in linking: time of publication, document, place in it."""
    return order(telling.published), telling.document, telling.start, telling.statement


def wordings(alike: Sequence[int], columns: Columns, window_days: int) -> Iterable[list[int]]:
    """The numbers of tellings of one sense, given in order of time, in spells; the first speaks for each."""
    if len(alike) == 1 or columns.dated[alike[0]]:
        yield list(alike)
        return
    spell: list[int] = []
    for place in alike:
        if spell and _days_between(columns, spell[0], place) > window_days:
            yield spell
            spell = []
        spell.append(place)
    yield spell


def _days_between(columns: Columns, first: int, later: int) -> int:
    start, end = int(columns.day[first]), int(columns.day[later])
    return 0 if UNDATED_DAY in (start, end) else end - start
