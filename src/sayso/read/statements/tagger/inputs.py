"""What the networks are given for a window: the same at run time and in training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.read.statements.tagger.decode import Floats, Ints, log_softmax
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

    def __len__(self) -> int:
        return self.right - self.left


def around(cue: tuple[int, int], length: int) -> Around:
    """The cue's surroundings within a window of ``length`` words."""
    return Around(cue[0], cue[1], max(0, cue[0] - REACH), min(length, cue[1] + REACH + 1))


class Doers(Struct, frozen=True):
    """Of an event's word, counted in its window, the logits that nobody does it, and that each word names who does."""

    word: int
    logits: Floats


class Encoding(Struct, frozen=True):
    """What the encoder makes of a window: a row a word of its state and the logits of its tags.

    ``events``: the logits of what event each word names, None where the tier has no network for them; ``doers``: who
    does what some of these words name.
    """

    states: Floats
    cue: Floats
    roles: Floats
    events: Floats | None = None
    doers: tuple[Doers, ...] = ()


def side_by_side(layers: Floats, states: Floats) -> Floats:
    """What the network of events is given: each word at the encoder's inner layers, then its state."""
    return np.concatenate([layers, states], -1)


class Deeper(Struct, frozen=True):
    """What a second network makes of a window, a row a word: the logits of its cue tags, cues within contents too, and
    of the types of what a cue there attributes."""

    cue: Floats
    types: Floats


def chances(coding: Encoding) -> Floats:
    """The probabilities of each word's cue tags and role tags."""
    found: Floats = np.exp(np.concatenate([log_softmax(coding.cue), log_softmax(coding.roles)], -1))
    return found


class Asked(Struct, frozen=True):
    """A cue for the completer, with the states and tag probabilities of all words of its window."""

    cue: Around
    states: Floats
    tags: Floats


def cut_out(asked: Sequence[Asked]) -> dict[str, np.ndarray]:
    """The completer's inputs: one row per cue of what stands around it, zeros after its end."""
    lengths = [len(one.cue) for one in asked]
    shape = len(asked), max(lengths)
    states = np.zeros((*shape, asked[0].states.shape[-1]), np.float32)
    tags = np.zeros((*shape, asked[0].tags.shape[-1]), np.float32)
    for row, (one, length) in enumerate(zip(asked, lengths, strict=True)):
        states[row, :length] = one.states[one.cue.left : one.cue.right]
        tags[row, :length] = one.tags[one.cue.left : one.cue.right]
    return {
        "states": states,
        "tags": tags,
        "cue_start": np.array([one.cue.first - one.cue.left for one in asked], np.int64),
        "cue_end": np.array([one.cue.last - one.cue.left for one in asked], np.int64),
        "length": np.array(lengths, np.int64),
    }


def batched(windows: Sequence[Encoded]) -> dict[str, Ints]:
    """The encoder's inputs: one row per window, zeros after its end."""
    return {name: _rows([getattr(window, name) for window in windows]) for name in ("pieces", "looks", "first")}


def _rows(rows: Sequence[Ints]) -> Ints:
    filled = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for place, row in zip(filled, rows, strict=True):
        place[: len(row)] = row
    return filled
