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
    """``inside``: numbers of tokens within a person's name. ``surnames``: their last words, in lower case."""

    inside: frozenset[int]
    surnames: frozenset[str]


def persons(text: str, words: Sequence[Token], known: Sequence[Span]) -> Persons:
    """The names of people in ``text``; ``known`` are mentions that the reader has found."""
    inside = _covered(words, known)
    surnames = {words[i].lower for i in inside if i + 1 not in inside}
    for i in range(len(words)):
        if i in inside or not _opens(text, words, i):
            continue
        last = _last(text, words, i)
        if last > i:
            inside.update(range(i, last + 1))
            surnames.add(words[last].lower)
    return Persons(frozenset(inside), frozenset(surnames))


def _covered(words: Sequence[Token], known: Sequence[Span]) -> set[int]:
    spans, inside, at = sorted(known), set(), 0
    for i, word in enumerate(words):
        while at < len(spans) and spans[at].end <= word.start:
            at += 1
        if at < len(spans) and spans[at].start < word.end and word.capital:
            inside.add(i)
    return inside


def _opens(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` opens a person's name: a title or a given name before another capitalised word."""
    word, lists = words[i], lexicon()
    if not word.capital or word.bare != word.end:
        return False
    return word.lower in lists.given or word.lower in lists.titles


def _last(text: str, words: Sequence[Token], first: int) -> int:
    """The last token of the name that opens at ``first``; titles alone reach ``first`` only."""
    last, lists = first, lexicon()
    while last + 1 < len(words) and last - first < _LONGEST_NAME:
        gap = text[words[last].end : words[last + 1].start]
        following = words[last + 1]
        initial = gap == ". " and (len(words[last].text) == 1 or words[last].lower in lists.titles)
        if (
            not (gap == " " or gap == "-" or initial or gap in (" “", '" ', "” ", ' "'))
            or not following.capital
        ):
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
