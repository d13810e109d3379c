"""Every sentence of the desk, looked up by its words.

In: readings. Out: an inverted index from word stems to passages (sentences, and the blocks that are none, such as
labels and captions), built once; and the passages by their exact words. A look-up reads the postings of a few rare
words, never all passages.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from sayso.check.verbatim import Words, plain_words
from sayso.check.wording import carried_key
from sayso.link.words import stem, wording, words
from sayso.model import Reading, Span
from sayso.read.sentences import sentences

POSTINGS = 6_000  # read for one look-up: about 0.5 ms; rarer words come first and decide
LEAST_TERMS = 3
_NUMERIC = np.dtype("uint32")
_NOWHERE = array("I")


class Passage(Struct, frozen=True):
    """A sentence of the desk. ``number`` orders all passages; neighbours of one document are neighbours in it."""

    number: int
    document: str
    start: int
    end: int


class PassageWords(Struct, frozen=True):
    """The folded words of a passage in order, their stems in order, and the stems as a set."""

    plain: tuple[str, ...]
    keys: tuple[str, ...]
    stems: frozenset[str]


class Passages:
    """The index. ``order`` holds the ids of the documents by their number."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.order = tuple(reading.document.id for reading in readings)
        self._documents = array("I")
        self._starts = array("I")
        self._ends = array("I")
        self._ranges: dict[str, tuple[int, int]] = {}
        self._exact: dict[int, list[int]] = defaultdict(list)
        self._postings: dict[str, array[int]] = {}
        self._weights: dict[str, float] = {}
        for number, reading in enumerate(readings):
            first = len(self._starts)
            for span in spans_of(reading):
                self._add(number, reading.document.text, span)
            self._ranges[reading.document.id] = (first, len(self._starts))
        self._document_of = np.frombuffer(self._documents, dtype=_NUMERIC)

    def __len__(self) -> int:
        return len(self._starts)

    def _add(self, document: int, text: str, span: Span) -> None:
        number = len(self._starts)
        plain = plain_words(text, span.start, span.end)
        self._documents.append(document)
        self._starts.append(span.start)
        self._ends.append(span.end)
        self._exact[hash(plain)].append(number)
        for key in set(map(_key, plain)):
            postings = self._postings.get(key)
            if postings is None:
                postings = self._postings[key] = array("I")
            postings.append(number)

    def passage(self, number: int) -> Passage:
        """The passage with this number."""
        return Passage(number, self.order[self._documents[number]], self._starts[number], self._ends[number])

    def around(self, passage: Passage, reach: int = 1) -> tuple[Passage, ...]:
        """The passage with ``reach`` neighbours of its document on either side."""
        low, high = max(0, passage.number - reach), min(len(self), passage.number + reach + 1)
        near = (self.passage(number) for number in range(low, high))
        return tuple(other for other in near if other.document == passage.document)

    def numbers_of(self, document: str) -> range:
        """The numbers of all passages of a document."""
        return range(*self._ranges.get(document, (0, 0)))

    def of(self, document: str) -> tuple[Passage, ...]:
        """All passages of a document."""
        return tuple(map(self.passage, self.numbers_of(document)))

    def within(self, document: str, start: int, end: int) -> tuple[Passage, ...]:
        """The passages of a document that overlap ``[start, end)``."""
        first, last = self._ranges.get(document, (0, 0))
        low = bisect_right(self._ends, start, first, last)
        high = bisect_left(self._starts, end, first, last)
        return tuple(self.passage(number) for number in range(low, high))

    def holds(self, document: str, key: str) -> bool:
        """Whether a document has a word, by its stem: looked up in the index, without the document's text."""
        first, last = self._ranges.get(document, (0, 0))
        postings = self._postings.get(key, _NOWHERE)
        at = bisect_left(postings, first)
        return at < len(postings) and postings[at] < last

    def having(self, document: str, key: str) -> array[int]:
        """The numbers of a document's passages that have a word, by its stem, in order."""
        first, last = self._ranges.get(document, (0, 0))
        postings = self._postings.get(key, _NOWHERE)
        low = bisect_left(postings, first)
        return postings[low : bisect_left(postings, last, low)]

    def equal(self, sought: Words) -> tuple[Passage, ...]:
        """Passages that may have exactly these words: those with the same hash. The caller compares."""
        return tuple(self.passage(number) for number in self._exact.get(hash(sought.plain), ()))

    def weight(self, key: str) -> float:
        """How much a word tells: its inverse document frequency over passages; function words nothing."""
        found = self._weights.get(key)
        if found is None:
            told = math.log(1 + len(self) / (1 + len(self._postings.get(key, ()))))
            found = self._weights[key] = 0.0 if key in stop_keys() else told
        return found

    def nearest(self, sought: Iterable[str], limit: int) -> list[Passage]:
        """The passages that share most weight with the sought words, best first."""
        terms = self._rare(set(sought) - stop_keys())
        if not terms:
            return []
        numbers = np.concatenate([self._array(term) for term in terms])
        weights = np.concatenate([np.full(len(self._postings[term]), self.weight(term)) for term in terms])
        order = np.argsort(numbers, kind="stable")  # the postings are sorted runs, which are merged
        ordered = numbers[order]
        starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        scores = np.round(np.add.reduceat(weights[order], starts), 6)
        if len(scores) > limit:
            kept = scores >= np.partition(scores, len(scores) - limit)[len(scores) - limit]
            starts, scores = starts[kept], scores[kept]
        distinct = ordered[starts]
        best = np.lexsort((distinct, -scores))[:limit]
        return [self.passage(int(distinct[index])) for index in best]

    def nearest_of(self, document: str, sought: Iterable[str], limit: int) -> list[Passage]:
        """The passages of a document that share most weight with the sought words, best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term in sorted(set(sought) - stop_keys()):
            for number in self.having(document, term):
                scores[number] += self.weight(term)
        best = sorted(scores, key=lambda number: (-round(scores[number], 6), number))
        return [self.passage(number) for number in best[:limit]]

    def documents_with(self, sought: Iterable[str], enough: int = 8) -> list[str]:
        """Documents that have every one of the sought words, as far as looked: the rarest words decide.

        Narrowing stops once ``enough`` documents are left; the caller reads those.
        """
        left: np.ndarray[tuple[int], np.dtype[np.uint32]] | None = None
        for term in sorted(set(sought), key=lambda term: (self._count(term), term)):
            if not self._count(term):
                return []
            having = np.unique(self._document_of[self._array(term)])
            left = having if left is None else np.intersect1d(left, having, assume_unique=True)
            if len(left) <= enough:
                break
        return [] if left is None else [self.order[int(number)] for number in left]

    def _rare(self, sought: set[str]) -> list[str]:
        known = sorted((term for term in sought if self._count(term)), key=lambda t: (self._count(t), t))
        kept: list[str] = []
        read = 0
        for term in known:
            read += self._count(term)
            if read > POSTINGS and len(kept) >= LEAST_TERMS:
                break
            kept.append(term)
        return kept

    def _count(self, term: str) -> int:
        return len(self._postings.get(term, ()))

    def _array(self, term: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
        return np.frombuffer(self._postings[term], dtype=_NUMERIC)


def spans_of(reading: Reading) -> list[Span]:
    """The sentences of a reading and, for the blocks that have none, theirs: every block is quoted by somebody."""
    text = reading.document.text
    spans = sorted(reading.sentences)
    starts = [span.start for span in spans]
    for block in reading.blocks:
        if bisect_left(starts, block.start) == bisect_left(starts, block.end):
            spans += sentences(text, block.start, block.end)
    return sorted(spans)


def keys(found: Words) -> list[str]:
    """The stems under which words are looked up, in order."""
    return keys_of(found.plain)


def keys_within(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The stems of the words of ``text[start:end]``, in order."""
    return keys_of(plain_words(text, start, len(text) if end is None else end))


def keys_of(plain: Iterable[str]) -> list[str]:
    """The stems of folded words, in order."""
    return [_key(word) for word in plain]


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    read = words(word)
    return carried_key(read[0].plain) if read else word


@lru_cache(maxsize=1)
def stop_keys() -> frozenset[str]:
    """Function words and the weak verbs of reporting, as keys."""
    return frozenset(stem(word) for word in wording().stop) | frozenset(wording().stop)
