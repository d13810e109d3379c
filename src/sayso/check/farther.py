"""The passages that a line may be of though it has few of their words, nearest in meaning first.

In: a line's words and what they brought already. Out: other passages, of the documents that the line cites or, without
a citation, of the whole desk. They are sought by the vectors of their words (`sayso.check.dense`), the likeliest by
these and the vectors of whole sentences together, and only where the judge holds all that the words brought for
passages of something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.check.dense import LENGTH
from sayso.check.known import Known
from sayso.check.passages import Passage
from sayso.check.premise import speakers_of
from sayso.check.prepared import TextLine
from sayso.check.sentence import alike
from sayso.check.sources import Candidate
from sayso.check.verbatim import Words
from sayso.model import Span

# Of 354 lines in words as different as can be, by eight writers, the first sentence is of one of the 50 nearest in
# 1,099 articles in 69 %; of the six likeliest of these in 57 % by both sorts of vectors, the speakers' names
# before the passage, in 50 by those of words alone, in 55 by those of sentences alone.
BY_MEANING = 50
MOST = 6


def farther(text: str, words: Words, line: TextLine, found: Iterable[Candidate], known: Known) -> list[Candidate]:
    """Up to six more passages. ``text``: the line; ``found``: the passages that it was held to already."""
    seen = {part.number for one in found for part in one.support}
    cited = dict.fromkeys(key.document for key in line.keys if key.document)
    nearest = known.dense.nearest(words.plain, BY_MEANING + len(seen), cited or None)
    others = [one for one in nearest if one.number not in seen][:BY_MEANING]
    by_words = [product / LENGTH**2 for product in known.dense.nearness(words.plain, others)]
    by_both = [near + alike(text, _told(one, known)) for near, one in zip(by_words, others, strict=True)]
    said = sorted(zip(by_both, others, strict=True), key=lambda pair: (-round(pair[0], 6), pair[1].number))
    return [Candidate(one, one.start, one.end, 0.0, 0.0, (one,)) for _, one in said[:MOST]]


def _told(one: Passage, known: Known) -> str:
    """A passage's words behind the names of those who say them."""
    told_by = "; ".join(speakers_of(known.page(one.document).reading, [Span(one.start, one.end)]))
    return f"{told_by}: {known.text_of(one)}" if told_by else known.text_of(one)
