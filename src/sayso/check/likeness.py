"""How alike single words are in meaning, for holding a line word by word to its source.

In: folded words. Out: a matrix of cosines, by the vectors that `sayso.link.meaning` sums. Opposites are as alike as
synonyms here ("win", "lose"), as are the days of the week: what that would hide is compared apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.link.meaning import WIDTH, meaning

_NOTHING: NDArray[np.float32] = np.zeros(WIDTH, dtype=np.float32)


@lru_cache(maxsize=100_000)
def _of_word(plain: str) -> NDArray[np.float32]:
    packed = meaning([plain])
    if not packed:
        return _NOTHING
    vector = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    found: NDArray[np.float32] = vector / np.float32(np.sqrt(np.dot(vector, vector)))
    return found


def vectors_of(words: Sequence[str]) -> NDArray[np.float32]:
    """A vector of length one for each word, zeros for a word without a meaning."""
    return np.array([_of_word(word) for word in words], dtype=np.float32).reshape(-1, WIDTH)


def likeness(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """The cosine of each word of the one with each of the other, -1 to 1; 0 for a word without a meaning."""
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    found: NDArray[np.float32] = vectors_of(left) @ vectors_of(right).T
    return found
