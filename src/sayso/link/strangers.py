"""Do two contents that count differently count the same thing?

In: two contents. Out: whether only one of them measures (4 kilometres, 6,200 men), or each has a word of its own that
is far in meaning from every word of the other: 37 banks and 16 shipowners on a list, 200 ill with measles and 550 with
hepatitis. Two counts of one thing in other words ("people", "demonstrators") seldom have such a word on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sayso.link.content import Content
from sayso.link.meaning import meaning, nearness
from sayso.link.words import stem, wording

FAR = 0.3  # cosine: banks and shipowners -.04, measles and hepatitis .17; banks and lenders .37, rally and protest .52

_UNITS = frozenset(
    map(stem, "square cubic metre kilometre mile hectare acre tonne pound euro dollar rouble percent".split())
)

_MEASURES = frozenset(map(stem, "kilometre metre mile hectare acre tonne".split()))


def count_other_things(one: Content, other: Content) -> bool:
    """Whether only one of the contents measures, or each has a word that nothing in the other is near to."""
    if _measures(one) != _measures(other):
        return True
    left, right = _said(one), _said(other)
    return _has_stranger(left - right, right) and _has_stranger(right - left, left)


def _measures(content: Content) -> bool:
    return any(number.counts & _MEASURES for number in content.numbers)


def _said(content: Content) -> frozenset[str]:
    said = content.words - frozenset(content.names) - wording().weak - _UNITS
    return frozenset(word for word in said if not word[0].isdigit())


def _has_stranger(lone: Iterable[str], others: Iterable[str]) -> bool:
    met = [vector for word in others if (vector := _of(word))]
    return any((vector := _of(word)) and all(nearness(vector, one) < FAR for one in met) for word in lone)


@lru_cache(maxsize=20_000)
def _of(word: str) -> bytes:
    return meaning([word])
