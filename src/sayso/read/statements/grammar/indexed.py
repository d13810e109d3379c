"""A sentence as lists that the rules index.

In: an article's tokens and which of them make the sentence. Out: its words with room around them, so that a rule may
look beside any of them without asking first whether it is there: four thousand looks an article were calls before.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Span
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.tokens import Tokens

Range = tuple[int, int]
MARGIN = 8  # places around a sentence that can be asked for: the rules look 2 tokens before one and 5 behind it
AROUND = [""] * MARGIN
NOT_QUOTED = [False] * MARGIN
NONE_BEFORE = NOT_QUOTED[1:]  # where the article's token before the sentence is told


class Sentence:
    """A sentence in the scope of quotation ``scope``, as lists that the rules index: its words in lower case (``low``)
    and as written (``word``), empty outside of it, and whether each is ``quoted``: stands in another quotation than the
    sentence's own words. Its own indices are ``[a, b)``; ``first`` is the article's token that has index 0. Headlines
    drop articles. ``cues`` are the article's tokens that can be cues; ``verbs`` are the sentence's own words that the
    lexicon has, ``marks`` those of patterns that attribute without a verb.
    """

    __slots__ = ("a", "b", "cues", "first", "headline", "low", "marks", "quoted", "scope", "tokens", "verbs", "word")

    def __init__(
        self,
        tokens: Tokens,
        a: int,
        b: int,
        scope: int,
        headline: bool = False,
        cues: Sequence[int] = (),
        verbs: Sequence[int] = (),
        marks: Sequence[int] = (),
    ) -> None:
        """``[a, b)`` and ``cues`` are the article's tokens, ``verbs`` and ``marks`` the sentence's own."""
        first = a - MARGIN
        self.tokens, self.first, self.scope, self.headline = tokens, first, scope, headline
        self.a, self.b = MARGIN, b - first
        self.low = AROUND + tokens.low[a:b] + AROUND
        self.word = AROUND + tokens.word[a:b] + AROUND
        self.quoted = _quoted(tokens, a, b, scope)
        self.cues, self.verbs, self.marks = cues, verbs, marks

    def is_adverb(self, i: int) -> bool:
        """Whether token ``i`` is an adverb: "Sadly" that opens a sentence is, "Kelly" is not."""
        low = self.low[i]
        if low not in lex.ADVERBS and not low.endswith("ly"):  # nine of ten
            return False
        return lex.is_adverb(low) and (i == self.a or not self.word[i][:1].isupper())

    def span(self, begin: int, end: int) -> Span:
        """The code points of the words ``[begin, end)``."""
        tokens, first = self.tokens, self.first
        return Span(tokens.start[begin + first], tokens.end[end + first - 1])

    def start(self, i: int) -> int:
        """Where word ``i`` begins in the article."""
        return self.tokens.start[i + self.first]

    def range(self, span: Span) -> Range:
        """The words that begin within a span."""
        a, b = self.tokens.range(span.start, span.end)
        return a - self.first, b - self.first


def _quoted(tokens: Tokens, a: int, b: int, scope: int) -> list[bool]:
    """Of the tokens ``[a, b)`` and one on either side; further off nothing is asked."""
    begin = a - 1 if a else 0
    around = tokens.quoted[begin : b + 1] if scope == -1 else [q != scope for q in tokens.quote[begin : b + 1]]
    return (NONE_BEFORE if a else NOT_QUOTED) + around + NOT_QUOTED
