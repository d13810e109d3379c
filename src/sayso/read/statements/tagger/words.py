"""A text as the tagger sees it: words with their place, their word pieces and their look.

Word boundaries, the six-piece limit and the looks are part of the model: weights trained with other ones do
not fit. Everything here is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

WORD = re.compile(r"\w+|[^\w\s]")
QUOTED = re.compile(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)")
MOST_PIECES = 6  # of one word; the rest of a longer one is dropped
UNKNOWN_PIECE = 100
LOOKS = 16  # case (4) x within quotation marks (2) x first word of a paragraph (2)


class Words(Struct, frozen=True):
    """The words of a text. ``starts`` and ``ends`` are code points, ``looks`` 1 to 16, ``lines`` count from 0."""

    starts: Ints
    ends: Ints
    looks: Ints
    lines: Ints
    forms: list[str]


def words(text: str) -> Words:
    """Split a text into runs of word characters and single other marks; white space goes."""
    found = list(WORD.finditer(text))
    starts = np.fromiter((m.start() for m in found), np.int64, len(found))
    ends = np.fromiter((m.end() for m in found), np.int64, len(found))
    forms = [m.group() for m in found]
    case = np.fromiter((_case(form) for form in forms), np.int64, len(forms))
    breaks = np.fromiter((m.start() for m in re.finditer("\n", text)), np.int64)
    lines = np.searchsorted(breaks, starts)
    first = np.diff(lines, prepend=-1) > 0
    looks = 1 + 4 * case + 2 * _within_quotes(text, starts) + first
    return Words(starts, ends, looks, lines, forms)


def _case(form: str) -> int:
    """0: no letter first, 1: lower, 2: capitalised or mixed, 3: all capitals."""
    if not form[0].isalpha():
        return 0
    if form.islower():
        return 1
    return 3 if form.isupper() and len(form) > 1 else 2


def _within_quotes(text: str, starts: Ints) -> Ints:
    """1 for each word between quotation marks, marks included; a quote ends with its paragraph at latest."""
    step = np.zeros(len(text) + 2, np.int64)
    for quote in QUOTED.finditer(text):
        step[quote.start()] += 1
        step[quote.end()] -= 1
    return np.cumsum(step)[starts]


class Pieces:
    """Word pieces of words, by the base model's vocabulary. Keeps what it has cut: most words come again."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, forms: Sequence[str]) -> list[tuple[int, ...]]:
        """The ids of each word's pieces, at least one a word."""
        if len(self._known) > 200_000:  # about 30 MB: an archive's worth of odd words must not grow for ever
            self._known.clear()
        new = sorted({form for form in forms if form not in self._known})
        if new:
            self._known.update(zip(new, self._cut(new), strict=True))
        return [self._known[form] for form in forms]

    def _cut(self, forms: list[str]) -> list[tuple[int, ...]]:
        """One call for all: encoding words singly takes ten times as long."""
        encoding = self._tokenizer.encode(forms, is_pretokenized=True, add_special_tokens=False)
        cut: list[list[int]] = [[] for _ in forms]
        for piece, form in zip(encoding.ids, encoding.word_ids, strict=True):
            if form is not None:  # None marks special pieces, which we ask for none of
                cut[form].append(piece)
        return [tuple(ids[:MOST_PIECES]) or (UNKNOWN_PIECE,) for ids in cut]
