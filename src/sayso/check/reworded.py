"""The passages that a reworded line may be of: chosen by the sentence's vector where words leave it open.

In: a line's text and the candidates that its words brought. Out: those of them that say the same, the nearest only.
A vector costs as much as a line does otherwise, so lines are not looked at whose words settle it: nearly all of them
are the passage's, or hardly any is and nothing is like them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from sayso.check.known import Known
from sayso.check.passages import keys, stop_keys
from sayso.check.sentence import alike
from sayso.check.sources import Candidate
from sayso.check.verbatim import Words
from sayso.link.vocabulary import RARE, commonness
from sayso.link.words import light_stem

SETTLED = 1.3  # weight of words (`Candidate.worded`) from which they settle what is accused, ...
CLEAR = 0.85  # ... and from which a line is not doubted that nothing speaks against
SAYS_THE_SAME = 0.6  # cosine: of 726 faithful lines 15 have no passage so near, of 193 without a source 117
AS_NEAR = 0.03  # within which another passage is as near as the nearest
LOOKED_AT = 8


def left_open(words: Words, found: Sequence[Candidate], accused: bool) -> bool:
    """Whether the words of a line leave open which passage it is of, and the encoder knows enough of them to tell."""
    most = max((one.worded for one in found), default=0.0)
    return bool(found) and most < (SETTLED if accused else CLEAR) and is_read(words)


def is_read(words: Words) -> bool:
    """Whether most words are such as the networks have met: of made-up ones all sentences look alike to them."""
    content = [plain for plain, key in zip(words.plain, keys(words), strict=True) if key not in stop_keys()]
    enough = (len(content) + 1) // 2
    return not enough or next(islice(filter(_met, content), enough - 1, None), None) is not None


@lru_cache(maxsize=50_000)
def _met(plain: str) -> bool:
    return commonness(light_stem(plain)) < RARE


def of_sentence(text: str, found: Sequence[Candidate], known: Known) -> list[Candidate]:
    """The candidates nearest to a line as a sentence, the nearest first; none where nothing says the same."""
    near = [(alike(text, known.text_of(one.passage)), one) for one in found[:LOOKED_AT]]
    most = max((cosine for cosine, _ in near), default=0.0)
    kept = [pair for pair in near if pair[0] >= max(SAYS_THE_SAME, most - AS_NEAR)]
    return [one for _, one in sorted(kept, key=lambda pair: (-round(pair[0], 6), pair[1].passage.number))]
