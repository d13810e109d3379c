"""Tellings in the same words, taken together before anything is compared.

Forty copies of a sentence are one wording: it is compared once, by its first telling. In: tellings of one sense, equal
in every part that the comparison looks at. Out: wordings. Undated contents keep for some days only: a wording spans
at most ``window_days`` from its first telling. What an outlet says in passing (`sayso.link.editions`) does not even
keep until its next edition: there begins another wording, unless that is a version or a copy of the former.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.link.drawers import Owners
from sayso.link.editions import HALF_DAY
from sayso.link.moments import order
from sayso.link.shelf import PASSING, UNDATED_DAY, Columns
from sayso.link.tellings import Telling


def in_time(telling: Telling) -> tuple[float, str, int, str]:
    """The order of tellings everywhere in linking: time of publication, document, place in it."""
    return order(telling.published), telling.document, telling.start, telling.statement


def wordings(alike: Sequence[int], columns: Columns, sources: Owners, window_days: int) -> Iterable[list[int]]:
    """The numbers of tellings of one sense, given in order of time, in spells; the first speaks for each.

    ``sources``: for each paper the one that it is a version or a whole copy of, which may be itself.
    """
    if len(alike) == 1 or columns.dated[alike[0]]:
        yield list(alike)
        return
    spell: list[int] = []
    editions: dict[int, int] = {}  # of each publisher the first telling in the spell
    for place in alike:
        publisher = int(columns.publisher[place])
        before = editions.get(publisher, place)
        too_late = spell and _days_between(columns, spell[0], place) > window_days
        if too_late or _is_said_anew(columns, sources, before, place):
            yield spell
            spell, editions = [], {}
        spell.append(place)
        editions.setdefault(publisher, place)
    yield spell


def _is_said_anew(columns: Columns, sources: Owners, before: int, place: int) -> bool:
    """Whether an outlet says in passing what it said so before."""
    passing = columns.traits[before] & columns.traits[place] & PASSING
    papers = columns.paper[before], columns.paper[place]
    if not passing or sources[papers[0]] == sources[papers[1]]:
        return False
    return not abs(float(columns.moment[place]) - float(columns.moment[before])) < HALF_DAY  # undated: it may be


def _days_between(columns: Columns, first: int, later: int) -> int:
    start, end = int(columns.day[first]), int(columns.day[later])
    return 0 if UNDATED_DAY in (start, end) else end - start
