"""Documents that may share most of their text, found by MinHash and banding.

In: the words of each document. Out: pairs of positions. Broder's MinHash (1997) over shingles of five
words, computed by rensa; bands of four rows catch documents from about 42 % of shingles in common
((1/32)^(1/4)), which leaves the decision to the text itself (`sayso.link.copies`). Full buckets pair
neighbours only, as in `sayso.link.candidates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rensa import RMinHash  # type: ignore[attr-defined]  # its stub names no public class

SHINGLE = 5
PERMUTATIONS = 128
ROWS = 4
SEED = 1  # fixed: the same documents give the same pairs in every run
FULL_BUCKET = 32
NEIGHBOURS = 8


def near_duplicates(documents: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Pairs (lower position first) of documents that probably share much of their text."""
    positions = [position for position, words in enumerate(documents) if words]
    shingles = [_shingles(documents[position]) for position in positions]
    digests = RMinHash.digests_from_token_sets(shingles, PERMUTATIONS, SEED)
    buckets: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for position, digest in zip(positions, digests, strict=True):
        for row in range(0, PERMUTATIONS, ROWS):
            buckets[row, *digest[row : row + ROWS]].append(position)
    return {pair for bucket in buckets.values() for pair in bucket_pairs(bucket)}


def bucket_pairs(bucket: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs of a bucket, of a full one only those of neighbours."""
    reach = len(bucket) if len(bucket) <= FULL_BUCKET else NEIGHBOURS
    for index, first in enumerate(bucket):
        for second in bucket[index + 1 : index + 1 + reach]:
            yield first, second


def _shingles(words: Sequence[str]) -> list[str]:
    if len(words) < SHINGLE:
        return [" ".join(words)]
    return sorted({" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)})
