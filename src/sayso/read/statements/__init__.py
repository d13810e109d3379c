"""Statements: who is said to say what. One function, whatever the tier.

In: a text with its blocks, who is known, and what a model saw in the text. Out: bodies (spans, kinds, parents) in text
order; `sayso.read.chains` then gives each its agents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.model import Block, Span
from sayso.read.sentences import sentences
from sayso.read.settings import Tier
from sayso.read.statements.assembly import Body, assemble
from sayso.read.statements.bare import made_whole
from sayso.read.statements.closing import cleared, told_apart
from sayso.read.statements.dashes import dashed
from sayso.read.statements.edges import cleared_edges
from sayso.read.statements.grammar import Article, Draft, drafts, shipped
from sayso.read.statements.grammar.article import ANY
from sayso.read.statements.grammar.denials import denials
from sayso.read.statements.grammar.labels import uncredited
from sayso.read.statements.hearers import without_hearer
from sayso.read.statements.inner import inner
from sayso.read.statements.nested import TRIGGERS, nested
from sayso.read.statements.pleas import with_plea
from sayso.read.statements.quoted import once
from sayso.read.statements.tiers import merged

if TYPE_CHECKING:
    from sayso.read.statements.tagger import Tagged, Tagger

__all__ = ["Body", "Tier", "find", "tagged"]


def tagged(text: str, blocks: Sequence[Block], tier: Tier) -> Tagged | None:
    """What the tier's model sees in ``text``; None where the tier is the grammar alone."""
    if tier == "grammar":
        return None
    spans: list[Span] = [s for b in blocks for s in sentences(text, b.start, b.end)]
    return _tagger(tier).read(text, spans)


def find(
    text: str,
    blocks: Sequence[Block],
    is_agent: Callable[[str], bool],
    seen: Tagged | None,
    is_outlet: Callable[[str], bool],
) -> list[Body]:
    """The bodies of every statement in ``text``, of which a model saw what ``seen`` says."""
    article = Article(text, blocks, is_agent, _sought(alone=seen is None), is_outlet)
    found = cleared(text, drafts(article, shipped() if seen is None else None))
    if seen is None:
        found = dashed(article, cleared_edges(text, found))
        return _assembled(article, [*found, *nested(article, found)])
    attributed = once(text, found, told_apart(text, found, made_whole(article, seen.attributions)))
    found = dashed(article, cleared_edges(text, merged(article, found, attributed)))
    found += nested(article, found)
    found += inner(article, found, attributed)
    return _assembled(article, found)


def _assembled(article: Article, found: Sequence[Draft]) -> list[Body]:
    text = article.text
    found = uncredited(article, [*found, *denials(article, found)])
    return assemble(text, [with_plea(text, without_hearer(text, draft)) for draft in found], article.quoted)


@cache
def _sought(*, alone: bool) -> frozenset[str]:
    """The words whose places the rules ask for; ``alone``: without a model."""
    words = ANY | TRIGGERS
    return words | shipped().words if alone else words


@cache
def _tagger(tier: Literal["small", "full"]) -> Tagger:
    """The model of a tier, loaded once: it takes longer to load than to read an article."""
    from sayso.read.statements.tagger import Tagger

    return Tagger.load(tier)
