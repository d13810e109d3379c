"""Speech that a dash opens, as in the North and the East: "– It is too late, he adds. – The contract is signed."

In: an article and the drafts of either tier. Out: the same, the speech of a paragraph that a dash opens going on behind
who says it, where a dash opens it again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.index import Index
from sayso.read.statements.grammar import Article, Draft
from sayso.read.statements.grammar.sections import COVERED

DASH = re.compile(r"\s*[-–—―]\s+(?=\S)")
# What is left of the sentence behind who says it, and the dash.
AGAIN = re.compile(r"[^.!?\n–—―]{0,160}[.!?]\s+[-–—―]\s+(?=[^\W\d_])")


def dashed(article: Article, found: Sequence[Draft]) -> list[Draft]:
    """The drafts, speech behind dashes whole."""
    text = article.text
    marked = (b for b in article.blocks if b.role in COVERED and not text[b.start].isalnum())  # few open with a mark
    blocks = [block for block in marked if DASH.match(text, block.start, block.end)]
    if not blocks:
        return list(found)  # most articles
    opened = Index(blocks)
    cues = Index(d.cue for d in found if d.cue is not None)
    return [_whole(article.text, draft, opened, cues) for draft in found]


def _whole(text: str, draft: Draft, opened: Index[Block], cues: Index[Span]) -> Draft:
    cue, source = draft.cue, draft.source
    block = opened.holding(cue.start) if cue is not None else None
    if block is None or cue is None or source is None or draft.label is not None or draft.type == "control":
        return draft
    first = draft.content[0]
    opens = DASH.match(text, block.start, block.end)
    if opens is None or first.start > opens.end() or first.end > min(cue.start, source.start):
        return draft
    again = AGAIN.match(text, max(cue.end, source.end), block.end)
    if again is None or cues.begun_in(again.end(), block.end):
        return draft
    return replace(draft, content=(first, Span(again.end(), block.end)))
