"""Statements: who is said to say what. One function, whatever the tier.

In: a text with its blocks, and who is known. Out: bodies (spans, kinds, parents) in text order; `sayso.read.chains`
then gives each its agents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.model import Block
from sayso.read.statements.assembly import Body, assemble
from sayso.read.statements.grammar import Article, drafts

__all__ = ["Body", "find"]


def find(text: str, blocks: Sequence[Block], is_agent: Callable[[str], bool]) -> list[Body]:
    """The bodies of every statement in ``text``."""
    article = Article(text, blocks, is_agent)
    return assemble(text, drafts(article), article.quoted)
