"""Tellings in the same words, taken together before anything is compared.

Forty copies of a sentence are one wording: it is compared once. In: tellings. Out: wordings, ordered by
time of their first telling. Two tellings share one if their contents are equal in every part that the
comparison looks at, and nothing else keeps them apart: the speaker of "I", the speaker of a content too
general to stand alone, or more days between them than undated words keep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.link.content import Content
from sayso.link.moments import day, order
from sayso.link.sameness import is_general
from sayso.link.settings import LinkSettings
from sayso.link.tellings import Telling


class Wording(Struct, frozen=True):
    """Tellings with equal contents, in order of time."""

    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The earliest, which speaks for all."""
        return self.tellings[0]


def in_time(telling: Telling) -> tuple[float, str, int, str]:
    """The order of tellings everywhere in linking: time of publication, document, place in it."""
    return order(telling.published), telling.document, telling.start, telling.statement


def wordings(tellings: Sequence[Telling], settings: LinkSettings) -> tuple[Wording, ...]:
    """The wordings of all tellings, each telling in exactly one."""
    alike: dict[tuple[Content, str | None, str | None], list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=in_time):
        alike[telling.content, telling.wraps, _speaker(telling)].append(telling)
    found = [wording for group in alike.values() for wording in _by_window(group, settings)]
    return tuple(sorted(found, key=lambda wording: in_time(wording.first)))


def _speaker(telling: Telling) -> str | None:
    """Whose words these are, where the words alone do not say what is claimed."""
    own = telling.content.first_person or is_general(telling.content)
    return telling.speaker if own else None


def _by_window(group: Sequence[Telling], settings: LinkSettings) -> Iterable[Wording]:
    """Undated contents in spells of at most ``window_days`` from the spell's first telling."""
    if group[0].content.days:
        yield Wording(tuple(group))
        return
    spell: list[Telling] = []
    for telling in group:
        if spell and _days_between(spell[0], telling) > settings.window_days:
            yield Wording(tuple(spell))
            spell = []
        spell.append(telling)
    yield Wording(tuple(spell))


def _days_between(first: Telling, later: Telling) -> int:
    start, end = day(first.published), day(later.published)
    return 0 if start is None or end is None else end - start
