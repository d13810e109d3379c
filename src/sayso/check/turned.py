"""Opposites: "polluted" where the source has "clean", "upheld" where it has "overturned".

In: the two sides of a comparison. Out: pairs of words that say the opposite of each other in the same surroundings.
Whether a negation makes them say the same after all, "not polluted" of what is "clean", `sayso.check.negation` knows.
The table is ``opposites.txt``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from sayso.check.aligned import Token
from sayso.check.compared import Compared
from sayso.link.words import light_stem

AROUND = 6  # content words on either side within which the sides must share one


class Pair(Struct, frozen=True):
    """Places of two opposites: one among the line's tokens, one among the passage's."""

    left: int
    right: int


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, frozenset[str]]:
    """For each stem those of its opposites."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in files(__package__).joinpath("opposites.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            one, other = map(light_stem, line.split())
            found[one].add(other)
            found[other].add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def opposed(both: Compared) -> Iterator[Pair]:
    """The opposites of the two sides, where neither side has both words and the words around are alike."""
    left, right = both.left.tokens, both.right.tokens
    stems = frozenset(token.stem for token in left), frozenset(token.stem for token in right)
    for at, token in enumerate(left):
        against = opposites().get(token.stem, frozenset()) & stems[1] - stems[0]
        if token.stem in stems[1] or not against or not token.content:
            continue
        for there, other in enumerate(right):
            if (
                other.stem in against
                and other.content
                and _unanswered(both, at, there)
                and _alike_around(both, at, there)
            ):
                yield Pair(at, there)


def _unanswered(both: Compared, at: int, there: int) -> bool:
    """Whether neither word has another word for it on the other side: "reversed" beside "overturned … to uphold"."""
    left, right = both.left.tokens, both.right.tokens
    for word in both.aligned.of_left([at]):
        if right[word].stem not in opposites()[left[at].stem]:
            return False
    return all(left[word].stem in opposites()[right[there].stem] for word in both.aligned.of_right([there]))


def _alike_around(both: Compared, at: int, there: int) -> bool:
    near = _near(both.left.tokens, at)
    met = both.aligned.of_left(near)
    return bool(set(met) & set(_near(both.right.tokens, there)))


def _near(tokens: Sequence[Token], at: int) -> list[int]:
    """The content words around one, in its sentence."""
    same = [i for i in _content(tokens) if tokens[i].sentence == tokens[at].sentence and i != at]
    before, behind = [i for i in same if i < at], [i for i in same if i > at]
    return [*before[-AROUND:], *behind[:AROUND]]


def _content(tokens: Sequence[Token]) -> Iterable[int]:
    return (index for index, token in enumerate(tokens) if token.content)
