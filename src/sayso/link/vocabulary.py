"""The word pieces of the base model, which come in the order of how common they are, and a vector for each.

In: folded words. Out: their pieces (WordPiece, Wu et al. 2016: the longest that fits, from the left), how common they
are in English at large, and their meaning. Nothing here depends on a desk, so that what is filed under the rarest
words of a content is found there tomorrow. The vectors are ours: see ``weights/MODEL_CARD.md``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso.link.words import light_stem

RARE = 30_522  # as common as what no piece is made for: names, mostly
_PIECES = "sayso.read.statements.tagger.weights"  # the tagger's own word pieces, which are the base model's


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    file = files(_PIECES).joinpath("tokenizer.json")
    found: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))["model"]["vocab"]
    return found


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    """How common the commonest word of each stem is."""
    ranks: dict[str, int] = {}
    for word, rank in sorted(_numbers().items(), key=lambda item: item[1]):
        if word[0].isalpha():
            ranks.setdefault(word, rank)
            ranks.setdefault(light_stem(word), rank)
    return ranks


def commonness(stem: str) -> int:
    """The rank of a word's stem among English words, 0 the commonest; `RARE` for what is none of them."""
    return _ranks().get(stem, RARE)


@lru_cache(maxsize=20_000)
def inflects(word: str) -> bool:
    """Whether a folded word and another form of it are English words: satellites, muddy of mud. Names have one form."""
    numbers = _numbers()
    if len(word) < 3 or word not in numbers:
        return False
    endings = ("s", "es", "ed", "d", "ing", "er", "ly")
    forms = [word + ending for ending in endings] + [word[:-1] + ending for ending in ("ing", "ies", "ily")]
    forms += [word[: -len(ending)] for ending in (*endings, "y") if word.endswith(ending)]
    forms += [word[:-3] + "man"] if word.endswith("men") else []
    forms += [word[:-2]] if word.endswith("y") and word[-3:-2] == word[-2:-1] else []
    return any(len(form) > 2 and form in numbers for form in forms)


@lru_cache(maxsize=200_000)
def pieces(word: str) -> tuple[int, ...]:
    """The numbers of a folded word's pieces; none if it cannot be put together."""
    numbers = _numbers()
    found: list[int] = []
    start = 0
    while start < len(word):
        end = len(word)
        mark = "##" if start else ""
        while end > start and mark + word[start:end] not in numbers:
            end -= 1
        if end == start:
            return ()
        found.append(numbers[mark + word[start:end]])
        start = end
    return tuple(found)


@lru_cache(maxsize=1)
def vectors() -> NDArray[np.int8]:
    """One vector for each piece; their lengths say how much a piece weighs."""
    with files(__package__).joinpath("weights", "meanings.npy").open("rb") as file:
        found: NDArray[np.int8] = np.load(file)
    return found
