"""The words of a line that are no names, beside the words of one passage after another.

In: each word with its stem and weight. Out: for a passage the cosine of each word with the one there that is most like
it. A line is held against the same passages again and again, alone and together: each is looked at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sayso.check.known import Known
from sayso.check.likeness import rows
from sayso.check.passages import Passage, keys_of, stop_keys, weak_keys
from sayso.link.vocabulary import pieces

PIECES = 2  # a word put together from more pieces is a name or a made-up one: its vector tells nothing


class Met:
    """``own``: stem, weight, and whether the word's vector tells anything, for each; ``whole``: the weights' sum;
    ``telling``: how many of the words are no weak ones."""

    def __init__(self, words: Mapping[str, tuple[str, float]]) -> None:
        self.own = [(key, weight, len(pieces(plain)) <= PIECES) for plain, (key, weight) in words.items()]
        self.whole = sum(weight for _, weight, _ in self.own)
        self.telling = sum(key not in weak_keys() for key, _, _ in self.own)
        self._words = tuple(words)
        self._rows: NDArray[np.float32] | None = None
        self._nearest: dict[int, NDArray[np.float32] | None] = {}

    def nearest_in(self, passage: Passage, known: Known) -> NDArray[np.float32] | None:
        """The cosine of each word with the most like one of a passage; None for one of function words alone."""
        if passage.number not in self._nearest:
            self._nearest[passage.number] = self._compared(known.words_of(passage))
        return self._nearest[passage.number]

    def _compared(self, there: tuple[str, ...]) -> NDArray[np.float32] | None:
        content = [word for word, key in zip(there, keys_of(there), strict=True) if key not in stop_keys()]
        if not content or not self._words:
            return None
        if self._rows is None:
            self._rows = rows(self._words)
        found: NDArray[np.float32] = (self._rows @ rows(content).T).max(axis=1)
        return found
