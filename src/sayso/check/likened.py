"""How much of a line a passage has, each word of it or one that is like it in meaning.

In: a line's words and their weights. Out: a share, 0 to 1, for any passages of the desk taken together. Names are left
out, they are compared apart. Each passage is looked at once for a line, however many others it is taken together with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from sayso.check.known import Known
from sayso.check.likeness import vectors_of
from sayso.check.passages import Passage, keys, keys_of, stop_keys
from sayso.check.verbatim import Words
from sayso.link.vocabulary import pieces
from sayso.link.words import wording

PIECES = 2  # a word put together from more pieces is a name or a made-up one: its vector tells nothing
LEAST_ALIKE = 3  # words that are no names: of fewer the share tells as much
LIKE = 0.35, 0.25  # a word counts as alike from the cosine .25 on, in full from .60 on
_LIGHT = """
put make give take go come get hold keep write report note tell add recall relay quote cite refer
reference source word account basis dispatch story article agency newspaper think speak call ask know
"""
WEAK_KEYS = frozenset(keys_of([*wording().weak, *_LIGHT.split()]))


class Likened:
    """The words of a line beside those of passages."""

    def __init__(self, words: Words, weights: Mapping[str, float], known: Known) -> None:
        self._known = known
        self._plain = dict(zip(keys(words), words.plain, strict=True))
        self._weights = {key: weight for key, weight in weights.items() if not known.is_name(key)}
        self._whole = sum(self._weights.values())
        self._few = sum(key not in WEAK_KEYS for key in self._weights) < LEAST_ALIKE
        self._near: dict[int, NDArray[np.float32] | None] = {}

    def share(self, passages: Iterable[Passage]) -> float | None:
        """The share of the weight that the passages have; None where the line has too few words to tell."""
        if not self._whole or self._few:
            return None
        there = list(passages)
        near = [found for found in map(self._nearest, there) if found is not None]
        if not near:
            return None
        same = [self._known.words_of(one).stems for one in there]
        likes = zip(self._weights.items(), reduce(np.maximum, near).tolist(), self._meant, strict=True)
        had = (w if any(key in s for s in same) else w * _like(c) if meant else 0.0 for (key, w), c, meant in likes)
        return sum(had) / self._whole

    def _nearest(self, passage: Passage) -> NDArray[np.float32] | None:
        """For each word of the line the cosine of the nearest word of a passage; None where that has no content."""
        if passage.number not in self._near:
            words = self._known.words_of(passage)
            content = [word for word, key in zip(words.plain, words.keys, strict=True) if key not in stop_keys()]
            found = (self._vectors @ vectors_of(content).T).max(axis=1) if content else None
            self._near[passage.number] = found
        return self._near[passage.number]

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return vectors_of([self._plain[key] for key in self._weights])

    @cached_property
    def _meant(self) -> list[bool]:
        return [len(pieces(self._plain[key])) <= PIECES for key in self._weights]


def _like(cosine: float) -> float:
    span, least = LIKE
    return min(1.0, max(0.0, (cosine - least) / span))
