"""Groups of people that a text names by a plural noun, before they speak: "four senators", "nearly 150 Indians".

In: a text. Out: each noun phrase with its place, for "they", "some" and "two of them" to take up.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sayso.model import Span
from sayso.read.agents import nations, words
from sayso.read.agents.words import STARTERS

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
NOUN = re.compile(r"(?<![\w’'-])(?:[^\W\d_]{3,}s|[Pp]eople|[Mm]en|[Ww]omen)(?![\w’'-])")
BEFORE = re.compile(r"[^\W_][\w’'-]*(?= $)")
# "Researchers at Linden University": whose they are.
OF_BODY = re.compile(
    r"[ ](?:at|from)[ ](?:the[ ])?[A-Z][\w’'&-]{0,40}(?:[ ](?:of[ ](?:the[ ])?|for[ ]|and[ ])?[A-Z][\w’'&-]{0,40}){0,5}"
    r"(?<!['’]s)(?![\w’'-]|[ ]and[ ])"
)
LONGEST = 24  # characters of a word before the noun
MOST_BEFORE = 3  # words before the noun that belong to it


class Group(Struct, frozen=True):
    """A plural noun phrase without article: its words, its noun and its place."""

    name: str
    head: str
    span: Span


def groups(text: str) -> list[Group]:
    """The groups named in ``text``, in text order."""
    peoples = _peoples()
    out: list[Group] = []
    for match in NOUN.finditer(text):
        low = match.group().lower()
        if low in PLURAL or low in peoples or (words.DOERS.fullmatch(low) and low not in THINGS):
            begin = _first(text, match.start())
            theirs = OF_BODY.match(text, match.end())
            name = text[begin : theirs.end() if theirs is not None else match.end()]
            out.append(Group(_lowered(name), low, Span(begin, match.end())))
    return out


def _lowered(name: str) -> str:
    """Without a sentence's capital: "Four senators"."""
    first = name.split()[0].lower()
    alone = " " not in name.partition(" at ")[0].partition(" from ")[0]
    plain = first in NUMERALS or first in ABOUT or alone
    return name[:1].lower() + name[1:] if plain and first not in _peoples() else name


@cache
def _peoples() -> frozenset[str]:
    """Plurals of demonyms: Indians, Germans."""
    return frozenset(d + "s" for d in nations.by_demonym() if d.endswith(("an", "i"))) | {"democrats", "republicans"}


def _first(text: str, start: int) -> int:
    """Where the noun phrase begins whose noun is at ``start``: numerals, nations and names before it belong to it."""
    for _ in range(MOST_BEFORE):
        match = BEFORE.search(text[max(0, start - LONGEST) : start])
        if match is None:
            break
        word = match.group()
        low = word.lower()
        modifies = low in NUMERALS or low in ABOUT or word.isdigit() or low in nations.by_demonym()
        if not (modifies or (word[0].isupper() and low not in STARTERS)):
            break
        start -= len(word) + 1
    return start
