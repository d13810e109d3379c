"""An article as the grammar sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.model import Block, Span
from sayso.read.index import Index
from sayso.read.quotes import Quotation, quotations
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar import patterns
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.sections import Label, governing, nobody
from sayso.read.tokens import Tokens, tokenize, within

VERBS = frozenset(lex.forms()) | frozenset(lex.STATES)
WATCHED = VERBS | patterns.WATCHED
POINTING = frozenset({"this", "so"})
ANY = WATCHED | POINTING


@dataclass(frozen=True)
class Article:
    """A text with its blocks, quotations, tokens and labels. ``is_agent`` tells whether a headline's "– X" names
    somebody; ``sought`` are all the words whose places will be asked for, `ANY` among them: one pass finds them."""

    text: str
    blocks: Sequence[Block]
    is_agent: Callable[[str], bool]
    sought: frozenset[str] | None = None  # None: any
    is_outlet: Callable[[str], bool] = nobody
    quoted: Index[Quotation] = field(init=False)
    tokens: Tokens = field(init=False)
    labels: Sequence[Label | None] = field(init=False)
    verbs: list[int] = field(init=False)  # the tokens that can be cues
    marks: list[int] = field(init=False)  # those of patterns: "according", "citing", "interview"
    pointing: list[int] = field(init=False)  # "this" and "so" behind a cue, or behind its "about"
    _watched: list[int] = field(init=False)

    def __post_init__(self) -> None:
        found = quotations(self.text, [Span(b.start, b.end) for b in self.blocks])
        tokens = tokenize(self.text, found)
        watched = tokens.places(self.sought) if self.sought is not None else list(range(len(tokens)))
        object.__setattr__(self, "quoted", Index(found))
        object.__setattr__(self, "tokens", tokens)
        object.__setattr__(self, "labels", governing(self.blocks, self.text, self.is_outlet))
        object.__setattr__(self, "_watched", watched)
        object.__setattr__(self, "verbs", self.places(VERBS))
        object.__setattr__(self, "marks", self.places(patterns.WATCHED))
        object.__setattr__(self, "pointing", self._pointing())

    @cached_property
    def placed(self) -> Index[Block]:
        """The blocks by their place."""
        return Index(self.blocks)

    def places(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of some words, all of them ``sought``."""
        low = self.tokens.low
        return [i for i in self._watched if low[i] in words]

    def sentence(self, span: Span, scope: int = -1, *, headline: bool = False) -> Sentence:
        """The tokens of a sentence in the scope of a quotation."""
        a, b = self.tokens.range(span.start, span.end)
        return Sentence(self.tokens, a, b, scope, headline, within(self.verbs, a, b), within(self.marks, a, b))

    def attributes(self, span: Span) -> bool:
        """Whether a token of a span can be a cue, or part of a pattern: where none is, nothing is attributed."""
        a, b = self.tokens.range(span.start, span.end)
        return bool(within(self.verbs, a, b) or within(self.marks, a, b))

    def _pointing(self) -> list[int]:
        low = self.tokens.low
        return [i for i in self.places(POINTING) if not WATCHED.isdisjoint(low[max(0, i - 2) : i])]

    def points_back(self, span: Span) -> bool:
        """Whether "this" or "so" stands in a span behind a cue, or behind its "about"."""
        if not self.pointing:
            return False
        low = self.tokens.low
        a, b = self.tokens.range(span.start, span.end)
        return any(low[cue] in WATCHED for i in within(self.pointing, a + 1, b) for cue in (i - 1, i - 2) if cue >= a)
