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

VERBS = frozenset(lex.forms()) | frozenset(lex.STATES)
WATCHED = VERBS | patterns.WATCHED
POINTING = frozenset({"this", "so"})


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
    verbs: list[int] = field(init=False)  # the tokens that can be cues
    marks: list[int] = field(init=False)  # those of patterns: "according", "citing", "interview"
    pointing: list[int] = field(init=False)

    def __post_init__(self) -> None:
        found = quotations(self.text, [Span(b.start, b.end) for b in self.blocks])
        object.__setattr__(self, "placed", Index(self.blocks))
        object.__setattr__(self, "quoted", Index(found))
        object.__setattr__(self, "tokens", tokenize(self.text, found))
        object.__setattr__(self, "labels", governing(self.blocks, self.text))
        object.__setattr__(self, "verbs", self.tokens.places(VERBS))
        object.__setattr__(self, "marks", self.tokens.places(patterns.WATCHED))
        object.__setattr__(self, "pointing", self.tokens.places(POINTING))

    def sentence(self, span: Span, scope: int = -1, *, headline: bool = False) -> Sentence:
        """The tokens of a sentence in the scope of a quotation."""
        a, b = self.tokens.range(span.start, span.end)
        return Sentence(self.tokens, a, b, scope, headline, _within(self.verbs, a, b), _within(self.marks, a, b))

    def attributes(self, span: Span) -> bool:
        """Whether a token of a span can be a cue, or part of a pattern: where none is, nothing is attributed."""
        a, b = self.tokens.range(span.start, span.end)
        return bool(_within(self.verbs, a, b) or _within(self.marks, a, b))

    def points_back(self, span: Span) -> bool:
        """Whether "this" or "so" stands in a span behind a cue, or behind its "about"."""
        if not self.pointing:
            return False
        low = self.tokens.low
        a, b = self.tokens.range(span.start, span.end)
        return any(low[cue] in WATCHED for i in _within(self.pointing, a + 1, b) for cue in (i - 1, i - 2) if cue >= a)


def _within(places: list[int], a: int, b: int) -> list[int]:
    return places[bisect_left(places, a) : bisect_left(places, b)] if places else places
