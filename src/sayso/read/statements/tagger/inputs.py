"""What the networks are given for a window: the same at run time and in training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.read.statements.tagger.decode import Floats, Ints
from sayso.read.statements.tagger.windows import Window
from sayso.read.statements.tagger.words import Words

START_PIECE, END_PIECE = 101, 102  # BERT's [CLS] and [SEP]
REACH = 90  # words on either side of a cue among which its source and contents are looked for


class Encoded(Struct, frozen=True):
    """One window for the encoder: word pieces, the look of each one's word, and each word's first piece."""

    pieces: Ints
    looks: Ints
    first: Ints


def encoded(words: Words, pieces: Sequence[tuple[int, ...]], window: Window) -> Encoded:
    """The window's pieces between BERT's two marks, whose look is 0."""
    cut = pieces[window.left : window.right]
    sizes = np.fromiter((len(p) for p in cut), np.int64, len(cut))
    ids = np.fromiter((i for p in cut for i in p), np.int64, int(sizes.sum()))
    looks = np.repeat(words.looks[window.left : window.right], sizes)
    return Encoded(
        np.concatenate([[START_PIECE], ids, [END_PIECE]]),
        np.concatenate([[0], looks, [0]]),
        1 + np.cumsum(sizes) - sizes,
    )


class Around(Struct, frozen=True):
    """A cue (first and last word) and the words ``[left, right)`` around it, counted within its window."""

    first: int
    last: int
    left: int
    right: int


def around(cue: tuple[int, int], length: int) -> Around:
    """The cue's surroundings within a window of ``length`` words."""
    return Around(cue[0], cue[1], max(0, cue[0] - REACH), min(length, cue[1] + REACH + 1))


def cut_out(states: Floats, cues: Sequence[Around]) -> Floats:
    """One row per cue [cues, words, ·] of what stands around it, zeros after the end."""
    longest = max(cue.right - cue.left for cue in cues)
    rows = np.zeros((len(cues), longest, states.shape[-1]), np.float32)
    for row, cue in zip(rows, cues, strict=True):
        row[: cue.right - cue.left] = states[cue.left : cue.right]
    return rows
