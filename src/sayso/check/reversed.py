"""Whether one side of a comparison says in words of its own what the other says with a "not".

In: the two sides and a negative of one of them. Asked is by how much nearer the other side is to the sentence with the
negative taken out than to the sentence as it stands, by the sentence's vector: "without notice" is nearer to "nobody
gave warning" than to "somebody gave warning". Where the writer of the line put it in, it is the other way round.
"""

from __future__ import annotations

from functools import lru_cache

from sayso.check.aligned import Token
from sayso.check.compared import Compared
from sayso.check.sentence import alike
from sayso.check.wording import check_wording

# By how much nearer a sentence is without its negative: below OTHERWISE the other side has it in words of its own, from
# NOWHERE on it has nothing for it.
OTHERWISE, NOWHERE = -0.003, 0.035
TOLD = 0.5  # cosine of the two sides from which they tell of one thing at all


def said_otherwise(both: Compared, token: Token, here: bool) -> bool:
    """Whether the other side says a negative after all, in words that no table has.

    ``here``: the negative is the line's, which is held to the passage; else the source's, held to the line.
    """
    near = _gained(both, token, here)
    return near is not None and near[0] >= TOLD and near[1] < OTHERWISE


def said_nowhere(both: Compared, token: Token) -> bool:
    """Whether the line is surely nearer to the passage without one of its negatives."""
    near = _gained(both, token, True)
    return near is not None and near[1] >= NOWHERE


def _gained(both: Compared, token: Token, here: bool) -> tuple[float, float] | None:
    """How near the other side is to the sentence of a negative, and by how much nearer to that without it; None for a
    word that nothing stands for where nothing is denied."""
    side, other = (both.left, both.right) if here else (both.right, both.left)
    around = next((span for span in side.spans if span.start <= token.start < span.end), None)
    positive = _positive(token.plain)
    if around is None or positive is None:
        return None
    said = side.page.text[around.start : around.end]
    turned = side.page.text[around.start : token.start] + positive + side.page.text[token.end : around.end]
    near, there = max((alike(said, one), one) for one in (other.page.text[s.start : s.end] for s in other.spans))
    return near, alike(turned, there) - near


@lru_cache(maxsize=1_000)
def _positive(plain: str) -> str | None:
    """What stands in a sentence instead of a negative word where it does not deny."""
    if plain.endswith("n't"):
        verb = plain.removesuffix("n't")
        return check_wording().positive.get(plain, verb)
    if plain.startswith("un") and plain not in check_wording().positive:
        return plain.removeprefix("un")
    return check_wording().positive.get(plain)
