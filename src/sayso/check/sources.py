"""The passages that may carry a line: those it cites, or the nearest of the desk.

In: a line and what is known. Out: candidates, each a sentence with those others of its document that the line also
draws on, and the share of the line's weight that they cover. Words are weighed by how rare they are on the desk.
Figures and days weigh nothing here, nor do the speakers and outlets that the line names where the document has them:
`sayso.check.facts` and `sayso.check.attribution` compare those, and a wrong one must not hide the passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from sayso.check.known import Known
from sayso.check.likened import WEAK_KEYS, Likened
from sayso.check.page import Page
from sayso.check.passages import Passage, keys, keys_of, stop_keys
from sayso.check.prepared import TextLine
from sayso.check.verbatim import Words
from sayso.link.meaning import nearness

CARRIED = 0.69  # what a passage must reach to carry a line: of 432 faithful paraphrases by two writers 2 % do not,
MEANT = 0.4  # of 115 lines without a source 85 %; by shared words and nearness alone 3.3 % and 85 %
SHARED = 0.25
NEAREST = 12
CLOSER = 0.2
ALONE = 0.15  # share below which a passage is not looked at further
MEANT_OF = 8  # passages, the likeliest by their words, of which the meaning is looked at
WIDENED = 5  # passages, the likeliest, that are looked at with the rest of their documents
WHOLE = 0.9  # share from which a line needs no other sentence
GAIN = 0.12  # share that another sentence must add to be one that the line draws on
MOST_ADDED = 3
LEAST_LEFT = 1  # words of weight that must be left without the speaker's: "700 are left, the administration says"
OUTLET = 0.2  # what it counts in the rank that the line names the outlet
SPEAKS = 0.1  # ... and that its document knows who the line says it is from
LESS = 0.5  # what a sentence more counts in the rank: of two passages the one that suffices alone comes first
NEAR = 0.3  # what nearness of meaning counts in the rank, from -1 to 1
NEARER = 0.05  # what another sentence must add to the nearness of meaning to be one that the line draws on
LIKER = 0.1  # ... and to the share of the line's words that have one alike
NEAR_ENOUGH = 0.9
NEARED = 2  # passages, the likeliest, whose neighbours are looked at for that
REACH = 2
WEAK = 1 / 3  # of a word's weight, as `link` weighs the same words
NAME = 0.7
_HEDGES = frozenset(
    keys_of("likely probably perhaps possibly reportedly allegedly apparently certainly almost".split())
)
_CALENDAR = frozenset(
    keys_of(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december morning evening night afternoon today yesterday tomorrow".split()
    )
)


class Candidate(Struct, frozen=True):
    """A passage, the code points that are shown for it, and the share of the line it covers (0 to 1).

    ``support``: the passage and the other sentences of its document that the line draws on.
    ``printed``: the line names the outlet that printed it. ``near``: how near it is in meaning, -1 to 1. ``alike``: the
    share of the line's words that it has or has one like, 0 to 1; for the likeliest only.
    """

    passage: Passage
    start: int
    end: int
    share: float
    rank: float  # the share, and how little else it says: of two that cover the line the closer one comes first
    support: tuple[Passage, ...]
    verbatim: bool = False
    printed: bool = False
    near: float = 0.0
    alike: float = 0.0

    @property
    def carries(self) -> bool:
        """Whether it says what the line says, in those words or others."""
        return self.verbatim or self.worded >= CARRIED

    @property
    def worded(self) -> float:
        """How much of the line it has in the line's words or words like them, for `carries`."""
        return self.alike + MEANT * self.near + SHARED * self.share


class Told(Struct, frozen=True):
    """Who says it, as the line has it: the stems of the words that name them, and the names they stand for.

    ``named``: the line's names, each as the stems of its words.
    """

    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    named: tuple[frozenset[str], ...] = ()


def candidates(words: Words, line: TextLine, known: Known, told: Told) -> tuple[Candidate, ...]:
    """The cited passages, or without a citation of the desk the nearest, those that cover most first.

    What names the speakers need not stand in the passage.
    """
    cited = [key for key in line.keys if key.document]
    passages: list[Passage] = []
    for key in cited:
        if key.document and key.cited:
            passages += known.passages.within(key.document, key.cited.start, key.cited.end)
        elif key.document:
            passages += known.passages.nearest_of(key.document, keys(words), NEAREST)
    if not cited:
        same = [p for p in known.passages.equal(words) if known.words_of(p).plain == words.plain]
        if same:
            return (Candidate(same[0], same[0].start, same[0].end, 1.0, 1.0, (same[0],), True),)
        passages = nearest(words, known, NEAREST)
    return ranked(words, passages, known, told)


def nearest(words: Words, known: Known, limit: int = NEAREST) -> list[Passage]:
    """The passages of the desk that share most with some words."""
    return known.passages.nearest(keys(words), limit)


class _Sought(NamedTuple):
    """What a line has: its words, their stems, their weights, its names, what it means, its words beside others."""

    words: Words
    keys: frozenset[str]
    weights: Mapping[str, float]
    told: Told
    meaning: bytes
    likened: Likened


def ranked(words: Words, passages: Iterable[Passage], known: Known, told: Told) -> tuple[Candidate, ...]:
    """Passages by the share of the words that they cover; the likeliest with the other sentences they need."""
    whole = weighed(words.plain, known)
    apart = told.keys | known.outlet_keys
    weights = {key: weight for key, weight in whole.items() if key not in apart}
    if sum(not known.is_name(key) and key not in WEAK_KEYS for key in weights) < LEAST_LEFT:
        weights = whole
    likened = Likened(words, weights, known)
    sought = _Sought(words, frozenset(keys(words)), weights, told, known.meant(words.plain), likened)
    alone = sorted((_alone(sought, passage, known) for passage in dict.fromkeys(passages)), key=_best_first)
    meant = sorted((_meant(one, sought, known) for one in alone[:MEANT_OF]), key=_best_first)
    widened = (_with_others(one, sought, known, place < NEARED) for place, one in enumerate(meant[:WIDENED]))
    found = sorted([*widened, *meant[WIDENED:], *alone[MEANT_OF:]], key=_best_first)
    likeliest = (replace(one, alike=_alike(sought, one)) for one in found[:WIDENED])
    return (*likeliest, *found[WIDENED:])


def _weights_for(sought: _Sought, page: Page, known: Known) -> Mapping[str, float]:
    """The weights to cover: without those of one name that the document has nowhere. A wrong name is told as such,
    and must not hide the passage; of two the document does not tell."""
    strange = [
        name
        for name in sought.told.named
        if name & sought.weights.keys() and not any(known.tells(page, key) for key in name)
    ]
    if len(strange) != 1:
        return sought.weights
    left = {key: weight for key, weight in sought.weights.items() if key not in strange[0]}
    return left if any(key not in WEAK_KEYS for key in left) else sought.weights


def weighed(plain: Iterable[str], known: Known) -> dict[str, float]:
    """The weight of each content word among folded words."""
    content = set(keys_of(plain)) - stop_keys() - _CALENDAR
    return {key: known.passages.weight(key) * _counts(key, known) for key in content if not key[0].isdigit()}


def _counts(key: str, known: Known) -> float:
    """Names are compared apart, so that a wrong one must not hide the passage; "make" and "state" tell little."""
    if key in WEAK_KEYS:
        return WEAK
    if key in _HEDGES:
        return 0.0
    return NAME if known.is_name(key) else 1.0


def _best_first(candidate: Candidate) -> tuple[float, int]:
    return -round(candidate.rank, 6), candidate.passage.number


def _alone(sought: _Sought, passage: Passage, known: Known) -> Candidate:
    page = known.page(passage.document)
    here = known.words_of(passage).stems
    share = _share(_weights_for(sought, page, known), here)
    printed = _is_printed(sought, page, known)
    cites = not printed and _cites(sought, here, known)
    by = SPEAKS if any(known.tells_apart(page, key) for key in sought.told.keys - stop_keys()) else 0.0
    rank = share + CLOSER * _closeness(sought, here, known) + (OUTLET if printed else 0.0) + by
    verbatim = share == 1.0 and known.words_of(passage).plain == sought.words.plain
    return Candidate(passage, passage.start, passage.end, share, rank, (passage,), verbatim, printed or cites)


def _closeness(sought: _Sought, here: Iterable[str], known: Known) -> float:
    """The share of a passage's weight that the line has, too."""
    there = {key: weight for key in here if (weight := known.passages.weight(key))}
    return _share(there, sought.keys)


def _meant(one: Candidate, sought: _Sought, known: Known) -> Candidate:
    """With how near it is in meaning."""
    near = nearness(sought.meaning, known.meaning_of(one.passage))
    return replace(one, near=near, rank=one.rank + NEAR * near)


def _is_printed(sought: _Sought, page: Page, known: Known) -> bool:
    """Whether the line names the outlet: its name, or a word of it that is no place's, in a name."""
    if page.reading.document.outlet in sought.told.names:
        return True
    own = {key for key in page.outlet_keys if not known.is_place(key)}
    return any(own & name for name in sought.told.named)


def _cites(sought: _Sought, here: frozenset[str], known: Known) -> bool:
    """Whether a passage names the outlet that the line names: "the Courier wrote" may be of who cites the Courier."""
    return any(name in known.outlet_names and name <= here for name in sought.told.named)


def _with_others(one: Candidate, sought: _Sought, known: Known, neighbours: bool) -> Candidate:
    """A paraphrase may draw sentences together: those of the document that add most to what the passage covers.

    ``neighbours``: also those of its neighbours that bring it nearer in meaning. Names add nothing, or a wrong one
    would bring its own sentence along; those of the document are covered by it.
    """
    page = known.page(one.passage.document)
    weights = _weights_for(sought, page, known)
    lacks = {key: weight for key, weight in weights.items() if key not in known.words_of(one.passage).stems}
    missing = {key: weight for key, weight in lacks.items() if not known.is_name(key)}
    whole, support = sum(weights.values()), [one.passage]
    widened = ALONE <= one.share < WHOLE and whole
    while widened and len(support) <= MOST_ADDED and missing:
        gains = _gains(missing, one.passage.document, known)
        number, gain = max(gains.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0.0))
        if gain < GAIN * whole:
            break
        best = known.passages.passage(number)
        support.append(best)
        missing = {key: weight for key, weight in missing.items() if key not in known.words_of(best).stems}
    near = one.near
    while neighbours and len(support) <= MOST_ADDED and ALONE <= one.share < WHOLE and near < NEAR_ENOUGH:
        around = [other for other in known.passages.around(one.passage, REACH) if other not in support]
        together = ((known.meaning_of(*support, other), other) for other in around)
        nearer = [(nearness(sought.meaning, meant), -other.number, other) for meant, other in together]
        best_near, _, best = max(nearer, default=(0.0, 0, one.passage))
        if best_near < near + NEARER:
            break
        support.append(best)
        near = best_near
    if neighbours and len(support) <= MOST_ADDED and ALONE <= one.share < WHOLE:
        support += _likest(sought, replace(one, support=tuple(support)), known)
    missing = {
        key: weight for key, weight in missing.items() if not any(key in known.words_of(p).stems for p in support)
    }
    names = {key: weight for key, weight in lacks.items() if known.is_name(key)}
    strange = (weight for key, weight in names.items() if not known.tells(page, key))
    share = 1 - (sum(missing.values()) + sum(strange)) / whole if whole else one.share
    start, end = _shown(support)
    rank = one.rank + LESS * (share - one.share)
    return replace(one, start=start, end=end, share=share, rank=rank, support=tuple(support), near=near)


def _likest(sought: _Sought, one: Candidate, known: Known) -> list[Passage]:
    """The neighbour that has most words like those that the passages lack, where it has enough."""
    around = [other for other in known.passages.around(one.passage, REACH) if other not in one.support]
    had = _alike(sought, one)
    if had > 1 - 2 * LIKER:
        return []
    more = ((_alike(sought, replace(one, support=(*one.support, o))), -o.number, o) for o in around)
    best, _, other = max(more, default=(0.0, 0, one.passage))
    return [other] if best >= had + LIKER else []


def _alike(sought: _Sought, one: Candidate) -> float:
    """The share of the line's weight, names apart, of which the passage has the word or one that is like it."""
    found = sought.likened.share(one.support)
    return one.share if found is None else found


def _gains(missing: Mapping[str, float], document: str, known: Known) -> Mapping[int, float]:
    """How much of the missing weight each passage of a document has, by its number; those that have none left out.

    What the passages chosen have is missing no more, so that none of them comes again.
    """
    gains: dict[int, float] = defaultdict(float)
    for key, weight in missing.items():
        for number in known.passages.having(document, key):
            gains[number] += weight
    return gains


def _shown(support: Sequence[Passage]) -> tuple[int, int]:
    """The passage, with the other sentences where they are its neighbours."""
    numbers = sorted(one.number for one in support)
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return min(one.start for one in support), max(one.end for one in support)
    return support[0].start, support[0].end


def _share(weights: Mapping[str, float], having: frozenset[str]) -> float:
    whole = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in having) / whole if whole else 1.0
