"""The passages that may carry a line: those it cites, or the nearest of the desk.

In: a line and what is known. Out: candidates, each with the share of the line's weight that it covers. Words are
weighed by how rare they are on the desk; names and figures are words like any others here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.check.known import Known
from sayso.check.passages import Passage, keys, stop_keys
from sayso.check.prepared import TextLine
from sayso.check.verbatim import Words, exact_words

CARRIED = 0.5  # share of a line's weight below which a passage does not carry it
NEAREST = 8


class Candidate(Struct, frozen=True):
    """A passage, the code points with the neighbours it needed, and the share of the line it covers (0 to 1)."""

    passage: Passage
    start: int
    end: int
    share: float
    verbatim: bool = False


def candidates(words: Words, line: TextLine, known: Known) -> tuple[Candidate, ...]:
    """The cited passages, or without a citation of the desk the nearest, those that cover most first."""
    cited = [key for key in line.keys if key.document]
    passages: list[Passage] = []
    for key in cited:
        if key.document and key.cited:
            passages += known.passages.within(key.document, key.cited.start, key.cited.end)
        elif key.document:
            passages += [p for p in nearest(words, known, 40) if p.document == key.document]
    if not cited:
        same = [p for p in known.passages.equal(words) if _words_of(p, known).plain == words.plain]
        if same:
            return (Candidate(same[0], same[0].start, same[0].end, 1.0, True),)
        passages = nearest(words, known, NEAREST)
    return ranked(words, passages, known)


def nearest(words: Words, known: Known, limit: int = NEAREST) -> list[Passage]:
    """The passages of the desk that share most with some words."""
    return known.passages.nearest(keys(words), limit)


def ranked(words: Words, passages: Iterable[Passage], known: Known) -> tuple[Candidate, ...]:
    """Passages by the share of the words that they cover."""
    weights = weighed(words, known)
    found = [_candidate(words, weights, passage, known) for passage in dict.fromkeys(passages)]
    return tuple(sorted(found, key=lambda one: (-round(one.share, 6), one.passage.number)))


def weighed(words: Words, known: Known) -> dict[str, float]:
    """The weight of each content word."""
    content = set(keys(words)) - stop_keys()
    return {key: known.passages.weight(key) for key in content}


def _candidate(words: Words, weights: dict[str, float], passage: Passage, known: Known) -> Candidate:
    here = _words_of(passage, known)
    alone = _share(weights, keys(here))
    if alone >= CARRIED:
        same = here.plain == words.plain
        return Candidate(passage, passage.start, passage.end, alone, same)
    near = known.passages.around(passage)
    page = known.page(passage.document)
    together = _share(weights, keys(exact_words(page.text, near[0].start, near[-1].end)))
    if together < CARRIED:
        return Candidate(passage, passage.start, passage.end, alone)
    return Candidate(passage, near[0].start, near[-1].end, together)


def _words_of(passage: Passage, known: Known) -> Words:
    return exact_words(known.page(passage.document).text, passage.start, passage.end)


def _share(weights: dict[str, float], there: Sequence[str]) -> float:
    whole = sum(weights.values())
    if not whole:
        return 1.0
    having = frozenset(there)
    return sum(weight for key, weight in weights.items() if key in having) / whole
