"""Statements within statements as the model's second pair of networks sees them.

In: an article, the drafts found so far, the tagger's attributions. Out: more drafts, each within the content of one of
those. What these networks see outside of every content they were not taught to look for: only what they are surer of
stands, by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.statements.attributing import attributes
from sayso.read.statements.attribution import Attribution, Claimed
from sayso.read.statements.grammar import Article, Draft
from sayso.read.statements.tiers import LONGEST, drafted

# "I am asked every day when": the subject hears it. "Would have noticed": nobody did.
ADDRESSED = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)(?: \w+ly)? (?:asked|told|informed|warned|advised|reminded|urged|assured)\b"
)
UNREAL = re.compile(r"\b(?:would|could|should|might|must)(?:n[’']t| not)? have\b")
COLON = re.compile(r"[^“”\"«»:]{0,40}:\s*[“\"«„]?.", re.S)
# On 180 annotated articles 36 of 61 such outside of every content were what annotators marked (18 of 92 of plans, which
# stay out); with them whole chains 61.6 -> 62.1 % of 119 articles that nobody looked at, precision 78.7 -> 78.4 %.
ALONE = 0.5


class _Content(Struct, frozen=True):
    """A part of a draft's content, and the draft's number."""

    start: int
    end: int
    draft: int


def inner(article: Article, found: Sequence[Draft], tagged: Sequence[Attribution]) -> list[Draft]:
    """Drafts within the contents of ``found``, none at a cue that is found already.

    What somebody means to do is no statement apart there, as with the rules (`sayso.read.statements.tiers`).
    """
    contents = Index(_contents(found))
    taken = Index(d.cue for d in found if d.cue is not None)
    unclaimed: Index[Claimed] = Index(())
    out = []
    for one in tagged:
        cue = one.cue
        if not one.inner or cue is None or taken.touching(cue.start, cue.end) or not attributes(article, one):
            continue
        if _is_addressed(article.text, one, cue) or UNREAL.search(article.text, cue.start, cue.end):
            continue
        around = [c for c in contents.touching(cue.start, cue.end) if c.start <= cue.start and cue.end <= c.end]
        draft = drafted(article, one, unclaimed)
        if draft.type != "communication" and _is_behind_colon(article.text, one, cue):
            continue
        if around:
            outer = min(around, key=lambda c: c.end - c.start)
            out.append(_within(draft, found[outer.draft].content))
        elif one.score >= ALONE and one.source is not None:
            out.append(draft)
    return [draft for draft in out if draft.content and draft.type != "control"]


def _is_addressed(text: str, one: Attribution, cue: Span) -> bool:
    """Whether the source is who is asked or told something."""
    before = one.source is not None and one.source.end <= cue.start
    return before and ADDRESSED.search(text, cue.start, cue.end) is not None


def _is_behind_colon(text: str, one: Attribution, cue: Span) -> bool:
    """Whether a colon stands before a quotation that is the outer speaker's: "Berg said the council knew: “…”"."""
    return bool(one.content) and COLON.fullmatch(text, cue.end, one.content[0].start + 1) is not None


def _contents(found: Sequence[Draft]) -> Iterator[_Content]:
    for number, draft in enumerate(found):
        for span in draft.content if draft.type != "control" else ():
            if span.end - span.start <= LONGEST:
                yield _Content(span.start, span.end, number)


def _within(draft: Draft, outer: Sequence[Span]) -> Draft:
    """The draft as far as it stands within the words of another; without content where its source stands outside:
    who "rejected claims that" makes none of them."""
    source = draft.source
    if source is not None and not any(o.start <= source.start < o.end for o in outer):
        return replace(draft, content=())
    parts = (Span(max(s.start, o.start), min(s.end, o.end)) for s in draft.content for o in outer)
    return replace(draft, content=tuple(sorted(part for part in parts if part.start < part.end)))
