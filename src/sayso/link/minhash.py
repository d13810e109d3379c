"""Documents that may share most of their text, found by MinHash and banding.

In: the words of each document. Out: keys; documents that share a key may be near-duplicates. Broder's MinHash (1997)
over shingles of five words, computed by rensa; bands of four rows catch documents from about 42 % of shingles in common
((1/32)^(1/4)), which leaves the decision to the text itself (`sayso.link.copies`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[attr-defined]  # its stub names no public class

SHINGLE = 5
PERMUTATIONS = 128
ROWS = 4
BANDS = PERMUTATIONS // ROWS
SEED = 1  # fixed: the same documents give the same pairs in every run
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)


def bands(documents: Sequence[Sequence[str]]) -> NDArray[np.uint64]:
    """A row of `BANDS` keys for each document. Documents without words share theirs with nobody."""
    digests = RMinHash.digests_from_token_sets([_shingles(words) for words in documents], PERMUTATIONS, SEED)
    rows = np.array(digests, np.uint64).reshape(len(documents), BANDS, ROWS)
    with np.errstate(over="ignore"):
        mixed = (rows * _FACTORS).sum(axis=2, dtype=np.uint64) + np.arange(BANDS, dtype=np.uint64)
        found: NDArray[np.uint64] = (mixed ^ (mixed >> np.uint64(31))) * _FACTORS[1]
    return found


def _shingles(words: Sequence[str]) -> list[str]:
    if len(words) < SHINGLE:
        return [" ".join(words)]
    return sorted({" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)})
