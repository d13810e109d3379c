"""The passages that a line may be of though it has few of their words, nearest in meaning first.

In: a line's words and what they brought already. Out: other passages, of the documents that the line cites or, without
a citation, of those that share any rarer word. They are sought by the sums of word vectors, the likeliest by the
vectors of whole sentences, and only where the judge holds all that the words brought for passages of something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.check.known import Known
from sayso.check.passages import Passage, keys
from sayso.check.prepared import TextLine
from sayso.check.sentence import alike
from sayso.check.sources import Candidate
from sayso.check.verbatim import Words
from sayso.link.meaning import nearness

# Of 110 lines in words as different as can be the passage is among the first 12 by words 81 %, the first 100 92 %.
BY_WORDS = 100
BY_MEANING = 24
MOST = 3


def farther(text: str, words: Words, line: TextLine, found: Iterable[Candidate], known: Known) -> list[Candidate]:
    """Up to three more passages. ``text``: the line; ``found``: the passages that it was held to already."""
    seen = {part.number for one in found for part in one.support}
    others = [one for one in _within_reach(words, line, known) if one.number not in seen]
    means = known.meant(words.plain)
    meant = sorted(others, key=lambda one: (-round(nearness(means, known.meaning_of(one)), 6), one.number))
    said = sorted(meant[:BY_MEANING], key=lambda one: (-round(alike(text, known.text_of(one)), 6), one.number))
    return [Candidate(one, one.start, one.end, 0.0, 0.0, (one,)) for one in said[:MOST]]


def _within_reach(words: Words, line: TextLine, known: Known) -> list[Passage]:
    cited = dict.fromkeys(key.document for key in line.keys if key.document)
    if cited:
        return [passage for document in cited for passage in known.passages.of(document)]
    return known.passages.nearest(keys(words), BY_WORDS)
