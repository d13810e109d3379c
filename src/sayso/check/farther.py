"""The passages that a line may be of though it has few of their words, nearest in meaning first.

In: a line's words and what they brought already. Out: other passages, of the documents that the line cites or, without
a citation, of the whole desk. They are sought by the vectors of their words (`sayso.check.dense`), the likeliest by the
vectors of whole sentences, and only where the judge holds all that the words brought for passages of something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.check.known import Known
from sayso.check.prepared import TextLine
from sayso.check.sentence import alike
from sayso.check.sources import Candidate
from sayso.check.verbatim import Words

# Of 110 lines in words as different as can be the first sentence's passage is among the 24 nearest of 8,668 in 92 %.
BY_MEANING = 24
MOST = 3


def farther(text: str, words: Words, line: TextLine, found: Iterable[Candidate], known: Known) -> list[Candidate]:
    """Up to three more passages. ``text``: the line; ``found``: the passages that it was held to already."""
    seen = {part.number for one in found for part in one.support}
    cited = dict.fromkeys(key.document for key in line.keys if key.document)
    near = known.dense.nearest(words.plain, BY_MEANING + len(seen), cited or None)
    others = [one for one in near if one.number not in seen][:BY_MEANING]
    said = sorted(others, key=lambda one: (-round(alike(text, known.text_of(one)), 6), one.number))
    return [Candidate(one, one.start, one.end, 0.0, 0.0, (one,)) for one in said[:MOST]]
