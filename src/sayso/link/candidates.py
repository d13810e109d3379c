"""Which pairs of wordings are worth unpacking, judged for many at once by their columns.

In: pairs, and the columns of their tellings. Out: those with enough words or enough meaning in common. It is a bound
and no decision: what it drops, `sayso.link.sameness` would not take for the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.link.drawers import Ints, ends
from sayso.link.shelf import Columns

LEAST_SHARED = 0.25  # of the shorter content's words: half of what any "same" pair has by its words alone
LEAST_NEAR = 0.25  # cosine of meanings
AT_ONCE = 200_000


def worth(pairs: Ints, columns: Columns) -> Ints:
    """The pairs that may say the same."""
    kept = [_worth(pairs[start : start + AT_ONCE], columns) for start in range(0, len(pairs), AT_ONCE)]
    return np.concatenate(kept) if kept else pairs


def _worth(pairs: Ints, columns: Columns) -> Ints:
    left, right = ends(pairs)
    likely = _shared(columns.words[left], columns.words[right])
    rest = np.flatnonzero(~likely)
    likely[rest] = _near(columns.meaning[left[rest]], columns.meaning[right[rest]])
    return pairs[likely]


def _shared(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> NDArray[np.bool_]:
    sizes = [np.bitwise_count(words).sum(axis=1, dtype=np.int32) for words in (left, right)]
    shared = np.bitwise_count(left & right).sum(axis=1, dtype=np.int32)
    found: NDArray[np.bool_] = shared >= LEAST_SHARED * np.minimum(*sizes)
    return found


def _near(left: NDArray[np.int8], right: NDArray[np.int8]) -> NDArray[np.bool_]:
    one, other = left.astype(np.float32), right.astype(np.float32)  # sums below 2**24 are exact
    lengths = np.einsum("ij,ij->i", one, one) * np.einsum("ij,ij->i", other, other)
    found: NDArray[np.bool_] = np.einsum("ij,ij->i", one, other) >= LEAST_NEAR * np.sqrt(lengths)
    return found
