"""Names in a text that a list of places knows: tokens in, ``Mention``s out, the longest name at each place.

A mention is only a possibility: `evidence` says how likely it is a place, `resolve` which one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.read.places.folding import fold, skeleton
from sayso.read.places.gazetteer import Gazetteer, Sense
from sayso.read.places.lexicon import abbreviations, after_comma, demonyms, lexicon

# The first alternative is what the last would find of four words of five; a space is passed over before any is tried.
_TOKEN = re.compile(r"[a-z]++(?=[\s.,;:])|(?!\s)(?:(?:[A-Z]\.){2,}|[A-Z]\. ?Va\.|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
_LONGEST = 5  # words in a name; longer ones are under one in 2,000 of the names that GeoNames gives
_SHORT = frozenset({"st", "mt", "ft", "ste"})
_SHORTEST_ALIKE = 5  # letters; below it names that are spelt alike are mostly other names
_LETTERS_OF_CAPITALS = 3  # AP, WHO, IMF: acronyms, unless the table of abbreviations has them


_APOSTROPHES = frozenset("'’ʼ")
Run = tuple[int, int, str]  # last token, end, key


class Token(NamedTuple):
    """A word. ``bare`` is its end without a possessive."""

    start: int
    end: int
    bare: int
    text: str
    lower: str
    capital: bool


class Mention(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) that may name one of ``senses``; or a ``demonym`` of it."""

    start: int
    end: int
    first: int
    last: int
    key: str
    senses: tuple[Sense, ...]
    demonym: bool = False


def tokens(text: str) -> list[Token]:
    """The words of ``text``; an abbreviation with inner full stops is one word."""
    found = []
    for match in _TOKEN.finditer(text):
        word, (start, end) = match[0], match.span()
        if word.islower() and word[-2:-1] not in _APOSTROPHES:  # four words of five
            found.append(Token(start, end, end, word, word, False))
            continue
        possessive = len(word) > 2 and word[-2] in _APOSTROPHES and word[-1] in "sS"
        bare, plain = (end - 2, word[:-2]) if possessive else (end, word)
        capital = not plain[0].islower() or (plain[1:2] in _APOSTROPHES and plain[2:3].isupper())  # d'Ivoire
        found.append(Token(start, end, bare, plain, plain.lower(), capital))
    return found


def mentions(text: str, words: Sequence[Token], lists: Sequence[Gazetteer]) -> list[Mention]:
    """Every name that a list knows, the longest at each word, left to right without overlap."""
    runs = {i: list(_runs(text, words, i)) for i, word in enumerate(words) if word.capital}
    known = _known(runs, lists)
    found: list[Mention] = []
    behind = -1
    for i, options in runs.items():
        if i <= behind:
            continue
        if other := next((last for last, _, key in options if key in lexicon().others), 0):
            behind = other
            continue
        mention = _abbreviation(text, words, i, lists) or _longest(words, i, options, known, lists)
        if mention:
            found.append(mention)
            behind = mention.last
    return found


def _runs(text: str, words: Sequence[Token], first: int) -> Iterator[Run]:
    """(last token, end, key) of each run of words from ``first`` that might be a name, longest first."""
    options, last = [], first
    while True:
        word = words[last]
        if word.capital or last == first:
            options.append((last, word.bare, fold(text[words[first].start : word.bare])))
        if last + 1 == len(words) or last - first + 1 == _LONGEST or not _joined(text, words, last):
            break
        last += 1
        if not words[last].capital and words[last].lower not in lexicon().links:
            break
    return reversed(options)


def _joined(text: str, words: Sequence[Token], i: int) -> bool:
    gap = text[words[i].end : words[i + 1].start]
    return gap in {" ", "-", "\u00a0", "\n", "‑"} or (gap == ". " and words[i].lower in _SHORT)


def adjacent(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether only a space or a hyphen stands between token ``i`` and the next."""
    return 0 <= i < len(words) - 1 and _joined(text, words, i)


def _known(runs: Mapping[int, list[Run]], lists: Sequence[Gazetteer]) -> frozenset[str]:
    """Keys of the runs that a list has; where it has none of a word's, their skeletons that it has."""
    exact = _hits({key for options in runs.values() for *_, key in options}, lists)
    missed = {key for options in runs.values() if not any(run[2] in exact for run in options) for *_, key in options}
    return exact | _hits({skeleton(key) for key in missed if len(key) > _SHORTEST_ALIKE}, lists)


def _hits(keys: Collection[str], lists: Sequence[Gazetteer]) -> frozenset[str]:
    wanted = list(keys)
    columns = zip(*(one.known(wanted) for one in lists), strict=True)
    return frozenset(key for key, hits in zip(wanted, columns, strict=True) if any(hits))


def senses(key: str, lists: Sequence[Gazetteer]) -> tuple[Sense, ...]:
    """What ``key`` may mean in any of the lists; a place that two lists have counts once."""
    if len(lists) == 1:
        return lists[0].senses(key)
    seen: dict[tuple[str, str | None, float, float], Sense] = {}
    for one in lists:
        for sense in one.senses(key):
            seen.setdefault((sense.kind, sense.country, round(sense.lat, 1), round(sense.lon, 1)), sense)
    return tuple(seen.values())


def _longest(
    words: Sequence[Token],
    i: int,
    runs: list[tuple[int, int, str]],
    known: frozenset[str],
    lists: Sequence[Gazetteer],
) -> Mention | None:
    for last, end, key in runs:
        if demonym := _demonym(words, i, last, end, lists):
            return demonym
        if last == i and (_is_acronym(words[i].text) or _is_other_word(words[i].lower)):
            continue
        if key in known:
            return Mention(words[i].start, end, i, last, key, senses(key, lists))
        if len(key) > _SHORTEST_ALIKE and (alike := skeleton(key)) in known:
            return Mention(words[i].start, end, i, last, key, senses(alike, lists))
    return None


def _is_other_word(word: str) -> bool:
    """A capitalised word that names an office or a kind of body far more often than the village called so."""
    lists = lexicon()
    return word in lists.never or word in lists.titles or word in lists.organisation


def _is_acronym(word: str) -> bool:
    return len(word) == 1 or (len(word) <= _LETTERS_OF_CAPITALS and word.isupper() and word.isascii())


def _demonym(words: Sequence[Token], i: int, last: int, end: int, lists: Sequence[Gazetteer]) -> Mention | None:
    word = " ".join(token.text for token in words[i : last + 1])
    if word.isupper():
        word = word.title()
    if name := demonyms().get(word):
        return Mention(words[i].start, end, i, last, fold(name), senses(fold(name), lists), demonym=True)
    return None


def _abbreviation(text: str, words: Sequence[Token], i: int, lists: Sequence[Gazetteer]) -> Mention | None:
    """``U.S.``, ``W. Va.``, ``Ga.`` after a comma, ``NSW``: exactly as the table has them."""
    word = words[i]
    if text[word.bare : word.bare + 1] == "$":  # US$10
        return None
    for end in (word.bare + 1, word.bare):
        short = text[word.start : end]
        name = abbreviations().get(short)
        if name and (short not in after_comma() or text[max(0, word.start - 2) : word.start] == ", "):
            return Mention(word.start, word.start + len(short), i, i, fold(name), senses(fold(name), lists))
    return None
