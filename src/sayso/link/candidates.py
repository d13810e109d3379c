"""Which pairs of wordings are worth unpacking, judged for many at once by their columns.

In: pairs, and the columns of their tellings. Out: those that have enough words in common, or might be paraphrases. It
is a bound and no decision: bits that stand for words and names may fall together, which lets a pair through, and every
weight of `sayso.link.evidence` is taken at its best, so what is dropped here would not have been the same there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.link.drawers import Ints, Owners, ends
from sayso.link.evidence import BASE, FARTHEST, WEIGHTS
from sayso.link.sameness import LEAST_NEAR, ODDS, PARAPHRASE_ANCHORS
from sayso.link.shelf import CAUSE, UNDATED_DAY, Columns

# Shares of the shorter content's words in common, below which nothing is the same by its words: without anchors, with
# two. At these, worlds lose nothing (seed 25: F1 .958 as with .4 for all) and a third of the decisions is spared.
LEAST_SHARED = 0.55
LEAST_ANCHORED = 0.4
LEAST_OF_CAUSES = 0.25
AT_ONCE = 100_000

Floats = NDArray[np.float32]


def worth(pairs: Ints, columns: Columns) -> Ints:
    """The pairs that may say the same, or clash."""
    kept = [_worth(pairs[start : start + AT_ONCE], columns) for start in range(0, len(pairs), AT_ONCE)]
    return np.concatenate(kept) if kept else pairs


def _worth(pairs: Ints, columns: Columns) -> Ints:
    left, right = ends(pairs)
    shared = _shared(columns.words[left], columns.words[right])
    likely = shared >= LEAST_SHARED
    rest = np.flatnonzero(~likely)
    likely[rest] = _likely(left[rest], right[rest], shared[rest], columns)
    return pairs[likely]


def _shared(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> Floats:
    """The most words in common, as a share of the shorter content's."""
    sizes = [np.bitwise_count(words).sum(axis=1, dtype=np.int32) for words in (left, right)]
    shared = np.bitwise_count(left & right).sum(axis=1, dtype=np.int32)
    found: Floats = (shared / np.maximum(1, np.minimum(*sizes))).astype(np.float32)
    return found


def _likely(left: Owners, right: Owners, shared: Floats, columns: Columns) -> NDArray[np.bool_]:
    """Whether the evidence may be enough."""
    names = np.bitwise_count(columns.names[left] & columns.names[right]).astype(np.int32)
    named = np.minimum(names, np.minimum(columns.named[left], columns.named[right]))
    figures = columns.counts[left] & columns.counts[right]
    one_sided = columns.counts[left] != columns.counts[right]
    meet = (columns.chain[left] & columns.chain[right]) > 0
    apart, dated = _apart(left, right, columns)
    by_words = (shared >= LEAST_ANCHORED) & (names + 2 * figures + dated + 2 * meet >= PARAPHRASE_ANCHORS)
    anchors = named + figures + dated + meet
    in_words = max(0.0, WEIGHTS.contained) + max(0.0, WEIGHTS.common)
    odds = BASE + in_words * np.minimum(1, 2 * shared) + WEIGHTS.names * named
    odds += 2 * WEIGHTS.figures * figures + WEIGHTS.dated_alike * dated + (WEIGHTS.meet + WEIGHTS.one_end) * meet
    odds += WEIGHTS.figure_in_one * one_sided + WEIGHTS.apart * apart
    least = ODDS - 1e-4  # sums are in single precision
    by_causes = _on_causes(left, right, columns) & (shared >= LEAST_OF_CAUSES)
    likely: NDArray[np.bool_] = by_words | by_causes
    open_ = np.flatnonzero(~likely & (anchors >= PARAPHRASE_ANCHORS) & (odds >= least - max(0.0, WEIGHTS.near)))
    # the largest column: for as few as can be
    near = _near(columns.meaning[left[open_]], columns.meaning[right[open_]])
    likely[open_] = (near >= LEAST_NEAR - 0.01) & (odds[open_] + WEIGHTS.near * near >= least)
    return likely


def _on_causes(left: Owners, right: Owners, columns: Columns) -> NDArray[np.bool_]:
    """Whether both may say what caused something: two causes of one thing share no more than that thing."""
    found: NDArray[np.bool_] = (columns.traits[left] & columns.traits[right] & CAUSE) > 0
    return found


def _apart(left: Owners, right: Owners, columns: Columns) -> tuple[Floats, NDArray[np.bool_]]:
    """The logarithm of the days between two events, and whether both name days, which may be the same."""
    starts, stops = (columns.first[left], columns.first[right]), (columns.last[left], columns.last[right])
    days = np.maximum(0, np.maximum(starts[0] - stops[1], starts[1] - stops[0]).astype(np.int64))
    days[(starts[0] == UNDATED_DAY) | (starts[1] == UNDATED_DAY)] = 0
    dated = columns.dated[left] & columns.dated[right] & (days == 0)
    return np.log1p(np.minimum(FARTHEST, days)).astype(np.float32), dated


def _near(left: NDArray[np.int8], right: NDArray[np.int8]) -> Floats:
    one, other = left.astype(np.float32), right.astype(np.float32)  # sums below 2**24 are exact
    lengths = np.einsum("ij,ij->i", one, one) * np.einsum("ij,ij->i", other, other)
    found: Floats = np.einsum("ij,ij->i", one, other) / np.sqrt(np.maximum(lengths, 1))
    return found
