"""Groups of people that a text names by a plural noun, before they speak: "four senators", "nearly 150 Indians".

In: a text. Out: each noun phrase with its place, for "they", "some" and "two of them" to take up.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.model import Span
from sayso.read.agents import nations, words
from sayso.read.agents.people import STARTERS

NUMERALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozens hundreds thousands several many few some".split()
)
ABOUT = frozenset("nearly about around almost over roughly least".split())
THINGS = frozenset(
    "numbers letters computers papers newspapers orders matters corners dinners factors tractors reactors motors "
    "plants restaurants variants figures dangers containers summers incidents accidents events".split()
)
PLURAL = frozenset(w for w in words.PEOPLE_PLURAL if w.endswith("s") or w in ("people", "men", "women")) - frozenset(
    "forces authorities channels outlets media agencies services countries states governments parties".split()
)
WORD = re.compile(r"[^\W_][\w’'-]*")
MOST_BEFORE = 3  # words before the noun that belong to it


class Group(Struct, frozen=True):
    """A plural noun phrase without article: its words, its noun and its place."""

    name: str
    head: str
    span: Span


def groups(text: str) -> list[Group]:
    """The groups named in ``text``, in text order."""
    tokens = [(m.start(), m.group()) for m in WORD.finditer(text)]
    peoples = _peoples()
    out: list[Group] = []
    for i, (start, word) in enumerate(tokens):
        low = word.lower()
        if low in PLURAL or low in peoples or (words.DOERS.fullmatch(low) and low not in THINGS):
            first = _first(text, tokens, i)
            begin = tokens[first][0]
            out.append(Group(text[begin : start + len(word)], low, Span(begin, start + len(word))))
    return out


def _peoples() -> frozenset[str]:
    """Plurals of demonyms: Indians, Germans."""
    return frozenset(d + "s" for d in nations.by_demonym() if d.endswith(("an", "i"))) | {"democrats", "republicans"}


def _first(text: str, tokens: list[tuple[int, str]], i: int) -> int:
    """The first word of the noun phrase that the ``i``-th word heads: numerals, nations and names before it."""
    first = i
    while first > 0 and i - first < MOST_BEFORE:
        start, word = tokens[first - 1]
        low = word.lower()
        gap = text[start + len(word) : tokens[first][0]]
        modifies = low in NUMERALS or low in ABOUT or word.isdigit() or low in nations.by_demonym()
        if gap != " " or not (modifies or (word[0].isupper() and low not in STARTERS)):
            break
        first -= 1
    return first
