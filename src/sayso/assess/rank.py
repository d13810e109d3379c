"""Which claims come first: newness, independent origins, prominence, and how central they are to the day.

How central a line is, is its nearness to the centroid of the day's sentences (Radev et al. 2004); a paragraph's first
sentence is mostly its topic. The choice without repetition is maximal marginal relevance (Carbonell and Goldstein 1998)
on content words. A document's own takeaways and headline outrank its background, and copies count for nothing; the
weights of what a line is within its document were set on the odd assessments of `bench/takeaways.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sayso.assess.candidates import Candidate, Telling, origins_before
from sayso.assess.day import Edition
from sayso.assess.fitness import STANDS
from sayso.assess.layout import Layout, Standing
from sayso.assess.traits import Centre, Traits, alike
from sayso.assess.words import content_words, overlap
from sayso.model import Range, Reading, Statement

_WEIGHTS = {
    "newness": 1.6,
    "origins": 2.0,
    "prominence": 1.2,
    "centrality": 4.0,
    "opening": 1.25,
    "leading": 1.0,
    "substance": 1.25,
    "fitness": 1.0,
}
_SUBSTANTIAL = 18  # content words from which more do not make a line weightier
_RELEVANCE = 0.8  # MMR's lambda: two tenths of the choice go to not repeating
_POOL = 20  # candidates looked at for each place; further down the score is too low to win
SAME = 0.42  # overlap from which two sentences say the same; a lead and its paraphrase among takeaways: .45
_SECTION = _PARAGRAPH = 0.05  # of the top score, for each line that the section has, and where the paragraph has one
_ROLES = {"headline": 0.8, "repeat": 0.8, "standfirst": 0.7, "takeaway": 1.0, "quote": 0.6}


class Ranked(Struct, frozen=True):
    """A candidate with its score and, in words, what made it."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    standing: Standing


def rank(found: Sequence[Candidate], edition: Edition, centre: Centre) -> tuple[Ranked, ...]:
    """Best first; ties by the claim's id, so that the order depends on nothing else."""
    nearness = [centre.nearness(candidate.words) for candidate in found]
    top = max(nearness, default=1.0) or 1.0
    layouts = {reading.document.id: Layout(reading) for reading in edition.today}
    ranked = (_ranked(c, edition, near / top, layouts) for c, near in zip(found, nearness, strict=True))
    return tuple(sorted(ranked, key=lambda r: (-round(r.score, 6), r.candidate.claim.id)))


def choose(ranked: Sequence[Ranked], most: int, centre: Centre, chosen: Sequence[Ranked] = ()) -> tuple[Ranked, ...]:
    """Up to ``most`` that are worth saying and repeat neither each other nor what was ``chosen`` before."""
    best: list[Ranked] = []
    top = ranked[0].score if ranked else 0.0
    pool = [r for r in ranked if r.candidate.best.fitness >= STANDS][: _POOL * most]
    traits = {r.candidate.claim.id: centre.traits(r.candidate) for r in (*pool, *chosen)}
    nearest = {id(r): max((likeness(r, c, traits) for c in chosen), default=0.0) for r in pool}
    taken = Counter(place for c in chosen for place in _places(c))
    left = [r for r in pool if nearest[id(r)] < SAME]
    while left and len(best) < most:
        pick = max(left, key=lambda r: _gain(r, top, nearest[id(r)], taken))
        best.append(pick)
        taken.update(_places(pick))
        for other in left:
            nearest[id(other)] = max(nearest[id(other)], likeness(other, pick, traits))
        left = [r for r in left if r is not pick and nearest[id(r)] < SAME]
    return tuple(best)


def likeness(left: Ranked, right: Ranked, traits: Mapping[str, Traits]) -> float:
    """How far two lines say the same: content words, and 1 where one stands inside the other's words."""
    one, other = left.candidate.claim.id, right.candidate.claim.id
    return 1.0 if one == other or _inside(left.candidate, right.candidate) else alike(traits[one], traits[other])


def _gain(ranked: Ranked, top: float, nearest: float, taken: Mapping[tuple[str, str, int], int]) -> float:
    """What a line adds: its score, less what is said already, less for a paragraph and a section that have lines."""
    section, paragraph = (taken.get(place, 0) for place in _places(ranked))
    spread = _SECTION * section + _PARAGRAPH * bool(paragraph)
    return _RELEVANCE * ranked.score / (top or 1) - (1 - _RELEVANCE) * nearest - spread


def _places(ranked: Ranked) -> tuple[tuple[str, str, int], tuple[str, str, int]]:
    at = ranked.standing
    return ("section", at.document, at.section), ("paragraph", at.document, at.paragraph)


def _inside(left: Candidate, right: Candidate) -> bool:
    one, other = left.best.span, right.best.span
    if left.best.member.document != right.best.member.document:
        return False
    return one.start < other.end and other.start < one.end


def _ranked(candidate: Candidate, edition: Edition, central: float, layouts: Mapping[str, Layout]) -> Ranked:
    standings = [_standing(telling, layouts) for telling in candidate.today]
    parts = _parts(candidate, edition, central, standings)
    score = sum(_WEIGHTS[name] * value for name, (value, _) in parts.items())
    reasons = tuple(reason for _, reason in parts.values() if reason)
    return Ranked(candidate, score, reasons, _standing(candidate.best, layouts))


def _standing(telling: Telling, layouts: Mapping[str, Layout]) -> Standing:
    return layouts[telling.reading.document.id].standing(telling.block, telling.span.start)


def _parts(
    candidate: Candidate, edition: Edition, central: float, standings: Sequence[Standing]
) -> dict[str, tuple[float, str]]:
    origins = candidate.claim.independent_origins
    strength = math.log2(max(1, origins.at_least)) + 0.25 * max(0, origins.at_most - origins.at_least)
    return {
        "newness": _newness(candidate, edition),
        "origins": (min(2.0, strength), _origins_in_words(origins)),
        "prominence": max(map(_prominence, candidate.today)),
        "centrality": (central, ""),
        "opening": (float(any(at.opens for at in standings)), ""),
        "leading": (float(any(at.leads for at in standings)), ""),
        "substance": (min(1.0, len(candidate.words) / _SUBSTANTIAL), ""),
        "fitness": (candidate.best.fitness, ""),
    }


def _newness(candidate: Candidate, edition: Edition) -> tuple[float, str]:
    before = origins_before(candidate.claim, edition)
    if not before:
        return 1.0, "new on this day"
    now = {telling.member.chain[-1] for telling in candidate.today if telling.member.chain}
    return (0.5, "a further origin on this day") if now - before else (0.0, "told on an earlier day")


def _origins_in_words(origins: Range) -> str:
    if origins.at_most <= 1:
        return "one origin"
    if origins.at_least == origins.at_most:
        return f"{origins.at_least} independent origins"
    return f"{origins.at_least} to {origins.at_most} independent origins"


def _prominence(telling: Telling) -> tuple[float, str]:
    """Where a document puts it: a takeaway, the headline, the lead, or further and further down."""
    if isinstance(telling.said, Statement) and telling.said.takeaway:
        return 1.0, "a key takeaway of its document"
    role = telling.block.role if telling.block else "paragraph"
    if role in _ROLES:
        return _ROLES[role], f"stands in the {role} of its document"
    if overlap(frozenset(content_words(telling.words)), _headline(telling.reading)) >= SAME:
        return _ROLES["headline"], "says what its document's headline says"
    text = telling.reading.document.text
    before = telling.span.start / max(1, len(text))
    words = len(text[: telling.span.start].split())
    lead = 0.7 if words < 60 else 0.0
    return max(lead, 0.4 * (1 - before)), "stands in the lead of its document" if lead else ""


def _headline(reading: Reading) -> frozenset[str]:
    text = reading.document.text
    block = next((b for b in reading.blocks if b.role == "headline"), None)
    return frozenset(content_words(text[block.start : block.end] if block else reading.document.title or ""))
