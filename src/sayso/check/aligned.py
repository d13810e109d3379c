"""The words of two sides of a comparison, each with those that say the same on the other side.

In: two sides. Out: their words in order, by clause, and an `Alignment` of the content words. Two words say the same
when they have one stem, or when their meanings are near; names, numbers and days have no synonyms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from sayso.check.likeness import likeness
from sayso.check.passages import keys_of, stop_keys
from sayso.check.verbatim import folded
from sayso.link.words import light_stem

ALIKE = 0.55  # cosine from which two words may say the same: "verify" and "confirm" have .59, "rise" and "raise" .63
IN_GROUP = 0.2  # what it adds that the checker's own table has them in one group
AS_SURE = 0.05
_TOKEN = re.compile(
    r"(?P<word>\d+(?:[.,]\d+)*|[^\W_]+(?:['’ʼ][^\W_]+)*)|(?P<stop>[.;!?\n])|(?P<pause>[,:—–()\"“”]| - )"
)
_JOINS = frozenset(
    "but and that which who whom whose because although though while when whereas if unless as so where".split()
)
_PLAIN = frozenset("beyond past whether though".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow".split()
)


class Token(Struct, frozen=True):
    """A word. ``sentence``, ``part`` and ``clause`` number what it stands in: a part ends at any punctuation, a clause
    at a conjunction too. ``apart``: a name, a number or a day."""

    plain: str
    key: str
    stem: str
    start: int
    end: int
    sentence: int
    part: int
    clause: int
    content: bool
    apart: bool


def tokens(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Token, ...]:
    """The words of spans of a text, in order."""
    found: list[Token] = []
    sentence = part = clause = 0
    for start, end in spans:
        sentence, part, clause = sentence + 1, part + 1, clause + 1
        for match in _TOKEN.finditer(text, start, end):
            if match.lastgroup == "word":
                plain = folded(match.group())
                clause += plain in _JOINS
                found.append(_token(match, plain, sentence, part, clause))
            else:
                part, clause = part + 1, clause + 1
                sentence += match.lastgroup == "stop"
    return tuple(found)


def _token(match: re.Match[str], plain: str, sentence: int, part: int, clause: int) -> Token:
    bare = plain.removesuffix("'s")
    (key,) = keys_of([bare])
    content = key not in stop_keys() and plain not in _JOINS and plain not in _PLAIN
    apart = plain[0].isdigit() or key[0].isdigit() or plain in _DAYS or match.group()[0].isupper()
    return Token(plain, key, light_stem(bare), match.start(), match.end(), sentence, part, clause, content, apart)


class Alignment:
    """Which words of one side say the same as which of the other. Indices are those of the sides' tokens."""

    def __init__(self, left: Sequence[Token], right: Sequence[Token]) -> None:
        self.left, self.right = left, right
        rows = [index for index, one in enumerate(left) if one.content]
        columns = [index for index, one in enumerate(right) if one.content]
        near = likeness([left[i].plain for i in rows], [right[j].plain for j in columns])
        pairs = {*map(tuple, np.argwhere(near >= ALIKE).tolist()), *_equal(left, rows, right, columns)}
        scored = [
            (_score(left[rows[row]], right[columns[column]], float(near[row, column])), rows[row], columns[column])
            for row, column in pairs
        ]
        met = [one for one in scored if one[0] >= ALIKE]
        self._of_left = _best((score, i, j) for score, i, j in met)
        self._of_right = _best((score, j, i) for score, i, j in met)

    def of_left(self, indices: Iterable[int]) -> list[int]:
        """The right words that say the same as any of some left words."""
        return sorted({j for i in indices for j in self._of_left.get(i, ())})

    def of_right(self, indices: Iterable[int]) -> list[int]:
        """The left words that say the same as any of some right words."""
        return sorted({i for j in indices for i in self._of_right.get(j, ())})


def _equal(
    left: Sequence[Token], rows: Iterable[int], right: Sequence[Token], columns: Iterable[int]
) -> Iterable[tuple[int, int]]:
    """The pairs of words with one stem or one key, as their rows and columns."""
    found: dict[str, list[int]] = defaultdict(list)
    for column, j in enumerate(columns):
        for name in {right[j].stem, right[j].key}:
            found[name].append(column)
    for row, i in enumerate(rows):
        for name in {left[i].stem, left[i].key} & found.keys():
            yield from ((row, column) for column in found[name])


def _score(left: Token, right: Token, near: float) -> float:
    """How surely two words say the same, 0 to 2: the same word, one of its group, or one near in meaning."""
    if left.stem == right.stem:
        return 2.0
    if left.key == right.key:
        return max(ALIKE, near) + IN_GROUP
    return 0.0 if left.apart or right.apart else near


def _best(pairs: Iterable[tuple[float, int, int]]) -> dict[int, list[int]]:
    """For each word those that say the same as surely as any does."""
    found: dict[int, list[tuple[float, int]]] = {}
    for score, one, other in pairs:
        found.setdefault(one, []).append((score, other))
    tops = {one: max(score for score, _ in others) for one, others in found.items()}
    return {one: [other for score, other in others if score >= tops[one] - AS_SURE] for one, others in found.items()}
