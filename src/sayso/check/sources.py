"""The passages that may carry a line: those it cites, or the nearest of the desk.

In: a line and what is known. Out: candidates, each with the share of the line's weight that it covers. Words are
weighed by how rare they are on the desk; names and figures are words like any others here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.check.known import Known
from sayso.check.passages import Passage, keys, keys_of, stop_keys
from sayso.check.prepared import TextLine
from sayso.check.verbatim import Words, plain_words

CARRIED = 0.5  # share of a line's weight below which a passage does not carry it
NEAREST = 8
CLOSER = 0.2
WIDENED = 3


class Candidate(Struct, frozen=True):
    """A passage, the code points with the neighbours it needed, and the share of the line it covers (0 to 1)."""

    passage: Passage
    start: int
    end: int
    share: float
    rank: float  # the share, and how little else it says: of two that cover the line the closer one comes first
    verbatim: bool = False


def candidates(words: Words, line: TextLine, known: Known, speakers: frozenset[str]) -> tuple[Candidate, ...]:
    """The cited passages, or without a citation of the desk the nearest, those that cover most first.

    ``speakers``: the words of the line that name who says it; a cited passage need not have them.
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
            return (Candidate(same[0], same[0].start, same[0].end, 1.0, 1.0, True),)
        passages = nearest(words, known, NEAREST)
    return ranked(words, passages, known, speakers if cited else frozenset())


def nearest(words: Words, known: Known, limit: int = NEAREST) -> list[Passage]:
    """The passages of the desk that share most with some words."""
    return known.passages.nearest(keys(words), limit)


def ranked(
    words: Words, passages: Iterable[Passage], known: Known, leave_out: frozenset[str] = frozenset()
) -> tuple[Candidate, ...]:
    """Passages by the share of the words that they cover; the likeliest that fall short with their neighbours."""
    whole = weighed(words.plain, known)
    weights = {key: weight for key, weight in whole.items() if key not in leave_out} or whole
    alone = sorted((_alone(words, weights, one, known) for one in dict.fromkeys(passages)), key=_best_first)
    short = [one for one in alone if one.share < CARRIED][:WIDENED]
    wide = {one.passage.number: _with_neighbours(one, weights, known) for one in short}
    return tuple(sorted((wide.get(one.passage.number, one) for one in alone), key=_best_first))


def weighed(plain: Iterable[str], known: Known) -> dict[str, float]:
    """The weight of each content word among folded words."""
    content = set(keys_of(plain)) - stop_keys()
    return {key: known.passages.weight(key) for key in content}


def _best_first(candidate: Candidate) -> tuple[float, int]:
    return -round(candidate.rank, 6), candidate.passage.number


def _alone(words: Words, weights: dict[str, float], passage: Passage, known: Known) -> Candidate:
    here = _words_of(passage, known)
    share = _share(weights, keys_of(here))
    if share < CARRIED:
        return Candidate(passage, passage.start, passage.end, share, share)
    rank = share + CLOSER * _share(weighed(here, known), keys(words))
    return Candidate(passage, passage.start, passage.end, share, rank, here == words.plain)


def _with_neighbours(one: Candidate, weights: dict[str, float], known: Known) -> Candidate:
    """A paraphrase may draw two sentences together; such a passage ranks behind any that suffices alone."""
    near = known.passages.around(one.passage)
    there = plain_words(known.page(one.passage.document).text, near[0].start, near[-1].end)
    share = _share(weights, keys_of(there))
    if share < CARRIED:
        return one
    return Candidate(one.passage, near[0].start, near[-1].end, share, min(share, CARRIED))


def _words_of(passage: Passage, known: Known) -> tuple[str, ...]:
    return plain_words(known.page(passage.document).text, passage.start, passage.end)


def _share(weights: dict[str, float], there: Sequence[str]) -> float:
    whole = sum(weights.values())
    if not whole:
        return 1.0
    having = frozenset(there)
    return sum(weight for key, weight in weights.items() if key in having) / whole
