"""What a table of `sayso.check.dense` is taught by: lines beside the passages that they are of.

In: a file of JSON lines, one an article (``bench/retrieval_lessons.py`` writes it). Out: its passages and lines as word
pieces, and batches drawn from them: lines with their own passages, some of the same article and some by chance, of
which a good table tells the right ones (Karpukhin et al. 2020, arXiv:2004.04906). Nothing here needs PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.check.dense import numbers_of
from sayso.errors import InputError
from sayso.read.statements.tagger.inputs import END_PIECE, START_PIECE

BESIDE = 5  # passages drawn of a line's own article
WRONG = 0.5  # how much a line teaches that does not follow: it is of its passage, but for one thing
KEPT_BACK = 20  # every so-manieth article
TO_DO = "Write it with bench/retrieval_lessons.py."

Ints = NDArray[np.int64]
Row = Sequence[int]  # the numbers of word pieces


class Passage(Struct, frozen=True):
    """The folded words of a passage, and those of the names of all who say something of it."""

    words: str
    speakers: str


class Line(Struct, frozen=True):
    """The folded words of a line, the places of the passages that it is of, and whether it follows from them."""

    words: str
    passages: tuple[int, ...]
    faithful: bool


class Article(Struct, frozen=True):
    """A text, or a part of one: all its passages in order, and what was written of some of them."""

    name: str
    passages: tuple[Passage, ...]
    lines: tuple[Line, ...]


class Lessons(Struct, frozen=True):
    """Passages and lines of many articles, each by its number: what they have for word pieces, and who is whose."""

    words: Sequence[Row]
    speakers: Sequence[Row]
    lines: Sequence[Row]
    right: Sequence[Sequence[int]]  # of each line the passages that it is of
    article: Sequence[range]  # of each line all passages of its article
    weights: NDArray[np.float32]  # of each line


class Batch(Struct, frozen=True):
    """Some lines and passages, by number, and whether each passage (column) is one that the line (row) is of.

    The passages of the lines come first.
    """

    lines: Ints
    passages: Ints
    right: NDArray[np.bool_]


def articles(path: Path) -> list[Article]:
    """The articles of a file. Raises InputError where it has none, or a line of it is none."""
    try:
        found = [msgspec.json.decode(line, type=Article) for line in path.read_bytes().splitlines()]
    except msgspec.DecodeError as error:
        raise InputError(f"{path} holds something else than lessons: {error}", TO_DO) from None
    if not any(one.lines for one in found):
        raise InputError(f"{path} holds no lines.", TO_DO)
    return found


def apart(given: Iterable[Article]) -> tuple[list[Article], list[Article]]:
    """Articles that teach, and those that do not: every twentieth name, so that no text is on both sides."""
    every = list(given)
    held = set(sorted({one.name for one in every})[::KEPT_BACK])
    return [one for one in every if one.name not in held], [one for one in every if one.name in held]


def lessons(given: Iterable[Article]) -> Lessons:
    """The passages and lines of some articles as word pieces."""
    words: list[Row] = []
    speakers: list[Row] = []
    lines: list[Row] = []
    right: list[list[int]] = []
    article: list[range] = []
    weights: list[float] = []
    for one in given:
        first = len(words)
        words += [numbers_of(passage.words.split()) for passage in one.passages]
        speakers += [numbers_of(passage.speakers.split()) for passage in one.passages]
        for line in one.lines:
            lines.append(numbers_of(line.words.split()))
            right.append([first + place for place in line.passages])
            article.append(range(first, len(words)))
            weights.append(1.0 if line.faithful else WRONG)
    return Lessons(words, speakers, lines, right, article, np.array(weights, dtype=np.float32))


def drawn(given: Lessons, count: int, chance: np.random.Generator) -> Batch:
    """So many lines; the passages they are of, others of their articles, and as many of any."""
    lines = chance.integers(len(given.lines), size=count)
    own = chain.from_iterable(given.right[line] for line in lines)
    beside = (
        chance.choice(given.article[line], min(BESIDE, len(given.article[line])), replace=False) for line in lines
    )
    any_of_all = chance.integers(len(given.words), size=count)
    passages = list(dict.fromkeys(map(int, chain(own, chain.from_iterable(beside), any_of_all))))
    place = {passage: at for at, passage in enumerate(passages)}
    right = np.zeros((count, len(passages)), dtype=np.bool_)
    for row, line in enumerate(lines):
        right[row, [place[passage] for passage in given.right[line]]] = True
    return Batch(lines, np.array(passages, dtype=np.int64), right)


def with_speakers(given: Lessons) -> list[Row]:
    """Passages as an encoder reads them: "speakers: words"."""
    colon = numbers_of([":"])
    return [
        [*names, *colon, *words] if names else words for names, words in zip(given.speakers, given.words, strict=True)
    ]


def padded(rows: Sequence[Row], most: int) -> tuple[Ints, NDArray[np.bool_]]:
    """At most so many pieces of each row between BERT's two marks, and where there are any: the rest is padding."""
    longest = 2 + min(most, max(map(len, rows)))
    pieces = np.zeros((len(rows), longest), dtype=np.int64)
    keep = np.zeros((len(rows), longest), dtype=np.bool_)
    for at, row in enumerate(rows):
        given = [START_PIECE, *row[:most], END_PIECE]
        pieces[at, : len(given)] = given
        keep[at, : len(given)] = True
    return pieces, keep


def without_a_word(pieces: Mapping[str, int]) -> list[int]:
    """The numbers of the word pieces that have neither a letter nor a digit."""
    return sorted(number for piece, number in pieces.items() if not any(map(str.isalnum, piece)))
