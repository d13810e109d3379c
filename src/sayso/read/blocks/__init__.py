"""Blocks: the parts of a document and their roles.

In: a document (its text, and the markup that its page gave). Out: blocks in text order that never overlap;
whatever is not blank belongs to one. A page's own structure is trusted first; plain text is told apart by
form (what stands on a line of its own) and by place (what comes before the first paragraph).
"""

from __future__ import annotations

from sayso.model import Block, Document
from sayso.read.agents.directory import Directory
from sayso.read.blocks.lines import paragraphs, with_datelines
from sayso.read.blocks.roles import assign

__all__ = ["blocks"]


def blocks(document: Document, directory: Directory) -> tuple[Block, ...]:
    """Cut ``document`` into blocks with roles."""
    spans = with_datelines(document.text, paragraphs(document.text, document.markup))
    return tuple(assign(document.text, spans, document.markup, document.title, directory))
