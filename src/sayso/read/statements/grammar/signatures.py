"""Quotations with a dash and somebody's name behind them: "The bridge is good for the town." ― Anna Bodry.

In: an article and one of its paragraphs. Out: the paragraph without such a signature, and whether it has one.
"""

from __future__ import annotations

import re

from sayso.model import Block, Span
from sayso.read.statements.grammar.article import Article

NAME = r"[A-Z][\w.’'-]{0,40}(?: (?:[A-Z][\w.’'-]{0,40}|de|van|von|bin|al|of|the)){0,5}"
SIGNED = re.compile(rf"\s*(?P<cue>[-–—―]+)\s*(?P<name>{NAME}(?<![a-z]{{2}}\.))(?:,[^\n]{{0,80}})?[.\s]*$")
CLOSING = '”"»“'


def unsigned(article: Article, own: Span) -> Span:
    """A paragraph without the dash and the name behind the quotation that it is else."""
    if article.text[own.start : own.start + 1].isalnum():
        return own
    closing = max(article.text.rfind(mark, own.start, own.end) for mark in CLOSING)
    found = SIGNED.match(article.text, closing + 1, own.end) if closing > own.start else None
    return Span(own.start, closing + 1) if found is not None else own


def is_signed(article: Article, block: Block) -> bool:
    """Whether a paragraph opens with a quotation and ends with who signs it."""
    own = Span(block.start, block.end)
    return article.text[own.start] in CLOSING and unsigned(article, own) != own
