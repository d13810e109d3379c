"""Which claims come first: newness, independent origins, prominence, and how central they are to the day.

The choice without repetition is maximal marginal relevance (Carbonell and Goldstein 1998) on content words.
Weights were set by hand so that a document's own takeaways and headline outrank its background, that one more
independent origin outweighs a headline, and that copies count for nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sayso.assess.candidates import Candidate, Telling, origins_before
from sayso.assess.day import Edition
from sayso.assess.fitness import STANDS
from sayso.assess.words import content_words, overlap
from sayso.model import Range, Reading, Statement

_WEIGHTS = {"newness": 1.6, "origins": 1.0, "prominence": 1.6, "centrality": 1.0, "fitness": 1.0}
_RELEVANCE = 0.7  # MMR's lambda: three tenths of the choice go to not repeating
_POOL = 20  # candidates looked at for each place; further down the score is too low to win
_SAME = 0.42  # overlap from which two sentences say the same; a lead and its paraphrase among takeaways: .45
_ROLES = {"headline": 0.8, "repeat": 0.8, "standfirst": 0.7, "takeaway": 1.0, "quote": 0.6}


class Ranked(Struct, frozen=True):
    """A candidate with its score and, in words, what made it."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def rank(found: Sequence[Candidate], edition: Edition) -> tuple[Ranked, ...]:
    """Best first; ties by the claim's id, so that the order depends on nothing else."""
    central = _centrality(found, edition)
    ranked = (_ranked(c, _parts(c, edition, central[place])) for place, c in enumerate(found))
    return tuple(sorted(ranked, key=lambda r: (-round(r.score, 6), r.candidate.claim.id)))


def choose(ranked: Sequence[Ranked], most: int, chosen: Sequence[Ranked] = ()) -> tuple[Ranked, ...]:
    """Up to ``most`` that are worth saying and repeat neither each other nor what was ``chosen`` before."""
    best: list[Ranked] = []
    top = ranked[0].score if ranked else 0.0
    pool = [r for r in ranked if r.candidate.best.fitness >= STANDS][: _POOL * most]
    nearest = {id(r): max((likeness(r, c) for c in chosen), default=0.0) for r in pool}
    left = [r for r in pool if nearest[id(r)] < _SAME]
    while left and len(best) < most:
        pick = max(left, key=lambda r: _RELEVANCE * r.score / (top or 1) - (1 - _RELEVANCE) * nearest[id(r)])
        best.append(pick)
        for other in left:
            nearest[id(other)] = max(nearest[id(other)], likeness(other, pick))
        left = [r for r in left if r is not pick and nearest[id(r)] < _SAME]
    return tuple(best)


def likeness(left: Ranked, right: Ranked) -> float:
    """How far two lines say the same: content words, and 1 where one stands inside the other's words."""
    if left.candidate.claim.id == right.candidate.claim.id or _inside(left.candidate, right.candidate):
        return 1.0
    return overlap(left.candidate.words, right.candidate.words)


def _inside(left: Candidate, right: Candidate) -> bool:
    one, other = left.best.member.citation, right.best.member.citation
    if one.document != other.document:
        return False
    return one.start < other.end and other.start < one.end


def _ranked(candidate: Candidate, parts: dict[str, tuple[float, str]]) -> Ranked:
    score = sum(_WEIGHTS[name] * value for name, (value, _) in parts.items())
    return Ranked(candidate, score, tuple(reason for value, reason in parts.values() if reason))


def _parts(candidate: Candidate, edition: Edition, central: float) -> dict[str, tuple[float, str]]:
    origins = candidate.claim.independent_origins
    strength = math.log2(max(1, origins.at_least)) + 0.25 * max(0, origins.at_most - origins.at_least)
    return {
        "newness": _newness(candidate, edition),
        "origins": (min(2.0, strength), _origins_in_words(origins)),
        "prominence": max(map(_prominence, candidate.today)),
        "centrality": (central, ""),
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
    if overlap(frozenset(content_words(telling.member.text)), _headline(telling.reading)) >= _SAME:
        return _ROLES["headline"], "says what its document's headline says"
    text = telling.reading.document.text
    before = telling.member.citation.start / max(1, len(text))
    words = len(text[: telling.member.citation.start].split())
    lead = 0.7 if words < 60 else 0.0
    return max(lead, 0.4 * (1 - before)), "stands in the lead of its document" if lead else ""


def _headline(reading: Reading) -> frozenset[str]:
    text = reading.document.text
    block = next((b for b in reading.blocks if b.role == "headline"), None)
    return frozenset(content_words(text[block.start : block.end] if block else reading.document.title or ""))


def _centrality(found: Sequence[Candidate], edition: Edition) -> list[float]:
    """The mean weight of a line's words, where a word weighs by how many of the day's sentences have it."""
    counts = _sentence_counts(edition)
    most = math.log1p(max(counts.values(), default=1))
    means = [sum(math.log1p(counts[w]) for w in sorted(c.words)) / (most * max(6, len(c.words))) for c in found]
    top = max(means, default=1.0) or 1.0
    return [mean / top for mean in means]


def _sentence_counts(edition: Edition) -> Counter[str]:
    counts: Counter[str] = Counter()
    for reading in edition.today:
        text = reading.document.text
        spans = reading.sentences or reading.blocks
        for span in spans:
            counts.update(set(content_words(text[span.start : span.end])))
    return counts
