"""From probabilities to spans: the best path through tags that can follow each other (Viterbi 1967).

Tags are BIO: 0 is outside, odd ones begin a span, the even one after continues it. Many rows are decoded at
once, so that the loop over words runs in numpy; a row's result does not depend on the rows beside it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sayso.model import StatementType

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CUE_TAGS, ROLE_TAGS = 3, 5  # O, B, I; O, B-source, I-source, B-content, I-content
TYPES: tuple[StatementType, ...] = ("communication", "attitude", "factive", "control")
# The types of events that a word may name; before all of them stands that it names none.
HAPPENINGS = (
    "advance", "regain", "capture", "withdraw", "attack", "repel", "strike", "contested", "agree", "consult", "support",
    "concede", "cooperate", "aid", "request", "accuse", "reject", "threaten", "protest", "sanction", "mobilize",
    "coerce", "assault",
)  # fmt: skip
NEVER = np.float32(-1e4)


def log_softmax(logits: Floats) -> Floats:
    """Natural logarithms of the probabilities along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs


def _transitions(tags: int) -> Floats:
    """0 where the column's tag may follow the row's, else NEVER: a span continues only what has begun."""
    table = np.zeros((tags, tags), np.float32)
    for inside in range(2, tags, 2):
        table[:, inside] = NEVER
        table[inside - 1 : inside + 1, inside] = 0
    return table


def best_paths(scores: Floats, lengths: Ints) -> Ints:
    """The best tags [rows, words] for log-probabilities [rows, words, tags]; outside past a row's length."""
    rows, longest, tags = scores.shape
    table = _transitions(tags)
    padded = np.arange(longest)[None, :] >= lengths[:, None]
    scores = np.where(padded[..., None], NEVER * (np.arange(tags) > 0), scores)
    best = scores[:, 0] + table[0]  # as after an outside word
    came = np.zeros((longest, rows, tags), np.int8)
    for word in range(1, longest):
        through = best[:, :, None] + table
        came[word] = through.argmax(1)
        best = through.max(1) + scores[:, word]
    return _walk_back(best.argmax(1), came)


def _walk_back(last: Ints, came: npt.NDArray[np.int8]) -> Ints:
    path = np.zeros((len(last), len(came)), np.int64)
    path[:, -1] = last
    row = np.arange(len(last))
    for word in range(len(came) - 1, 0, -1):
        path[:, word - 1] = came[word, row, path[:, word]]
    return path


def begun(tags: Ints) -> list[tuple[int, int]]:
    """Spans as first and last word: each runs from a beginning tag over the continuing ones after it."""
    found: list[tuple[int, int]] = []
    for word in np.flatnonzero(tags):
        if tags[word] % 2:
            found.append((int(word), int(word)))
        else:
            found[-1] = (found[-1][0], int(word))
    return found


def runs(chosen: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Unbroken runs of chosen words, as first and last word."""
    bounded = np.concatenate([[False], chosen, [False]])
    edges = np.flatnonzero(bounded[1:] != bounded[:-1])
    return [(int(first), int(after) - 1) for first, after in zip(edges[::2], edges[1::2], strict=True)]
