"""Which wordings are worth comparing: never all pairs.

In: the words of each wording, wordings in order of time. Out: pairs of their positions. Each wording is
filed under the pairs of its rarest words; wordings that share a drawer are candidates. A drawer that
holds more than `FULL_DRAWER` (a common phrase) pairs each wording only with its nearest in time, the
sorted neighbourhood of Hernández and Stolfo (1995), so the work stays linear: at most ``KEYS *
FULL_DRAWER`` pairs per wording, and no phrase is so common that it stops being found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.link.words import wording

# 28 drawers: every "same" pair of tests/cases/link_pairs.json shares two of its eight rarest words. A long content
# has one more for each eight words, so that a sentence quoted from it is found.
RAREST = 8
MOST_RAREST = 14
FULL_DRAWER = 32
NEIGHBOURS = 8

Ints = NDArray[np.int64]


def candidates(contents: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of positions (lower first), sorted."""
    keys, owners = _drawers(contents)
    if not len(keys):
        return []
    in_drawer = np.lexsort((owners, keys))
    pairs = _pairs(keys[in_drawer], owners[in_drawer], len(contents))
    size = np.int64(len(contents))
    return list(zip((pairs // size).tolist(), (pairs % size).tolist(), strict=True))


def _drawers(contents: Sequence[frozenset[str]]) -> tuple[Ints, Ints]:
    frequency = Counter(word for content in contents for word in content)
    shared = [word for word in frequency if frequency[word] > 1]  # a word of one wording leads to no other
    rank = {word: place for place, word in enumerate(sorted(shared, key=lambda word: (frequency[word], word)))}
    keys: list[int] = []
    owners: list[int] = []
    for position, content in enumerate(contents):
        for first, second in combinations(_rarest(content, rank), 2):
            keys.append(first * len(rank) + second)
            owners.append(position)
    return np.array(keys, dtype=np.int64), np.array(owners, dtype=np.int64)


def _rarest(content: Iterable[str], rank: dict[str, int]) -> list[int]:
    """The ranks of the rarest words, weak words only where there is little else."""
    weak = wording().weak
    found = [word for word in content if word in rank]
    telling = [word for word in found if word not in weak]
    ranks = sorted(rank[word] for word in (telling if len(telling) > 2 else found))
    return ranks[: min(MOST_RAREST, RAREST + len(ranks) // 8)]


def _pairs(keys: Ints, owners: Ints, size: int) -> Ints:
    """Distinct pairs out of the drawers, each as ``first * size + second``."""
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    lengths = np.diff(np.r_[starts, len(keys)])
    crowded = np.repeat(lengths > FULL_DRAWER, lengths)
    found = [np.empty(0, dtype=np.int64)]
    for distance in range(1, FULL_DRAWER):
        together = keys[distance:] == keys[:-distance]
        if distance > NEIGHBOURS:
            together &= ~crowded[:-distance]
        if not together.any():
            break
        found.append(np.unique(owners[:-distance][together] * size + owners[distance:][together]))
    return np.unique(np.concatenate(found))
