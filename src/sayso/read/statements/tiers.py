"""Where the tiers meet: what the model tagged and what the grammar found become one list of drafts.

In: an article, the grammar's drafts, the tagger's attributions. Out: drafts, so that the rest of the house does not
know which tier spoke. The model sees more cues in running text; the grammar knows what the model never saw: labels,
headlines, nesting, citation. Where both found a cue and agree on its content, the grammar's detail stays; where they
do not, the model's bounds win.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Span, StatementType
from sayso.read.index import Index
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Article, Draft
from sayso.read.statements.types import type_of

UNREAD = frozenset({"boilerplate", "repeat", "dateline", "byline", "label", "caption", "footnote"})
AGREE = 0.5  # Jaccard of two contents' characters: the share at which the measure calls them one (att.5)
TAGGED = 0.55  # above a bare verb of the grammar (0.5), below what its surer patterns score


class _At(Struct, frozen=True):
    """A draft's cue and its number."""

    start: int
    end: int
    draft: int


def merged(article: Article, found: Sequence[Draft], tagged: Sequence[Attribution]) -> list[Draft]:
    """The drafts of both tiers as one list."""
    cues = Index(_At(d.cue.start, d.cue.end, i) for i, d in enumerate(found) if d.cue is not None and d.label is None)
    out = list(found)
    for attribution in tagged:
        if attribution.cue is None or not _in_prose(article, attribution):
            continue
        same = [at.draft for at in cues.touching(attribution.cue.start, attribution.cue.end)]
        if not same:
            out.append(_draft(article, attribution))
        elif _share(found[same[0]].content, attribution.content) < AGREE:
            out[same[0]] = _rebounded(article, found[same[0]], attribution)
    return out


def _in_prose(article: Article, attribution: Attribution) -> bool:
    """Whether it stands where a document speaks, under no label that already says who does."""
    roles = Index(article.blocks)
    at = attribution.cue.start if attribution.cue is not None else attribution.content[0].start
    block = roles.holding(at)
    return block is not None and block.role not in UNREAD


def _draft(article: Article, attribution: Attribution) -> Draft:
    return Draft(
        attribution.source,
        attribution.cue,
        attribution.content,
        _type(article, attribution),
        "tagger",
        TAGGED,
    )


def _rebounded(article: Article, draft: Draft, attribution: Attribution) -> Draft:
    """The grammar's draft with the model's bounds."""
    source = attribution.source or draft.source
    return replace(draft, source=source, content=attribution.content, type=_type(article, attribution), score=TAGGED)


def _type(article: Article, attribution: Attribution) -> StatementType:
    first = attribution.content[0]
    words = article.text[first.start : first.end]
    cue = attribution.cue
    return type_of(article.text[cue.start : cue.end] if cue else "", words, quoted=words[:1] in "“\"«„'‘")


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Jaccard of two contents by characters."""
    mine = sum(s.end - s.start for s in a)
    theirs = sum(s.end - s.start for s in b)
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return both / (mine + theirs - both) if mine + theirs > both else 0.0
