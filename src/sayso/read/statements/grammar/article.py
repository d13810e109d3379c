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
from sayso.read.statements.grammar.indexed import MARGIN, Sentence
from sayso.read.statements.grammar.sections import Label, governing, nobody
from sayso.read.tokens import Places, Tokens, tokenize

VERBS = frozenset(lex.forms()) | frozenset(lex.STATES)
MARKS = patterns.WATCHED
WATCHED = VERBS | MARKS | {"evidenced"}  # "This is evidenced by" points back
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
    cues: Places = field(init=False)  # the tokens that can be cues, or parts of patterns: "according", "interview"
    _pointing: Places = field(init=False)  # "this" and "so" behind a cue, or behind its "about"
    _watched: list[int] = field(init=False)

    def __post_init__(self) -> None:
        found = quotations(self.text, [Span(b.start, b.end) for b in self.blocks])
        tokens = tokenize(self.text, found)
        watched = tokens.places(self.sought) if self.sought is not None else list(range(len(tokens)))
        object.__setattr__(self, "quoted", Index(found))
        object.__setattr__(self, "tokens", tokens)
        object.__setattr__(self, "labels", governing(self.blocks, self.text, self.is_outlet))
        object.__setattr__(self, "_watched", watched)
        object.__setattr__(self, "cues", self.cues_or(frozenset()))
        object.__setattr__(self, "_pointing", Places(tokens, self._pointing_back()))

    @cached_property
    def has_handles(self) -> bool:
        """Whether a handle may stand anywhere, as under a post: "Ann Morrow (@morrow)"."""
        return "@" in self.text

    @cached_property
    def placed(self) -> Index[Block]:
        """The blocks by their place."""
        return Index(self.blocks)

    def places(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of some words, all of them ``sought``."""
        low = self.tokens.low
        return [i for i in self._watched if low[i] in words]

    def cues_or(self, words: frozenset[str]) -> Places:
        """The tokens that can be cues or are one of some words, all of them ``sought``."""
        low = self.tokens.low
        return Places(self.tokens, [i for i in self._watched if low[i] in WATCHED or low[i] in words])

    def sentence(self, span: Span) -> Sentence:
        """The tokens of a sentence in nobody's quotation."""
        return self._sentence(span, self.cues.within(span.start, span.end), -1, headline=False)

    def with_cue(self, span: Span, cues: Places, scope: int = -1, *, headline: bool = False) -> Sentence | None:
        """The tokens of a sentence in the scope of a quotation; None where none of them is one of ``cues``, which hold
        all that can be."""
        near = cues.within(span.start, span.end)
        return self._sentence(span, near, scope, headline=headline) if near else None  # three of ten have none

    def _sentence(self, span: Span, cues: list[int], scope: int, *, headline: bool) -> Sentence:
        a, b = self.tokens.range(span.start, span.end)
        low, first = self.tokens.low, a - MARGIN
        verbs: list[int] = []
        marks: list[int] = []
        for i in cues:
            word = low[i]
            if word in VERBS:
                verbs.append(i - first)
            if word in MARKS:
                marks.append(i - first)
        return Sentence(self.tokens, a, b, scope, headline, cues, verbs, marks)

    def attributes(self, start: int, end: int) -> bool:
        """Whether a token within ``[start, end)`` can be a cue, or part of a pattern: where none is, nothing is
        attributed."""
        return bool(self.cues.within(start, end))

    def _pointing_back(self) -> list[int]:
        low = self.tokens.low
        return [i for i in self.places(POINTING) if not WATCHED.isdisjoint(low[max(0, i - 2) : i])]

    def points_back(self, span: Span) -> bool:
        """Whether "this" or "so" stands in a span behind a cue, or behind its "about"."""
        pointing = self._pointing.within(span.start, span.end)
        if not pointing:
            return False
        low, (a, _) = self.tokens.low, self.tokens.range(span.start, span.end)
        return any(low[cue] in WATCHED for i in pointing for cue in (i - 1, i - 2) if cue >= a)
