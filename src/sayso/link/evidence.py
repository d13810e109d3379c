"""Evidence that two tellings say the same in other words: signals, each with its weight.

In: two tellings whose contents do not conflict. Out: the sum of their signals' weights, log odds that they are one
claim. The weights are a logistic regression's over pairs of development worlds and, as pairs that are never one, of
sentences of real daily assessments (`bench/sameness.py` prints them); no signal knows a word or a name, so they hold
for other matters than those of the worlds.
"""

from __future__ import annotations

from math import log1p

from msgspec import Struct

from sayso.link.conflicts import agree, comparable
from sayso.link.content import Content
from sayso.link.meaning import nearness
from sayso.link.moments import day
from sayso.link.tellings import Telling
from sayso.link.words import wording

RECENT = 2  # days before its publication within which an undated telling's event is taken to lie
FARTHEST = 30  # days
RIVAL_RATIO = 3


class Signals(Struct, frozen=True):
    """What two tellings have in common, and what speaks against them.

    ``near`` is the cosine of their meanings; ``contained`` and ``common`` are shares of their words other than names
    and figures, of the shorter's and of both; ``apart`` is the logarithm of the days between what they tell of.
    """

    near: float
    contained: float
    common: float
    names: int
    each_has_lone: bool
    figures: int
    other_figures: bool
    figure_in_one: bool
    dated_alike: bool
    apart: float
    meet: bool
    one_end: bool

    @property
    def anchors(self) -> int:
        """In how many respects, words apart, the two agree: names, figures, days, and by whom it came."""
        return self.names + self.figures + self.dated_alike + (self.meet or self.one_end)


class Weights(Struct, frozen=True):
    """A weight for each of the `Signals`, in units of log odds."""

    near: float
    contained: float
    common: float
    names: float
    each_has_lone: float
    figures: float
    other_figures: float
    figure_in_one: float
    dated_alike: float
    apart: float
    meet: float
    one_end: float


WEIGHTS = Weights(
    near=3.23,
    contained=0.0,
    common=1.96,
    names=2.24,
    each_has_lone=-2.72,
    figures=3.26,
    other_figures=-3.16,
    figure_in_one=-2.99,
    dated_alike=1.18,
    apart=-3.85,
    meet=0.98,
    one_end=0.0,
)
BASE = -3.92


def signals(left: Telling, right: Telling) -> Signals:
    """The signals of two tellings."""
    one, other = left.content, right.content
    names = frozenset(one.names) | frozenset(other.names)
    predicates = [_plain(content) - names for content in (one, other)]
    shared = _weight(predicates[0] & predicates[1])
    least = min(map(_weight, predicates))
    lone = len(set(one.names) - other.words), len(set(other.names) - one.words)
    figures = sum(any(agree(number, yours) for yours in other.numbers) for number in one.numbers)
    return Signals(
        near=nearness(one.meaning, other.meaning),
        contained=shared / least if least else 0.0,
        common=shared / (_weight(predicates[0] | predicates[1]) or 1.0),
        names=min(_shared_names(one, other), _shared_names(other, one)),
        each_has_lone=min(lone) > 0,
        figures=figures,
        other_figures=not figures and _rivals(one, other),
        figure_in_one=bool(one.numbers) != bool(other.numbers),
        dated_alike=_overlap(one, other),
        apart=log1p(min(FARTHEST, days_apart(left, right))),
        meet=_meet(left, right),
        one_end=left.originator.key == right.originator.key and left.originator.kind != "unnamed",
    )


def evidence(found: Signals) -> float:
    """The log odds that the tellings are of one claim."""
    return (
        BASE
        + WEIGHTS.near * found.near
        + WEIGHTS.contained * found.contained
        + WEIGHTS.common * found.common
        + WEIGHTS.names * found.names
        + WEIGHTS.each_has_lone * found.each_has_lone
        + WEIGHTS.figures * found.figures
        + WEIGHTS.other_figures * found.other_figures
        + WEIGHTS.figure_in_one * found.figure_in_one
        + WEIGHTS.dated_alike * found.dated_alike
        + WEIGHTS.apart * found.apart
        + WEIGHTS.meet * found.meet
        + WEIGHTS.one_end * found.one_end
    )


def days_apart(left: Telling, right: Telling) -> int:
    """Days between what the two tell of: the days they name, or those before their publication."""
    spans = [span_of(left), span_of(right)]
    if None in spans:
        return 0
    (start, end), (other_start, other_end) = (span for span in spans if span is not None)
    return max(0, start - other_end, other_start - end)


def span_of(telling: Telling) -> tuple[int, int] | None:
    """The first and last day of what a telling tells of; None if nothing says when.

    What is to come may be told without its day from now on.
    """
    days, published = telling.content.days, day(telling.published)
    if not days:
        return None if published is None else (published - RECENT, published)
    first, last = min(start for start, _ in days), max(end for _, end in days)
    foretold = published is not None and first > published
    return (published - RECENT if foretold and published is not None else first), last


def _shared_names(one: Content, other: Content) -> int:
    """How many names of the one the other has too, at least in part: "Olena Hrin", "Hrin".

    Nations and offices are none: in a war report every sentence names the same two.
    """
    return sum(any(stem in other.words and is_telling(stem) for stem in name.split()) for name in one.named)


def is_telling(stem: str) -> bool:
    """Whether a name's stem tells one matter from another, as nations, governments and offices do not."""
    return stem not in wording().countries and stem not in wording().weak


def _plain(content: Content) -> frozenset[str]:
    return frozenset([word for word in content.words if not word[0].isdigit()])


def _weight(words: frozenset[str]) -> float:
    weak = len(words & wording().weak)
    return len(words) - weak + weak / 3


def _rivals(one: Content, other: Content) -> bool:
    return any(comparable(number, yours) for number in one.numbers for yours in other.numbers)


def of_one_size(one: Content, other: Content) -> bool:
    """Whether two figures of the contents may count one thing: nobody counts three times as many."""
    pairs = ((abs(number.value), abs(yours.value)) for number in one.numbers for yours in other.numbers)
    return any(min(pair) * RIVAL_RATIO >= max(pair) for pair in pairs)


def _overlap(one: Content, other: Content) -> bool:
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days)


def _meet(left: Telling, right: Telling) -> bool:
    """The one's publisher stands in the other's chain, or somebody in both chains."""
    mine = {vertex.key for vertex in left.chain[1:]}
    yours = {vertex.key for vertex in right.chain[1:]}
    return left.publisher.key in yours or right.publisher.key in mine or bool(mine & yours)
