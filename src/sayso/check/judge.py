"""What a network makes of a line beside a passage: whether it follows from it, and if not, what is other in it.

In: a premise (`sayso.check.premise`) and a line. Out: a chance for each kind of thing that may be wrong, and for
nothing being wrong. The network (``weights/MODEL_CARD.md``) is DeBERTa (He et al. 2021, arXiv:2111.09543), taught
entailment by others and the kinds by us. It costs 40 ms a line and passage, so words are compared first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from sayso.check.premise import Premise

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
ELSEWHERE = "other"
KINDS = ("nothing", "negation", "hedge lost", "hedge added", "speaker", "figure", "date", "place", "name", "chain",
         ELSEWHERE, "more")  # fmt: skip
START, END = 1, 2  # pieces, as in the base model's vocabulary
MOST_PIECES = 192  # that the network was taught with
MOST_OF_LINE = 100


class Verdict(Struct, frozen=True):
    """The chance that a line follows, that it is of another passage, and the likeliest thing to be wrong in it."""

    follows: float
    elsewhere: float
    kind: str


def verdict(given: Premise, line: str) -> Verdict:
    """What the network makes of a line beside a passage; white space does not matter."""
    return _verdict(given, " ".join(line.split()))


@lru_cache(maxsize=20_000)
def _verdict(given: Premise, line: str) -> Verdict:
    sought = np.array([encoded(given, line, _pieces)], dtype=np.int64)
    chances = _network().run(None, {"pieces": sought})[0][0].tolist()
    kind = max(range(1, len(KINDS)), key=chances.__getitem__)
    return Verdict(round(chances[0], 4), round(chances[KINDS.index(ELSEWHERE)], 4), KINDS[kind])


def fits(line: str) -> bool:
    """Whether the network sees all of a line."""
    return len(_pieces(" ".join(line.split()))) <= MOST_OF_LINE


def encoded(given: Premise, line: str, pieces: Callable[[str], Sequence[int]]) -> list[int]:
    """The pieces of a premise and a line. What is too long is cut: first the sentence before, then the passage."""
    says = pieces(line)[:MOST_OF_LINE]
    room = MOST_PIECES - len(says) - 3  # the start and two ends
    head = pieces(given.head)[: room // 2]
    bar = pieces("|")
    words = pieces(given.words)[: room - len(head) - len(bar)]
    left = room - len(head) - len(bar) - len(words)
    before = pieces(given.before)[-left:] if left else ()
    return [START, *head, *before, *bar, *words, END, *says, END]


@lru_cache(maxsize=20_000)
def _pieces(words: str) -> Sequence[int]:
    found: list[int] = _tokenizer().encode(words, add_special_tokens=False).ids
    return tuple(found)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(WEIGHTS / "judge.tokenizer.json"))


@lru_cache(maxsize=1)
def _network() -> InferenceSession:
    """The network; onnxruntime is imported when the first line asks for it."""
    from sayso.read.statements.tagger.onnx import session

    return session(WEIGHTS / "judge.onnx")
