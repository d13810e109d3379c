"""Takeaways of two sentences: what a section says, and what it means.

An analyst's takeaway often joins the topic of a section with the judgement or the second topic that stands elsewhere in
it. Two sentences are joined where one outlet says both in its own voice and they do not repeat each other: one opens
another paragraph under the same heading, or is a judgement of the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.assess.fitness import STANDS
from sayso.assess.rank import SAME, Ranked, likeness
from sayso.assess.traits import Centre
from sayso.assess.words import content_words
from sayso.model import Assertion

_LONGEST = 50  # words in both; of ISW's own takeaways nine in ten have fewer than 48
_SUBJECT = 4  # content words; without a shared one the second half of a line changes its subject
_JUDGEMENT_COUNTS, _PARAGRAPH_COUNTS = 1.0, 0.5  # in units of a score; set on the odd ones of `bench/takeaways.py`
_JUDGEMENT = re.compile(
    r"\b(?:likely|unlikely|probably|may|might|could|suggest(?:s|ed|ing)?|indicat(?:es|ed|ing)|assess(?:es|ed)?|appears?|"
    r"seems?)\b"
)


def companions(chosen: Sequence[Ranked], ranked: Sequence[Ranked], centre: Centre) -> dict[str, Ranked]:
    """What completes each of the ``chosen``, by its claim's id; each of ``ranked`` is used once."""
    taken = {one.candidate.claim.id for one in chosen}
    pool = [r for r in ranked if r.candidate.claim.id not in taken and _can_join(r)]
    said, traits = list(chosen), {r.candidate.claim.id: centre.traits(r.candidate) for r in chosen}
    found: dict[str, Ranked] = {}
    for one in chosen:
        for other in _best_first(one, pool) if _can_join(one) else ():
            traits[other.candidate.claim.id] = centre.traits(other.candidate)
            if all(likeness(other, each, traits) < SAME for each in said):
                found[one.candidate.claim.id] = other
                said.append(other)
                pool.remove(other)
                break
    return found


def _can_join(ranked: Ranked) -> bool:
    """In the outlet's own voice, in running text, told by nobody else."""
    best = ranked.candidate.best
    alone = len(ranked.candidate.claim.members) == 1
    in_text = best.block is not None and best.block.role == "paragraph"
    return alone and in_text and isinstance(best.said, Assertion) and best.fitness >= STANDS


def _fits(one: Ranked, other: Ranked) -> bool:
    here, there = one.standing, other.standing
    if here.document != there.document:
        return False
    beside = there.opens and here.section == there.section >= 0 and bool(_subject(one) & _subject(other))
    within = here.paragraph == there.paragraph and (there.opens or _judges(other))
    length = len(one.candidate.best.words.split()) + len(other.candidate.best.words.split())
    return (beside or within) and length <= _LONGEST


def _subject(ranked: Ranked) -> set[str]:
    """The content words that a sentence begins with: whom it is about, mostly."""
    return set(content_words(ranked.candidate.best.words)[:_SUBJECT])


def _judges(ranked: Ranked) -> bool:
    return bool(_JUDGEMENT.search(ranked.candidate.best.words))


def _best_first(one: Ranked, pool: Sequence[Ranked]) -> list[Ranked]:
    """What may stand beside ``one``, a judgement and what is in its own paragraph first."""

    def worth(other: Ranked) -> float:
        judged = _JUDGEMENT_COUNTS * _judges(other)
        return other.score + judged + _PARAGRAPH_COUNTS * (other.standing.paragraph == one.standing.paragraph)

    return sorted((other for other in pool if _fits(one, other)), key=worth, reverse=True)
