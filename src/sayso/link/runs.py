"""The runs of three words of a page, as numbers, and which of its sentences stand in another page.

In: pages. Out: how many runs each sentence has that stands in the other page. Pages of one series (daily assessments)
all meet each other, so a page is cut into runs once and not for each that it meets.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.link.filing import number
from sayso.link.pages import Outlets, Page

# A sentence stands in a page if this share of its runs of three words does: one word changed in twelve leaves .7,
# a shortened sentence nearly all; other sentences on the same matter stay below .4 (tests/link/test_copies.py).
STANDS = 0.6
WHOLE = 0.95  # ... and with the words that give it to an outlet, which two who cite that outlet do not share
PARTIAL_SENTENCES = 3
_RUN = 3
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)  # odd: none is lost
_WORDS = 1 << 16  # words whose numbers are held: those of English news, some 10 MB
_HELD = 2_000_000  # runs held at once, 16 bytes each

Numbers = NDArray[np.uint64]


class Runs:
    """A page's runs, each once in its sentence, and altogether."""

    def __init__(self, page: Page, outlets: Outlets) -> None:
        self.page, self.whole = page, max(1, len(page.sentences))
        self._outlets = outlets
        cut = [_runs_of(sentence) for sentence in page.sentences]
        self._counts = np.array([len(runs) for runs in cut], np.int64)
        self._sentence = np.repeat(np.arange(len(cut)), self._counts)
        self._runs: Numbers = np.concatenate([np.empty(0, np.uint64), *cut])
        self.anywhere: Numbers = np.unique(self._runs)

    def __len__(self) -> int:
        return len(self._runs)

    def share_in(self, other: Runs) -> float:
        """The part of the sentences that stand in the other page: whole, lightly edited or shortened."""
        return len(self.standing_in(other)) / self.whole

    def standing_in(self, other: Runs) -> list[int]:
        """The sentences that stand in the other page, as how many runs each has.

        Those cited from an outlet whose story it is not count where they stand word for word beside two others.
        """
        shares = self._shares(other)
        found = []
        for place in np.flatnonzero(shares >= STANDS).tolist():
            giver = self.page.given_to[place]
            free = self._is_free(giver, other.page)
            whole = bool(shares[place] >= WHOLE) and giver != other.page.outlet
            found.append((int(self._counts[place]), free, free or whole))
        beside = sum(free for _, free, _ in found) >= PARTIAL_SENTENCES - 1
        return [runs for runs, free, whole in found if free or (beside and whole)]

    def _shares(self, other: Runs) -> NDArray[np.float64]:
        """The share of each sentence's runs that the other page has."""
        if not len(self._runs) or not len(other.anywhere):
            return np.zeros(len(self._counts))
        places = np.minimum(np.searchsorted(other.anywhere, self._runs), len(other.anywhere) - 1)
        shared = self._sentence[other.anywhere[places] == self._runs]
        shares: NDArray[np.float64] = np.bincount(shared, minlength=len(self._counts)) / self._counts
        return shares

    def _is_free(self, giver: str, other: Page) -> bool:
        name = other.name if giver == other.outlet else self._outlets.get(giver)
        return name is None or self.page.credits_outlet(name) or other.credits_outlet(name)


class Held:
    """The runs of pages by number, cut when they are asked for, and as many held as there is room for."""

    def __init__(self, read: Callable[[int], Page], outlets: Outlets) -> None:
        self._read, self._outlets = read, outlets
        self._runs: dict[int, Runs] = {}
        self._size = 0

    def of(self, place: int) -> Runs:
        """The runs of the page with a number."""
        runs = self._runs.get(place)
        if runs is None:
            runs = Runs(self._read(place), self._outlets)
            if self._size + len(runs) > _HELD:
                self._runs, self._size = {}, 0
            self._runs[place] = runs
            self._size += len(runs)
        return runs


def _runs_of(sentence: str) -> Numbers:
    """The numbers of a sentence's runs, each once; a sentence of less than three words is one run."""
    words = np.array([_number(word) for word in sentence.split()], np.uint64)
    if len(words) < _RUN:
        return np.array([number(f"short {sentence}")], np.uint64)
    last = len(words) - _RUN + 1
    runs: Numbers = sum((words[at : last + at] * _FACTORS[at] for at in range(1, _RUN)), words[:last] * _FACTORS[0])
    return np.unique(runs)


@lru_cache(_WORDS)
def _number(word: str) -> int:
    return number(word)
