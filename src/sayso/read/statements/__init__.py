"""Statements: who is said to say what. One function, whatever the tier.

In: a text with its blocks, and who is known. Out: bodies (spans, kinds, parents) in text order; `sayso.read.chains`
then gives each its agents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.model import Block, Span
from sayso.read.quotes import quotations
from sayso.read.statements.assembly import Body, assemble
from sayso.read.statements.grammar import drafts, label_drafts
from sayso.read.tokens import tokenize

__all__ = ["Body", "find"]


def find(text: str, blocks: Sequence[Block], is_agent: Callable[[str], bool]) -> list[Body]:
    """The bodies of every statement in ``text``."""
    quoted = quotations(text, [Span(b.start, b.end) for b in blocks])
    tokens = tokenize(text, quoted)
    found = drafts(text, blocks, quoted, tokens, is_agent)
    found += label_drafts(text, blocks, quoted, found)
    return assemble(text, found, quoted)
