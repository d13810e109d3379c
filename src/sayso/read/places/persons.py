"""Which capitalised words of a document are people's names, so that Mr London is no city.

Signs: a title or a given name before the word, an initial before it, a mention that the reader found. A
surname that was once seen with such a sign is a surname wherever it stands alone in that document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Span
from sayso.read.places.lexicon import lexicon
from sayso.read.places.spotting import Token, adjacent

_LONGEST_NAME = 4


class Persons(NamedTuple):
    """``inside``: numbers of tokens within a person's name; ``told``: those that the reader found itself.

    ``surnames``: the names' last words, in lower case.
    """

    told: frozenset[int]
    inside: frozenset[int]
    surnames: frozenset[str]


def persons(text: str, words: Sequence[Token], known: Sequence[Span]) -> Persons:
    """The names of people in ``text``; ``known`` are mentions that the reader has found."""
    told = frozenset(_covered(words, known)) if known else frozenset()
    inside: set[int] = set()
    surnames: set[str] = set()
    for i, word in enumerate(words):
        if not word.capital or i in inside or not _opens(text, words, i):
            continue
        last = _last(text, words, i)
        if last > i:
            inside.update(range(i, last + 1))
            surnames.add(words[last].lower)
    return Persons(told, frozenset(inside), frozenset(surnames))


def _covered(words: Sequence[Token], known: Sequence[Span]) -> set[int]:
    spans, inside, at = sorted(known), set(), 0
    for i, word in enumerate(words):
        if not word.capital:  # four of five
            continue
        while at < len(spans) and spans[at].end <= word.start:
            at += 1
        if at < len(spans) and spans[at].start < word.end:
            inside.add(i)
    return inside


def _opens(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` opens a person's name: a title or a given name before another capitalised word."""
    word, lists = words[i], lexicon()
    if not word.capital or word.bare != word.end:
        return False
    if word.lower in lists.also_given:
        return _two_names(text, words, i)
    return word.lower in lists.given or word.lower in lists.titles


def _two_names(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether just one more capitalised word follows, of which nothing says that it is no surname."""
    if not adjacent(text, words, i) or (i and words[i - 1].lower in lexicon().inside):
        return False
    surname, lists = words[i + 1], lexicon()
    nouns = (lists.organisation, lists.titles, lists.oblast, lists.county, lists.water, lists.street, lists.never)
    alone = not (adjacent(text, words, i + 1) and words[i + 2].capital)
    return alone and surname.capital and not any(surname.lower in known for known in nouns)


def _last(text: str, words: Sequence[Token], first: int) -> int:
    """The last token of the name that opens at ``first``; titles alone reach ``first`` only."""
    last, lists = first, lexicon()
    while last + 1 < len(words) and last - first < _LONGEST_NAME:
        gap = text[words[last].end : words[last + 1].start]
        following = words[last + 1]
        initial = gap == ". " and (len(words[last].text) == 1 or words[last].lower in lists.titles)
        if not (gap == " " or gap == "-" or initial or gap in (" “", '" ', "” ", ' "')) or not following.capital:
            break
        if (
            following.lower in lists.organisation
            or following.lower in lists.titles
            or words[last].bare != words[last].end
        ):
            break
        last += 1
    return last


def follows_title(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether a title, a given name or an initial stands right before token ``i``."""
    if i == 0:
        return False
    before = words[i - 1]
    gap = text[before.end : words[i].start]
    known = before.lower in lexicon().titles or len(before.text) == 1
    return before.capital and ((gap == ". " and known) or (adjacent(text, words, i - 1) and known))
