"""Under which keys a content is filed, so that those who may say the same meet in a drawer.

In: a content. Out: keys of 64 bits, made of the content alone. First the pairs of its rarest words; then each of its
anchors (names, figures, places, days) together with the direction of its meaning, in which a paraphrase that has
no other word in common agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.link.content import Content
from sayso.link.drawers import distinct
from sayso.link.vocabulary import commonness
from sayso.link.words import wording

RAREST = 7
MOST_RAREST = 12
ANCHORS = 5
TABLES, BITS = 6, 4  # of Charikar's (2002) random hyperplanes

Keys = NDArray[np.uint64]
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(29)


def filing(content: Content) -> Keys:
    """The keys of a content, each once."""
    anchors = np.array(sorted(map(number, _anchors(content)))[:ANCHORS], np.uint64)
    return distinct(np.concatenate((_paired(_rarest(content)), _paired(anchors), _turned(anchors, content.meaning))))


@lru_cache(maxsize=500_000)
def number(name: str) -> int:
    """A number of 64 bits for a name, the same on every machine."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def signature(words: Iterable[str]) -> tuple[int, int]:
    """128 bits, one set for each word: two contents share at most as many words as their signatures share bits."""
    found = 0
    for word in words:
        if not word[0].isdigit():
            found |= 1 << (number(word) & 127)
    return found & 0xFFFFFFFFFFFFFFFF, found >> 64


def bits(names: Iterable[str]) -> int:
    """64 bits, one set for each name."""
    found = 0
    for name in names:
        found |= 1 << (number(name) & 63)
    return found


def _rarest(content: Content) -> NDArray[np.uint64]:
    """The rarest words, weak words only where there is little else."""
    telling = content.words - wording().weak
    found = sorted(telling if len(telling) > 2 else content.words, key=lambda word: (-commonness(word), word))
    return np.array([number(word) for word in found[: min(MOST_RAREST, RAREST + len(found) // 8)]], np.uint64)


def _anchors(content: Content) -> Iterable[str]:
    """What a paraphrase keeps; of names the rarest."""
    names = sorted(set(content.names) - wording().countries, key=lambda name: (-commonness(name), name))
    yield from (f"name {name}" for name in (names or sorted(content.names))[:2])
    yield from (f"figure {one.value:g}" for one in content.numbers[:2])
    yield from (f"day {first}" for first, _ in content.days[:1])


def _paired(numbers: NDArray[np.uint64]) -> Keys:
    """A key for each two of the numbers."""
    first, second = _places(len(numbers))
    ordered = np.sort(numbers)
    return _mixed(ordered[first], ordered[second])


def _mixed(one: Keys, other: Keys) -> Keys:
    with np.errstate(over="ignore"):
        mixed: Keys = (one * _FIRST) ^ ((other + _SECOND) * _SECOND)
        return (mixed ^ (mixed >> _SHIFT)) * _FIRST


def _turned(anchors: NDArray[np.uint64], meaning: bytes) -> Keys:
    """A key for each anchor and table of directions."""
    if not meaning or not len(anchors):
        return np.empty(0, np.uint64)
    sides = (np.frombuffer(meaning, np.int8).astype(np.int32) @ _planes()) > 0
    buckets = sides.reshape(TABLES, BITS) @ (1 << np.arange(BITS)) + np.arange(TABLES) * (1 << BITS)
    return _mixed(np.repeat(anchors, TABLES), np.tile(buckets.astype(np.uint64), len(anchors)))


@lru_cache(maxsize=64)
def _places(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    first, second = np.triu_indices(count, 1)
    return first, second


@lru_cache(maxsize=1)
def _planes() -> NDArray[np.int32]:
    """Hyperplanes of plus and minus ones, drawn from a hash so that they never change."""
    rows: Sequence[bytes] = [blake2b(f"plane {row}".encode(), digest_size=TABLES * BITS).digest() for row in range(96)]
    return np.array([[1 if byte & 1 else -1 for byte in row] for row in rows], np.int32)
