"""When what a claim tells of took place, or is to take place, by all its tellings together.

In: the tellings of a claim. Out: an `Occasion`: the days that most of them name. One telling may name no day, or mean
by "last week" any of seven; a claim of several seldom leaves its day open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sayso.link.evidence import RECENT
from sayso.link.moments import day
from sayso.link.tellings import Telling

EXACT = 1  # days from the first to the last: "overnight" is exact, "last week" is not
COMMON = 0.5  # share of the commonest day's tellings from which another day counts too


class Occasion(Struct, frozen=True):
    """Spans of days, both ends included. ``exact``: the tellings name them; else they are as near as can be said."""

    spans: tuple[tuple[int, int], ...]
    exact: bool

    def apart(self, other: Occasion) -> int:
        """The least number of days between the two; 0 where either has none."""
        gaps = [max(0, a[0] - b[1], b[0] - a[1]) for a in self.spans for b in other.spans]
        return min(gaps, default=0)


def occasion(tellings: Sequence[Telling]) -> Occasion:
    """The occasion of a claim. Undated, it lies in the days before the first publication."""
    named = [span for telling in tellings for span in telling.content.days]
    exact = Counter(span for span in named if span[1] - span[0] <= EXACT)
    if exact:
        most = max(exact.values())
        return Occasion(tuple(sorted(span for span, count in exact.items() if count >= COMMON * most)), exact=True)
    if named:
        return Occasion(tuple(sorted(set(named))), exact=False)
    published = (day(telling.published) for telling in tellings)
    first = min((one for one in published if one is not None), default=None)
    return Occasion(() if first is None else ((first - RECENT, first),), exact=False)
