"""An article as the grammar sees it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sayso.model import Block, Span
from sayso.read.index import Index
from sayso.read.quotes import Quotation, quotations
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar import patterns
from sayso.read.statements.grammar.phrases import Sentence
from sayso.read.statements.grammar.sections import Label, governing
from sayso.read.tokens import Tokens, tokenize

# Where none of these stands, a sentence attributes nothing.
WATCHED = frozenset(lex.forms()) | frozenset(lex.STATES) | patterns.WATCHED


@dataclass(frozen=True)
class Article:
    """A text with its blocks, quotations, tokens and labels. ``is_agent`` tells whether a headline's "– X" names
    somebody."""

    text: str
    blocks: Sequence[Block]
    is_agent: Callable[[str], bool]
    placed: Index[Block] = field(init=False)
    quoted: Index[Quotation] = field(init=False)
    tokens: Tokens = field(init=False)
    labels: Sequence[Label | None] = field(init=False)
    hits: list[int] = field(init=False)

    def __post_init__(self) -> None:
        found = quotations(self.text, [Span(b.start, b.end) for b in self.blocks])
        object.__setattr__(self, "placed", Index(self.blocks))
        object.__setattr__(self, "quoted", Index(found))
        object.__setattr__(self, "tokens", tokenize(self.text, found))
        object.__setattr__(self, "labels", governing(self.blocks, self.text))
        watched = WATCHED
        object.__setattr__(self, "hits", [i for i, low in enumerate(self.tokens.low) if low in watched])

    def sentence(self, span: Span, scope: int = -1, *, headline: bool = False) -> Sentence:
        """The tokens of a sentence in the scope of a quotation."""
        a, b = self.tokens.range(span.start, span.end)
        return Sentence(self.tokens, a, b, scope, headline, self._hits(a, b))

    def hits_in(self, span: Span) -> list[int]:
        """The tokens of a span that can be cues, or parts of a pattern."""
        return self._hits(*self.tokens.range(span.start, span.end))

    def _hits(self, a: int, b: int) -> list[int]:
        return self.hits[bisect_left(self.hits, a) : bisect_left(self.hits, b)]
