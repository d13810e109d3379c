"""Statements: who is said to say what. One function, whatever the tier.

In: a text with its blocks, and who is known. Out: bodies (spans, kinds, parents) in text order; `sayso.read.chains`
then gives each its agents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.model import Block, Span
from sayso.read.sentences import sentences
from sayso.read.settings import Tier
from sayso.read.statements.assembly import Body, assemble
from sayso.read.statements.closing import cleared, told_apart
from sayso.read.statements.grammar import Article, drafts, shipped
from sayso.read.statements.grammar.article import ANY
from sayso.read.statements.inner import inner
from sayso.read.statements.nested import TRIGGERS, nested
from sayso.read.statements.tiers import merged

if TYPE_CHECKING:
    from sayso.read.statements.tagger import Tagger

__all__ = ["Body", "Tier", "find"]


def find(text: str, blocks: Sequence[Block], is_agent: Callable[[str], bool], tier: Tier) -> list[Body]:
    """The bodies of every statement in ``text``."""
    article = Article(text, blocks, is_agent, _sought(tier))
    found = cleared(text, drafts(article, shipped() if tier == "grammar" else None))
    if tier != "grammar":
        spans: list[Span] = [s for b in blocks for s in sentences(text, b.start, b.end)]
        tagged = told_apart(text, found, _tagger(tier).tag(text, spans))
        found = merged(article, found, tagged)
        found += nested(article, found)
        found += inner(article, found, tagged)
        return assemble(text, found, article.quoted)
    return assemble(text, [*found, *nested(article, found)], article.quoted)


@cache
def _sought(tier: Tier) -> frozenset[str]:
    """The words whose places a tier's rules ask for."""
    words = ANY | TRIGGERS
    return words | shipped().words if tier == "grammar" else words


@cache
def _tagger(tier: Literal["small", "full"]) -> Tagger:
    """The model of a tier, loaded once: it takes longer to load than to read an article."""
    from sayso.read.statements.tagger import Tagger

    return Tagger.load(tier)
