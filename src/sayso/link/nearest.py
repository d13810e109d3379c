"""Which claims some words are about, the nearest first.

In: words as a person types or pastes them, and claims that may be meant (an index found them). Out: `Near`, ranked by
how much of the words a telling of the claim covers. Words are those of the linker: stems, its groups of like words,
names and figures weighing more, weak words less, as in `sayso.link.sameness`; who says it counts where it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.link.words import Word, wording, words
from sayso.model import Claim

# Of 16 questions about the examples in other words (tests/cli/test_tracing.py) the least near that is found has .47; of
# 15 about what is not there the nearest has .43.
NEAR = 0.45
_AGAINST = 0.6  # a claim that negates what the words state, or the reverse, is another claim
_ELSEWHERE = 0.6  # so is one that lacks a name that is asked for
_TEXTS = 20  # wordings of one claim that are looked at: a reader asks for what most of them say
_NAME, _FIGURE, _WORD, _WEAK = 1.5, 1.5, 1.0, 1 / 3


class Near(Struct, frozen=True):
    """A claim and how near the words are to it, 0 to 1, with the reasons.

    ``precise``: how much of the telling the words are, 0 to 1; it decides between claims that are equally near.
    """

    claim: Claim
    score: float
    precise: float
    reasons: tuple[str, ...]


def nearest(asked: str, claims: Iterable[Claim]) -> tuple[Near, ...]:
    """The claims near enough to the words, the nearest first.

    The very words of a telling come first; of those equally near, to a tenth, the claim that was told most.
    """
    bag = _Bag(asked)
    ranked = [near for claim in claims if (near := _near(bag, claim)).score >= NEAR]
    return tuple(sorted(ranked, key=_order))


def _order(near: Near) -> tuple[bool, float, int, float, str]:
    verbatim = near.score * near.precise == 1.0
    return not verbatim, -round(near.score, 1), -len(near.claim.members), -near.precise, near.claim.id


class _Bag:
    """The words of a text, their weights, and whether it negates anything."""

    def __init__(self, text: str) -> None:
        found = [word for word in words(text) if word.plain not in wording().stop]
        names = {word.stem for word in found[_opening(found) :] if word.capital}
        self.names = {word.stem: text[word.start : word.end] for word in found if word.stem in names}
        self.weights = {word.stem: _weight(word.stem, names) for word in found}
        self.negated = any(
            word.plain in wording().negators or word.plain in wording().denials or word.plain.endswith("n't")
            for word in words(text)
        )

    def total(self, stems: Iterable[str]) -> float:
        return sum(self.weights.get(stem, 0.0) for stem in stems)


def _opening(found: Sequence[Word]) -> int:
    """How many words open the sentence, where a capital says nothing: one, unless the next has a capital too."""
    return 0 if len(found) > 1 and found[0].capital and found[1].capital else 1


def _weight(stem: str, names: set[str]) -> float:
    if stem[0].isdigit():
        return _FIGURE
    if stem in names:
        return _NAME
    return _WEAK if stem in wording().weak else _WORD


def _near(asked: _Bag, claim: Claim) -> Near:
    tellers = {word.stem for member in claim.members for name in member.chain for word in words(name)}
    texts = dict.fromkeys((claim.text, *(member.text for member in claim.members)))
    found = [_covered(asked, _Bag(text), tellers) for text in list(texts)[:_TEXTS]]
    score, precise, reasons = max(found, key=lambda one: one[:2])
    return Near(claim, round(score, 3), round(precise, 3), reasons)


def _covered(asked: _Bag, text: _Bag, tellers: set[str]) -> tuple[float, float, tuple[str, ...]]:
    of_content = asked.weights.keys() & text.weights.keys()
    of_tellers = (asked.weights.keys() - of_content) & tellers
    whole = asked.total(asked.weights.keys() - of_tellers)
    if not whole or not of_content:
        return 0.0, 0.0, ()
    covered = asked.total(of_content) / whole
    precise = text.total(of_content) / text.total(text.weights)
    score = covered
    reasons = [f"it has {covered:.0%} of the words by weight"]
    if of_tellers:
        reasons.append("and who says it is named in them")
    if asked.negated != text.negated:
        score *= _AGAINST
        reasons.append("but one negates what the other states")
    missing = [name for stem, name in asked.names.items() if stem not in text.weights and stem not in tellers]
    if missing:
        score *= _ELSEWHERE
        reasons.append(f"but it does not name {', '.join(missing)}")
    return score, precise, tuple(reasons)
