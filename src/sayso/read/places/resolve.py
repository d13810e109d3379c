"""Which of its senses a name has in this document: by the company that it keeps.

One sense a name and document. A sense scores by its population, by the region or country named beside it
("Paris, Texas"), by the countries and first-order regions of the other names, by nearness to them, and by the
desk's region. Two rounds: the first goes without company, the second with what the first found. Scores are
in decades of population, so a weight of 2 makes up for a place a hundred times larger.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.read.places.evidence import contained
from sayso.read.places.folding import fold
from sayso.read.places.gazetteer import Sense
from sayso.read.places.lexicon import capital_of
from sayso.read.places.spotting import Mention

_BESIDE = frozenset({", ", " (", " in ", " of ", ", in "})
_ROUNDS = 3
_ANCHORS = 40  # names that nearness is measured to, so that time stays linear in the text's length
_NEAR_KM = 150.0
_ENOUGH = 15  # mentions of other places beyond which more of them say nothing
_METROPOLIS = 5_000_000
_TOO_CLOSE = 0.05  # decades of population
_SEAT = 15_000  # people in a town that a region may be named after
_DEGREE_KM = 111.2


class Prior(NamedTuple):
    """What the desk says beforehand: its countries, ISO codes, and a box (south, west, north, east)."""

    countries: frozenset[str]
    box: tuple[float, float, float, float] | None


class Parts(NamedTuple):
    """What a sense scores, in decades of population, and for what."""

    population: float
    beside: float
    called: float
    seat: float
    country: float
    region: float
    near: float
    desk: float


_WORDS = (
    "population and kind",
    "its region or country is named beside it",
    "what the text calls it",
    "the bare name means another place beside it",
    "other places in its country",
    "other places in its first-order region",
    "near to other places",
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
        return self.lead < _TOO_CLOSE


class Hints(NamedTuple):
    """What the text says of a name where it stands: containers beside it, and what it was called."""

    containers: frozenset[tuple[str | None, str]]
    kind: str


Key = tuple[str, str]  # a folded name and what the text calls it: "Donetsk" and "Donetsk Oblast" are two


def resolve(text: str, found: Sequence[Mention], kinds: Sequence[str], prior: Prior) -> list[Choice | None]:
    """The choice for each of ``found``; ``kinds`` says how the text calls each mention, or ''."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for k, mention in enumerate(found):
        if mention.senses:
            groups[(mention.key, kinds[k])].append(k)
    hints = {key: Hints(_containers(text, found, members), key[1]) for key, members in groups.items()}
    options = {key: _plausible(found[members[0]].senses) for key, members in groups.items()}
    counts = {key: len(members) for key, members in groups.items()}
    chosen: dict[Key, Choice] = {}
    for last in range(1 - _ROUNDS, 1):
        company = _Company(chosen, counts)
        open_keys = [key for key in options if len(options[key]) > 1 or key not in chosen or not last]
        chosen |= {key: _choose(key, options[key], hints[key], company, prior) for key in open_keys}
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


class _Company:
    """The places that the other names of the document stand for so far."""

    def __init__(self, chosen: Mapping[Key, Choice], counts: Mapping[Key, int]) -> None:
        self.countries: Counter[str | None] = Counter()
        self.regions: Counter[tuple[str | None, str]] = Counter()
        for key, choice in chosen.items():
            share = min(counts[key], 3)
            self.countries[choice.sense.country] += share
            if choice.sense.admin1:
                self.regions[(choice.sense.country, choice.sense.admin1)] += share
        self.counts = counts
        top = sorted(chosen.items(), key=lambda item: (-counts[item[0]], item[0]))
        self.anchors = [(key, c.sense.lat, c.sense.lon) for key, c in top if c.sense.level not in (1,)][:_ANCHORS]
        self.chosen = chosen

    def share(self, key: Key, sense: Sense) -> tuple[float, float]:
        """Mentions of other names in the sense's country and in its first-order region."""
        own = self.chosen.get(key)
        mine = min(self.counts[key], 3) if own else 0
        place = sense.country, sense.admin1
        same_country = own is not None and own.sense.country == sense.country
        same_region = own is not None and (own.sense.country, own.sense.admin1) == place
        country = self.countries[sense.country] - (mine if same_country else 0)
        region = self.regions[place] - (mine if same_region else 0)
        return min(country, _ENOUGH), min(region, _ENOUGH) if sense.admin1 else 0

    def nearness(self, key: Key, sense: Sense) -> float:
        """The sum over other places of exp(-km / 150), at most 3."""
        total = 0.0
        for other, lat, lon in self.anchors:
            if other[0] != key[0]:
                total += math.exp(-_km(sense.lat, sense.lon, lat, lon) / _NEAR_KM)
        return min(total, 3.0)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres on a plane: good enough to tell near from far."""
    east = abs(lon - other_lon)
    east = min(east, 360 - east) * math.cos(math.radians((lat + other_lat) / 2))
    return _DEGREE_KM * math.hypot(lat - other_lat, east)


def _choose(key: Key, senses: Sequence[Sense], hints: Hints, company: _Company, prior: Prior) -> Choice:
    scored = [(_parts(key, sense, senses, hints, company, prior), sense) for sense in senses]
    scored.sort(key=lambda item: -sum(item[0]))
    parts, best = scored[0]
    score = sum(parts)
    lead = math.inf
    for other, sense in scored[1:]:
        if _km(best.lat, best.lon, sense.lat, sense.lon) > _NEAR_KM / 3:
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
    return town.weight > _SEAT and _km(region.lat, region.lon, town.lat, town.lon) < _NEAR_KM


_LEVEL_BONUS = (0.0, 3.0, 1.5, -1.0)
_RANK = 0.7
_CAPITAL = 1.0  # a country's capital is in the news ten times as often as its population says


def _parts(key: Key, sense: Sense, senses: Sequence[Sense], hints: Hints, company: _Company, prior: Prior) -> Parts:
    named = (sense.country, sense.admin1) in hints.containers or (sense.country, "") in hints.containers
    bare = hints.kind not in ("oblast", "state", "city")
    country, region = company.share(key, sense)
    return Parts(
        _prominence(sense),
        6.0 if named else 0.0,
        _by_kind(sense, hints.kind),
        -3.0 if bare and _is_eclipsed(sense, senses) else 0.0,
        0.6 * math.log2(1 + country),
        0.9 * math.log2(1 + region),
        company.nearness(key, sense),
        _by_desk(sense, prior),
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
