"""The passages that may carry a line: those it cites, or the nearest of the desk.

In: a line and what is known. Out: candidates, each a sentence with those others of its document that the line also
draws on, and the share of the line's weight that they cover. Words are weighed by how rare they are on the desk.
Figures and days weigh nothing here, nor do the speakers and outlets that the line names where the document has them:
`sayso.check.facts` and `sayso.check.attribution` compare those, and a wrong one must not hide the passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.check.known import Known
from sayso.check.passages import Passage, keys, keys_of, stop_keys
from sayso.check.prepared import TextLine
from sayso.check.verbatim import Words, plain_words
from sayso.link.words import wording
from sayso.model import Span

CARRIED = 0.4  # share of a line's weight below which a passage does not carry it
NEAREST = 12
CLOSER = 0.2
ALONE = 0.15  # share below which a passage is not looked at further
WIDENED = 5  # passages, the likeliest, that are looked at with the rest of their documents
WHOLE = 0.9  # share from which a line needs no other sentence
GAIN = 0.12  # share that another sentence must add to be one that the line draws on
MOST_ADDED = 3
LEAST_LEFT = 1  # words of weight that must be left without the speaker's: "700 are left, the administration says"
OUTLET = 0.2  # what it counts in the rank that the line names the outlet
LESS = 0.5  # what a sentence more counts in the rank: of two passages the one that suffices alone comes first
WEAK = 1 / 3  # of a word's weight, as `link` weighs the same words
NAME = 0.7
_LIGHT = """
put make give take go come get hold keep write report note tell add recall relay quote cite refer
reference source word account basis dispatch story article agency newspaper think speak call ask know
"""
_WEAK = frozenset(keys_of([*wording().weak, *_LIGHT.split()]))
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
    ``printed``: the line names the outlet that printed it.
    """

    passage: Passage
    start: int
    end: int
    share: float
    rank: float  # the share, and how little else it says: of two that cover the line the closer one comes first
    support: tuple[Passage, ...]
    verbatim: bool = False
    printed: bool = False


class Told(Struct, frozen=True):
    """Who says it, as the line has it: the stems of the words that name them, and the names they stand for."""

    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


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
            passages += [p for p in nearest(words, known, 40) if p.document == key.document]
    if not cited:
        same = [p for p in known.passages.equal(words) if _words_of(p, known) == words.plain]
        if same:
            return (Candidate(same[0], same[0].start, same[0].end, 1.0, 1.0, (same[0],), True),)
        passages = nearest(words, known, NEAREST)
    return ranked(words, passages, known, told)


def nearest(words: Words, known: Known, limit: int = NEAREST) -> list[Passage]:
    """The passages of the desk that share most with some words."""
    return known.passages.nearest(keys(words), limit)


def ranked(words: Words, passages: Iterable[Passage], known: Known, told: Told) -> tuple[Candidate, ...]:
    """Passages by the share of the words that they cover; the likeliest with the other sentences they need."""
    whole = weighed(words.plain, known)
    own = frozenset(keys(words))
    apart = told.keys | known.outlet_keys
    weights = {key: weight for key, weight in whole.items() if key not in apart}
    if sum(not known.is_name(key) and key not in _WEAK for key in weights) < LEAST_LEFT:
        weights = whole
    alone = []
    for passage in dict.fromkeys(passages):
        page = known.page(passage.document)
        named = page.reading.document.outlet in told.names or (page.outlet_keys and page.outlet_keys <= own)
        alone.append(_alone(own, words, weights, passage, known, OUTLET if named else 0.0))
    alone.sort(key=_best_first)
    likeliest = [_with_others(one, weights, known) for one in alone[:WIDENED]]
    return tuple(sorted([*likeliest, *alone[WIDENED:]], key=_best_first))


def weighed(plain: Iterable[str], known: Known) -> dict[str, float]:
    """The weight of each content word among folded words."""
    content = set(keys_of(plain)) - stop_keys() - _CALENDAR
    return {key: known.passages.weight(key) * _counts(key, known) for key in content if not key[0].isdigit()}


def _counts(key: str, known: Known) -> float:
    """Names are compared apart, so that a wrong one must not hide the passage; "make" and "state" tell little."""
    if key in _WEAK:
        return WEAK
    if key in _HEDGES:
        return 0.0
    return NAME if known.is_name(key) else 1.0


def _best_first(candidate: Candidate) -> tuple[float, int]:
    return -round(candidate.rank, 6), candidate.passage.number


def _alone(
    own: frozenset[str], words: Words, weights: Mapping[str, float], passage: Passage, known: Known, named: float
) -> Candidate:
    here = _keys_of(passage, known)
    share = _share(weights, here)
    there = {key: known.passages.weight(key) for key in here - stop_keys()}
    rank = share + CLOSER * _share(there, own) + named
    verbatim = share == 1.0 and _words_of(passage, known) == words.plain
    return Candidate(passage, passage.start, passage.end, share, rank, (passage,), verbatim, named > 0)


def _with_others(one: Candidate, weights: Mapping[str, float], known: Known) -> Candidate:
    """A paraphrase may draw sentences together: those of the document that add most to what the passage covers.

    Names add nothing, or a wrong one would bring its own sentence along; those of the document are covered by it.
    """
    lacks = {key: weight for key, weight in weights.items() if key not in _keys_of(one.passage, known)}
    missing = {key: weight for key, weight in lacks.items() if not known.is_name(key)}
    whole, support = sum(weights.values()), [one.passage]
    page = known.page(one.passage.document)
    others = known.passages.of(one.passage.document) if ALONE <= one.share < WHOLE and whole else ()
    while len(support) <= MOST_ADDED and missing:
        gains = [(_gain(missing, other, known), -other.number, other) for other in others if other not in support]
        gain, _, best = max(gains, default=(0.0, 0, one.passage))
        if gain < GAIN * whole:
            break
        support.append(best)
        missing = {key: weight for key, weight in missing.items() if key not in _keys_of(best, known)}
    names = {key: weight for key, weight in lacks.items() if known.is_name(key)}
    strange = (weight for key, weight in names.items() if key not in page.keys)
    share = 1 - (sum(missing.values()) + sum(strange)) / whole if whole else one.share
    rank = one.rank + LESS * (share - one.share)
    start, end = _shown(support)
    return Candidate(one.passage, start, end, share, rank, tuple(support), one.verbatim, one.printed)


def _gain(missing: Mapping[str, float], passage: Passage, known: Known) -> float:
    here = _keys_of(passage, known)
    return sum(weight for key, weight in missing.items() if key in here)


def _shown(support: Sequence[Passage]) -> tuple[int, int]:
    """The passage, with the other sentences where they are its neighbours."""
    numbers = sorted(one.number for one in support)
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return min(one.start for one in support), max(one.end for one in support)
    return support[0].start, support[0].end


def _keys_of(passage: Passage, known: Known) -> frozenset[str]:
    return known.page(passage.document).keys_in(Span(passage.start, passage.end))


def _words_of(passage: Passage, known: Known) -> tuple[str, ...]:
    return plain_words(known.page(passage.document).text, passage.start, passage.end)


def _share(weights: Mapping[str, float], having: frozenset[str]) -> float:
    whole = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in having) / whole if whole else 1.0
