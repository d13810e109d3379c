"""Documents that may share most of their text, found by MinHash and banding.

In: the words of each document. Out: keys; documents that share a key may be near-duplicates. Broder's MinHash (1997)
over shingles of five words, computed by rensa; bands of four rows catch documents from about 42 % of shingles in common
((1/32)^(1/4)), which leaves the decision to the text itself (`sayso.link.copies`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from threading import Event

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[attr-defined]  # its stub names no public class

from sayso.link.filing import number

SHINGLE = 5
PERMUTATIONS = 128
ROWS = 4
BANDS = PERMUTATIONS // ROWS
SEED = 1  # fixed: the same documents give the same pairs in every run
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63], np.uint64
)
_MOST_WORDS = 500_000
_ASKED = Event()


def may_be_forked() -> bool:
    """Whether a child forked now can find keys: rensa keeps threads once asked, which the child would wait for."""
    return not _ASKED.is_set()


def bands(documents: Sequence[Sequence[str]]) -> NDArray[np.uint64]:
    """A row of `BANDS` keys for each document. Documents without words share theirs with nobody."""
    hashes, starts = _shingles(documents)
    _ASKED.set()
    digests = RMinHash.digest_matrix_from_flat_token_hashes(hashes, starts, PERMUTATIONS, SEED)
    rows = np.array(digests.to_rows(), np.uint64).reshape(len(documents), BANDS, ROWS)
    with np.errstate(over="ignore"):
        mixed = (rows * _FACTORS[:ROWS]).sum(axis=2, dtype=np.uint64) + np.arange(BANDS, dtype=np.uint64)
        found: NDArray[np.uint64] = (mixed ^ (mixed >> np.uint64(31))) * _FACTORS[1]
    return found


def _shingles(documents: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """A number for each run of `SHINGLE` words, all documents' one after another, and where each document's begin.

    A shorter document is one run. Runs that come twice may stay: the least of their numbers is the same.
    """
    lengths = np.array([len(words) for words in documents], np.int64)
    numbers = np.fromiter(map(_NUMBERS.__getitem__, chain.from_iterable(documents)), np.uint64, int(lengths.sum()))
    runs = np.zeros(len(numbers), np.uint64)
    with np.errstate(over="ignore"):
        for place in range(SHINGLE):
            runs[: max(0, len(numbers) - place)] += numbers[place:] * _FACTORS[place]
        runs = (runs ^ (runs >> np.uint64(29))) * _FACTORS[0]
    counts = np.maximum(np.minimum(lengths, 1), lengths - SHINGLE + 1)
    offset = np.arange(len(numbers)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    kept: NDArray[np.uint64] = runs[offset < np.repeat(counts, lengths)]
    short = np.flatnonzero((lengths > 0) & (lengths < SHINGLE))
    starts = np.concatenate((np.zeros(1, np.uint64), np.cumsum(counts).astype(np.uint64)))
    for document in short.tolist():
        kept[int(starts[document])] = number(" ".join(documents[document]))
    return kept, starts


class _Numbers(dict[str, int]):
    """A number for each word, worked out when it is first met."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = number(word)
        return found


_NUMBERS = _Numbers()
