"""Two tellings of one claim word by word.

In: two texts. Out: runs of words that are kept, gone or new, in order, as the texts write them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from sayso.link.words import Word, as_written, without_that, words

REWORDED = 0.5  # share of words in place below which a word by word account says nothing, as in `sayso.link.drift`


class Run(Struct, frozen=True):
    """Some words: ``kept`` in both texts, ``gone`` (the earlier alone has them) or ``new``."""

    kind: Literal["kept", "gone", "new"]
    words: str


def word_diff(before: str, after: str) -> tuple[Run, ...] | None:
    """The runs, with kept words as the later text writes them; None where it is in other words altogether."""
    old, new = without_that(words(before)), without_that(words(after))
    old_plain, new_plain = [word.plain for word in old], [word.plain for word in new]
    if Levenshtein.normalized_similarity(old_plain, new_plain) < REWORDED:
        return None
    runs: list[Run] = []
    for code in Levenshtein.opcodes(old_plain, new_plain):
        gone = _slice(before, old[code.src_start : code.src_end])
        came = _slice(after, new[code.dest_start : code.dest_end])
        if code.tag == "equal":
            runs.append(Run("kept", came))
        else:
            runs += [Run("gone", gone)] if gone else []
            runs += [Run("new", came)] if came else []
    return tuple(runs)


def _slice(text: str, run: Sequence[Word]) -> str:
    return " ".join(as_written(text, run).split())
