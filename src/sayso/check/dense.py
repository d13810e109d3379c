"""The passages that mean most nearly what a line does, whatever words they have: dense retrieval.

In: the readings of a desk, once; then a line's words. Out: passages, the nearest first. A passage's vector is the sum
of those of its words and, lighter, of the names of who says it through whom: "he" is who the reader says he is. The
vectors of the word pieces were taught with lines beside the passages they are of (Karpukhin et al. 2020,
arXiv:2004.04906), and what a sentence encoder makes of both; ``weights/MODEL_CARD.md``. Sums and products are of whole
numbers, so the order is the same on every machine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.check.passages import Passage, Passages
from sayso.check.verbatim import plain_words
from sayso.link.vocabulary import pieces
from sayso.model import Reading

TABLE = Path(__file__).parent / "weights" / "retrieval.npy"
WORDS, SPEAKERS = 5, 3  # what a passage's own words weigh, and the names of those who say it: .61 was learnt
LENGTH = 508.0  # of a vector: components of four standard deviations then fit into int8

Vectors = NDArray[np.int8]


class Dense:
    """A vector for each passage of a desk, worked out when its document is first asked for."""

    def __init__(self, passages: Passages, readings: Mapping[str, Reading]) -> None:
        self._passages, self._readings = passages, readings
        self._made: dict[str, Vectors] = {}

    def nearest(self, plain: Sequence[str], limit: int, documents: Iterable[str] | None = None) -> list[Passage]:
        """The passages nearest to folded words, of some documents or of the whole desk; none without a known word."""
        sought = _packed(_summed(plain))
        if not sought.any():
            return []
        within = list(self._passages.order if documents is None else documents)
        numbers = np.array(list(chain.from_iterable(map(self._passages.numbers_of, within))), dtype=np.int64)
        near = np.concatenate([np.empty(0, np.int64), *(_nearness(sought, self._of(name)) for name in within)])
        best = np.lexsort((numbers, -near))[:limit]
        return [self._passages.passage(int(numbers[place])) for place in best]

    def nearness(self, plain: Sequence[str], passages: Iterable[Passage]) -> list[int]:
        """How near each passage is to folded words; the larger the nearer."""
        sought = _packed(_summed(plain))
        return [int(_nearness(sought, self._vector(one)[None])[0]) for one in passages]

    def _vector(self, passage: Passage) -> Vectors:
        place = self._passages.numbers_of(passage.document).index(passage.number)
        found: Vectors = self._of(passage.document)[place]
        return found

    def _of(self, document: str) -> Vectors:
        """The vectors of a document's passages."""
        found = self._made.get(document)
        if found is None:
            rows = [
                _packed(WORDS * _summed(words) + SPEAKERS * _summed(names))
                for words, names in told(self._readings[document], self._passages.of(document))
            ]
            found = self._made[document] = np.array(rows, dtype=np.int8).reshape(-1, _table().shape[1])
        return found


def _nearness(sought: Vectors, vectors: Vectors) -> NDArray[np.int64]:
    """Products of whole numbers, below 2^24 and so exact as floats, which are multiplied faster."""
    return (vectors.astype(np.float32) @ sought.astype(np.float32)).astype(np.int64)


def told(reading: Reading, passages: Sequence[Passage]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The folded words of each passage of a document and those of the names of all who say something of it."""
    text = reading.document.text
    said_by = _speakers(reading, passages)
    for place, one in enumerate(passages):
        names = [word for name in sorted(said_by.get(place, ())) for word in plain_words(name, 0, len(name))]
        yield plain_words(text, one.start, one.end), names


def _speakers(reading: Reading, passages: Sequence[Passage]) -> dict[int, set[str]]:
    """The names of all that say something of a passage, by its place; the publisher is left out, who says all."""
    ends = [one.end for one in passages]
    found: dict[int, set[str]] = {}
    for statement in (one for one in reading.statements if one.type != "control"):
        names = [link.name for link in statement.chain[1:]]
        for part in statement.content if names else ():
            place = bisect_left(ends, part.start + 1)
            while place < len(passages) and passages[place].start < part.end:
                found.setdefault(place, set()).update(names)
                place += 1
    return found


def numbers_of(plain: Iterable[str]) -> list[int]:
    """The rows of the table that folded words have, in order: `sayso.train.retrieval` teaches with the same."""
    return list(chain.from_iterable(map(pieces, plain)))


def _summed(plain: Iterable[str]) -> NDArray[np.int32]:
    numbers = numbers_of(plain)
    if not numbers:
        return np.zeros(_table().shape[1], dtype=np.int32)
    total: NDArray[np.int32] = np.add.reduce(_table()[numbers], axis=0, dtype=np.int32)
    return total


def _packed(total: NDArray[np.int32]) -> Vectors:
    """A sum at the length of all vectors."""
    wide = total.astype(np.int64)
    length = float(np.sqrt(np.dot(wide, wide)))
    scaled = np.rint(total * (LENGTH / length)) if length else total
    return np.minimum(np.maximum(scaled, -127), 127).astype(np.int8)


@lru_cache(maxsize=1)
def _table() -> Vectors:
    table: Vectors = np.load(TABLE)
    return table
