"""Which claims come first: newness, independent origins, prominence, and how central they are to the day.

How central a line is, is its nearness to the centroid of the day's sentences (Radev et al. 2004); a paragraph's first
sentence is mostly its topic. The choice without repetition is maximal marginal relevance (Carbonell and Goldstein 1998)
on content words. A document's own takeaways and headline outrank its background, and copies count for nothing; the
weights of what a line is within its document were set on the odd assessments of `bench/takeaways.py`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sayso.assess.candidates import Candidate, Telling, origins_before
from sayso.assess.day import Edition
from sayso.assess.fitness import STANDS
from sayso.assess.words import content_words, overlap
from sayso.model import Range, Reading, Statement

_WEIGHTS = {
    "newness": 1.6,
    "origins": 2.0,
    "prominence": 1.6,
    "centrality": 2.5,
    "opening": 1.25,
    "substance": 1.25,
    "fitness": 1.0,
}
_SUBSTANTIAL = 18  # content words from which more do not make a line weightier
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
        "opening": (float(any(map(_opens, candidate.today))), ""),
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


def _opens(telling: Telling) -> bool:
    """Whether a telling stands in the first sentence of its block."""
    block, start = telling.block, telling.member.citation.start
    if block is None or block.role in _ROLES:
        return False
    first = next((s for s in telling.reading.sentences if block.start <= s.start < block.end), None)
    return first is not None and first.start <= start < first.end


def _centrality(found: Sequence[Candidate], edition: Edition) -> list[float]:
    """The cosine of each line with the centroid of the day's sentences as TF-IDF vectors, 1 for the nearest."""
    said = [Counter(words) for words in dict.fromkeys(_sentences(edition))]  # a copied sentence counts once
    rarity = _rarity(said)
    centre: defaultdict[str, float] = defaultdict(float)
    for one in said:
        vector = {word: count * rarity[word] for word, count in sorted(one.items())}
        length = math.hypot(*vector.values()) or 1.0
        for word, weight in vector.items():
            centre[word] += weight / length
    cosines = [_cosine(candidate.words, rarity, centre) for candidate in found]
    top = max(cosines, default=1.0) or 1.0
    return [cosine / top for cosine in cosines]


def _rarity(said: Sequence[Counter[str]]) -> dict[str, float]:
    """The inverse document frequency of each word, a sentence a document."""
    counts = Counter(word for one in said for word in one)
    return {word: math.log((1 + len(said)) / count) for word, count in counts.items()}


def _cosine(words: frozenset[str], rarity: Mapping[str, float], centre: Mapping[str, float]) -> float:
    known = sorted(word for word in words if word in rarity)
    length = math.hypot(*(rarity[word] for word in known)) or 1.0
    return sum(rarity[word] * centre[word] for word in known) / length


def _sentences(edition: Edition) -> Iterator[tuple[str, ...]]:
    for reading in edition.today:
        text = reading.document.text
        for span in reading.sentences or reading.blocks:
            yield content_words(text[span.start : span.end])
