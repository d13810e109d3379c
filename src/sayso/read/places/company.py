"""The places that the names of a document stand for so far: what a name's own place is judged by."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.read.places.gazetteer import Sense

_ANCHORS = 40  # names that nearness is measured to, so that time stays linear in the text's length
NEAR_KM = 150.0
_WALK_KM = 30.0
_FAR_DEGREES = 9.0  # 1,000 km: what lies further adds less than .0013
_ENOUGH = 15  # mentions of other places beyond which more of them say nothing
_DEGREE_KM = 111.2

Key = tuple[str, str]  # a folded name and what the text calls it: "Donetsk" and "Donetsk Oblast" are two


class Company:
    """The places that the other names of the document stand for so far."""

    def __init__(self, chosen: Mapping[Key, Sense], counts: Mapping[Key, int]) -> None:
        self.countries: Counter[str | None] = Counter()
        self.regions: Counter[tuple[str | None, str]] = Counter()
        for key, sense in chosen.items():
            share = min(counts[key], 3)
            self.countries[sense.country] += share
            if sense.admin1:
                self.regions[(sense.country, sense.admin1)] += share
        self.counts = counts
        top = sorted(chosen.items(), key=lambda item: (-counts[item[0]], item[0]))
        self.anchors = [(key, c.lat, c.lon) for key, c in top if c.level not in (1,)][:_ANCHORS]
        self.chosen = chosen

    def share(self, key: Key, sense: Sense) -> tuple[float, float]:
        """Mentions of other names in the sense's country and in its first-order region."""
        own = self.chosen.get(key)
        mine = min(self.counts[key], 3) if own else 0
        place = sense.country, sense.admin1
        same_country = own is not None and own.country == sense.country
        same_region = own is not None and (own.country, own.admin1) == place
        country = self.countries[sense.country] - (mine if same_country else 0)
        region = self.regions[place] - (mine if same_region else 0)
        return min(country, _ENOUGH), min(region, _ENOUGH) if sense.admin1 else 0

    def nearness(self, key: Key, sense: Sense) -> float:
        """The sum over other places of exp(-km / 150), at most 3."""
        total = 0.0
        for other, lat, lon in self.anchors:
            if abs(sense.lat - lat) < _FAR_DEGREES and other[0] != key[0]:
                total += math.exp(-km(sense.lat, sense.lon, lat, lon) / NEAR_KM)
        return min(total, 3.0)

    def beside(self, neighbours: Sequence[Key], sense: Sense) -> float:
        """How close the nearest of ``neighbours`` is, from 1 on the spot to 0, by exp(-km / 30)."""
        places = (self.chosen[key] for key in neighbours if key in self.chosen)
        return max(
            (math.exp(-km(sense.lat, sense.lon, p.lat, p.lon) / _WALK_KM) for p in places if p.level not in (1, 2)),
            default=0.0,
        )


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres on a plane: good enough to tell near from far."""
    east = abs(lon - other_lon)
    east = min(east, 360 - east) * math.cos(math.radians((lat + other_lat) / 2))
    return _DEGREE_KM * math.hypot(lat - other_lat, east)
