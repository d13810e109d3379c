"""What tells two lines apart: their words weighed by how rare they are in the day, the names in them, and whether they
deny. Parallel sentences share nearly all their words: "... attacked near Ostrell", "... attacked near Cape Lorn"."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sayso.assess.candidates import Candidate, Telling
from sayso.assess.day import Edition
from sayso.assess.words import content_words

_NEGATED = re.compile(r"\b(?:not|no|never|neither|nor|none|without|nothing|nobody|cannot|\w+n[’']t)\b", re.IGNORECASE)
# What is left of the likeness of two lines about different places or persons, or of opposite polarity: under
# `sayso.assess.rank.SAME` even where all their words are the same.
_APART = 0.4


class Traits(Struct, frozen=True):
    """``weights``: the rarity of each content word; ``names``: the places and persons that the line is about."""

    weights: dict[str, float]
    names: frozenset[str]
    negated: bool


class Centre:
    """The words of a day: how rare each is, and the centroid of the day's sentences as TF-IDF vectors."""

    def __init__(self, edition: Edition) -> None:
        said = [Counter(words) for words in dict.fromkeys(_sentences(edition))]  # a copied sentence counts once
        self._most = math.log(1 + len(said))
        self._rarity = _rarity(said)
        self._centre: defaultdict[str, float] = defaultdict(float)
        for one in said:
            vector = {word: count * self._rarity[word] for word, count in sorted(one.items())}
            length = math.hypot(*vector.values()) or 1.0
            for word, weight in vector.items():
                self._centre[word] += weight / length

    def traits(self, candidate: Candidate) -> Traits:
        """What tells a candidate's line from others."""
        weights = {word: self._rarity.get(word, self._most) for word in sorted(candidate.words)}
        return Traits(weights, _names(candidate.best), bool(_NEGATED.search(candidate.best.words)))

    def nearness(self, words: frozenset[str]) -> float:
        """The cosine of some words with the centroid, on no fixed scale."""
        known = sorted(word for word in words if word in self._rarity)
        length = math.hypot(*(self._rarity[word] for word in known)) or 1.0
        return sum(self._rarity[word] * self._centre[word] for word in known) / length


def alike(left: Traits, right: Traits) -> float:
    """How far two lines say the same, 0 to 1: the mean of Jaccard and of the overlap coefficient, of weighed words."""
    shared = sum(weight for word, weight in left.weights.items() if word in right.weights)
    if not shared:
        return 0.0
    mine, others = sum(left.weights.values()), sum(right.weights.values())
    likeness = (shared / (mine + others - shared) + shared / min(mine, others)) / 2
    return likeness * (_APART if _differ(left, right) else 1.0)


def _differ(left: Traits, right: Traits) -> bool:
    elsewhere = bool(left.names and right.names) and not left.names & right.names
    return elsewhere or left.negated != right.negated


def _names(telling: Telling) -> frozenset[str]:
    """Places on the map, no countries, and persons: countries are everywhere in a day's news."""
    span, reading = telling.span, telling.reading
    places = {
        p.name
        for p in reading.places
        if p.use == "literal" and p.kind != "country" and span.start <= p.start < span.end
    }
    persons = {
        agent.name
        for agent in reading.agents
        if agent.kind == "person" and any(span.start <= m.start < span.end for m in agent.mentions)
    }
    return frozenset(places | persons)


def _rarity(said: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """The inverse document frequency of each word, a sentence a document."""
    counts = Counter(word for one in said for word in one)
    return {word: math.log((1 + len(said)) / count) for word, count in counts.items()}


def _sentences(edition: Edition) -> Iterator[tuple[str, ...]]:
    for reading in edition.today:
        text = reading.document.text
        for span in reading.sentences or reading.blocks:
            yield content_words(text[span.start : span.end])
