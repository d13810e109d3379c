"""Which of its senses a name has in this document: by the company that it keeps.

One sense a name and document. A sense scores by its population, by the region or country named beside it
("Paris, Texas"), by the countries and first-order regions of the other names, by nearness to them, and by the
desk's region. Two rounds: the first goes without company, the second with what the first found. Scores are
in decades of population, so a weight of 2 makes up for a place a hundred times larger.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.read.places.company import NEAR_KM, Company, Key, km
from sayso.read.places.compile import ALTERNATE
from sayso.read.places.evidence import contained
from sayso.read.places.folding import fold
from sayso.read.places.gazetteer import Sense
from sayso.read.places.lexicon import capital_of
from sayso.read.places.spotting import Mention

_BESIDE = frozenset({", ", " (", " in ", " of ", ", in "})
_ROUNDS = 3
_CLAUSE = 40  # characters between names that are told together
_MENTIONS_LOOKED_AT = 5
_BESIDE_WEIGHT = 1.5
_FAR_COMPANY = 0.1  # of `nearness`: one place 350 km off
_WELL_KNOWN = 100_000
_METROPOLIS = 5_000_000
_TOO_CLOSE = 0.05  # decades of population
_SEAT = 15_000  # people in a town that a region may be named after


class Prior(NamedTuple):
    """What the desk says beforehand: its countries, ISO codes, and a box (south, west, north, east)."""

    countries: frozenset[str]
    box: tuple[float, float, float, float] | None


Alone = tuple[float, float, float, float, float]  # population, beside, called, seat and desk of `Parts`


class Parts(NamedTuple):
    """What a sense scores, in decades of population, and for what."""

    population: float
    beside: float
    called: float
    seat: float
    country: float
    region: float
    near: float
    neighbours: float
    desk: float


_WORDS = (
    "population and kind",
    "its region or country is named beside it",
    "what the text calls it",
    "the bare name means another place beside it",
    "other places in its country",
    "other places in its first-order region",
    "near to other places",
    "near to the places named just before and after it",
    "the desk's countries and region",
)


class Choice(NamedTuple):
    """A sense with its score, its lead over the next one elsewhere, and what the score is made of."""

    sense: Sense
    score: float
    lead: float
    parts: Parts

    @property
    def reasons(self) -> tuple[str, ...]:
        """In words what spoke for the sense, and what against it."""
        told = zip(_WORDS, self.parts, strict=True)
        return tuple(f"{words} ({value:+.1f})" for words, value in told if abs(value) >= _TOO_CLOSE)

    @property
    def ambiguous(self) -> bool:
        """Whether the next sense, elsewhere, is as good: then the answer is that we cannot tell."""
        return self.lead < _TOO_CLOSE or self.alone

    @property
    def alone(self) -> bool:
        """Whether a small town goes by one of its other names only, in a land that the text does not speak of.

        Such a name mostly means a place that no list has: Mika in Poland, by which GeoNames knows Mehkar in India.
        """
        parts, sense = self.parts, self.sense
        supported = parts.country or parts.beside or parts.desk or parts.near > _FAR_COMPANY
        return sense.rank == ALTERNATE and sense.kind == "settlement" and sense.weight < _WELL_KNOWN and not supported


class Hints(NamedTuple):
    """What the text says of a name where it stands: containers beside it, what it was called, who is near."""

    containers: frozenset[tuple[str | None, str]]
    kind: str
    neighbours: tuple[Key, ...]


def resolve(text: str, found: Sequence[Mention], kinds: Sequence[str], prior: Prior) -> list[Choice | None]:
    """The choice for each of ``found``; ``kinds`` says how the text calls each mention, or ''."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for k, mention in enumerate(found):
        if mention.senses:
            groups[(mention.key, kinds[k])].append(k)
    hints = {
        key: Hints(_containers(text, found, members), key[1], _neighbours(text, found, kinds, members))
        for key, members in groups.items()
    }
    options = {key: _plausible(found[members[0]].senses) for key, members in groups.items()}
    counts = {key: len(members) for key, members in groups.items()}
    alone = {key: [_alone(sense, options[key], hints[key], prior) for sense in options[key]] for key in options}
    chosen: dict[Key, Choice] = {}
    for last in range(1 - _ROUNDS, 1):
        company = Company({key: choice.sense for key, choice in chosen.items()}, counts)
        open_keys = [key for key in options if len(options[key]) > 1 or key not in chosen or not last]
        chosen |= {key: _choose(key, alone[key], hints[key], company) for key in open_keys}
    return [chosen.get((mention.key, kind)) for mention, kind in zip(found, kinds, strict=True)]


def _plausible(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """At most 40 senses, the heaviest first: beyond that only namesakes of a few hundred people."""
    return tuple(sorted(senses, key=lambda s: (-s.weight, s.rank, s.name, s.lat))[:40])


Container = tuple[str | None, str]  # a country, and a first-order region of it or ''


def _containers(text: str, found: Sequence[Mention], members: Sequence[int]) -> frozenset[Container]:
    """Regions and countries named right after the name: ``Paris, Texas``, ``Pandi in Bulacan``."""
    named: set[Container] = set()
    for k in members:
        if k + 1 == len(found):
            continue
        other = found[k + 1]
        gap = text[found[k].end : other.start]
        if gap in _BESIDE and contained(found[k], other):
            named |= {(s.country, s.admin1 if s.level > 1 else "") for s in other.senses if s.level}
    return frozenset(named)


def _neighbours(text: str, found: Sequence[Mention], kinds: Sequence[str], members: Sequence[int]) -> tuple[Key, ...]:
    """The names that stand right before and after the name, within a clause, at its first mentions."""
    keys: list[Key] = []
    for k in members[:_MENTIONS_LOOKED_AT]:
        for other in (k - 1, k + 1):
            if 0 <= other < len(found) and found[other].key != found[k].key and not found[other].demonym:
                left, right = sorted((k, other))
                gap = text[found[left].end : found[right].start]
                if len(gap) < _CLAUSE and "\n" not in gap and ". " not in gap:
                    keys.append((found[other].key, kinds[other]))
    return tuple(keys)


def _choose(key: Key, alone: Sequence[tuple[Sense, Alone]], hints: Hints, company: Company) -> Choice:
    scored = [(_parts(key, sense, own, hints, company), sense) for sense, own in alone]
    scored.sort(key=lambda item: -sum(item[0]))
    parts, best = scored[0]
    score = sum(parts)
    lead = math.inf
    for other, sense in scored[1:]:
        if km(best.lat, best.lon, sense.lat, sense.lon) > NEAR_KM / 3:
            lead = score - sum(other)
            break
    return Choice(best, score, lead, parts)


def _is_eclipsed(sense: Sense, senses: Iterable[Sense]) -> bool:
    """Whether the bare name means another place beside it: Kharkiv the town, Gaza the strip."""
    if sense.kind == "settlement":
        wider = (other for other in senses if other.kind == "region" and not other.level)
        return any(other.country == sense.country and _is_seat(other, sense) for other in wider)
    return sense.level > 1 and any(
        not other.level
        and other.country == sense.country
        and (_is_seat(sense, other) or other.weight > _METROPOLIS or is_capital(other))
        for other in senses
    )


def is_capital(sense: Sense) -> bool:
    """Whether the place is the capital of its country."""
    return sense.kind == "settlement" and capital_of(sense.country) == fold(sense.name)


def _is_seat(region: Sense, town: Sense) -> bool:
    return town.weight > _SEAT and km(region.lat, region.lon, town.lat, town.lon) < NEAR_KM


_LEVEL_BONUS = (0.0, 3.0, 1.5, -1.0)
_RANK = 0.7
_CAPITAL = 1.0  # a country's capital is in the news ten times as often as its population says


def _alone(sense: Sense, senses: Sequence[Sense], hints: Hints, prior: Prior) -> tuple[Sense, Alone]:
    """What a sense scores without company, which is the same in each round."""
    named = (sense.country, sense.admin1) in hints.containers or (sense.country, "") in hints.containers
    bare = hints.kind not in ("oblast", "state", "city")
    return sense, (
        _prominence(sense),
        6.0 if named else 0.0,
        _by_kind(sense, hints.kind),
        -3.0 if bare and _is_eclipsed(sense, senses) else 0.0,
        _by_desk(sense, prior),
    )


def _parts(key: Key, sense: Sense, alone: Alone, hints: Hints, company: Company) -> Parts:
    country, region = company.share(key, sense)
    return Parts(
        *alone[:4],
        0.6 * math.log2(1 + country),
        0.9 * math.log2(1 + region),
        company.nearness(key, sense),
        _BESIDE_WEIGHT * company.beside(hints.neighbours, sense),
        alone[4],
    )


def _prominence(sense: Sense) -> float:
    bonus = _LEVEL_BONUS[sense.level] + (_CAPITAL if is_capital(sense) else 0.0)
    return math.log10(sense.weight + 100) + bonus - _RANK * sense.rank


def _by_kind(sense: Sense, kind: str) -> float:
    if not kind:
        return 0.0
    return 5.0 if _fits(sense, kind) else -1.5


def _fits(sense: Sense, kind: str) -> bool:
    if kind == "oblast":
        return sense.level in (2, 3)
    if kind == "state":
        return sense.level in (1, 2)
    if kind == "county":
        return sense.level == 3
    return sense.kind == ("feature" if kind == "water" else "settlement")


def _by_desk(sense: Sense, prior: Prior) -> float:
    bonus = 1.0 if sense.country in prior.countries else 0.0
    if prior.box:
        south, west, north, east = prior.box
        bonus += 1.5 if south <= sense.lat <= north and west <= sense.lon <= east else 0.0
    return bonus
