"""What a content means apart from its names and figures, as a vector: alike for alike words in other letters.

In: folded words. Out: 96 whole numbers. Sums of whole numbers are exact, so the vector, and every decision that rests
on it, is the same on every machine and whatever else is on the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command that only looks at the store compares words and pays for no numpy
    import numpy as np
    from numpy.typing import NDArray

WIDTH = 96
LENGTH = 400.0  # of a meaning: components of one standard deviation are then 41, and of three fit into int8


def meaning(words: Iterable[str]) -> bytes:
    """The meaning of the words taken together; empty if none of them has any."""
    return meaning_of(summed(words))


def summed(words: Iterable[str]) -> NDArray[np.int32]:
    """The sum of the words' vectors: sums of several texts add up to that of all of them."""
    import numpy as np

    from sayso.link.vocabulary import pieces, vectors

    numbers = list(chain.from_iterable(map(pieces, words)))
    if not numbers:
        return np.zeros(WIDTH, dtype=np.int32)
    total: NDArray[np.int32] = np.add.reduce(vectors()[numbers], axis=0, dtype=np.int32)
    return total


def meaning_of(total: NDArray[np.int32]) -> bytes:
    """The meaning of the words that a sum was made of; empty if none of them has any."""
    import numpy as np

    wide = total.astype(np.int64)
    length = float(np.sqrt(np.dot(wide, wide)))
    if not length:
        return b""
    scaled = np.rint(total * (LENGTH / length))
    found: bytes = np.minimum(np.maximum(scaled, -127), 127).astype(np.int8).tobytes()  # `np.clip` takes twice as long
    return found


def nearness(left: bytes, right: bytes) -> float:
    """The cosine of two meanings, -1 to 1; 0 where one has none."""
    import numpy as np

    if not left or not right:
        return 0.0
    one = np.frombuffer(left, dtype=np.int8).astype(np.int32)
    other = np.frombuffer(right, dtype=np.int8).astype(np.int32)
    lengths = float(np.dot(one, one)) * float(np.dot(other, other))
    return float(np.dot(one, other)) / float(np.sqrt(lengths))
