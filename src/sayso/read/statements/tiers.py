"""Where the tiers meet: what the model tagged and what the grammar found become one list of drafts.

In: an article, the grammar's drafts, the tagger's attributions. Out: drafts, so that the rest of the house does not
know which tier spoke. The model sees more cues in running text and bounds them better; the grammar knows what the model
never saw: labels, headlines, nesting, citation, types. Where both found a cue, the spans are the model's and all else
is the grammar's (on 60 articles of PolNeAR's train that the model was not tuned on, att.5 of top-level statements 76.6
against 72.2 with the grammar's spans wherever the two agree by half; our own examples the same).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Span, StatementType
from sayso.read.index import Index
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Article, Draft
from sayso.read.statements.grammar.phrases import Sentence, left
from sayso.read.statements.grammar.sections import own_words
from sayso.read.statements.types import takes_noun_phrase, type_of

QUOTE_MARKS = "“\"«„'‘"
# Words that are hedges or citations, no cues; what is not said; who stays silent.
NO_CUE = re.compile(r"reportedly|allegedly|citing|quoting|cited|likely|quote(?: from)?|:", re.I)
UNSAID = re.compile(
    r"\b(?:sa(?:y|id)|comment|disclos|specif|confirm|verif|elaborat|reveal|explain|respond|repl|answer|announc|name|observ)\w*"
)
NEGATED = re.compile(r"\b(?:not|never|yet to)\b|n['’]t\b")
SILENT = re.compile(
    r"\b(?:declin|refus|fail)\w+ to (?:say|comment|respond|answer|disclose|elaborate|reply|confirm|name)\b"
    r"|\bask\w* (?:not )?(?:to be|not)\b"
)
# "Zelensky said this in a post, Ukrinform reports": what was said stands in the sentence before.
POINTING = re.compile(r"\b(?:said|stated|announced|wrote|reported)\s+(?:this|so)\b|^(?:it|this)\s+(?:over|in|on|at)\b")
CLAUSE = re.compile(r"(?:that|whether|how|why|what|if|to)\b|[“\"«„'‘]", re.I)
UNREAD = frozenset({"boilerplate", "repeat", "dateline", "byline", "label", "caption", "footnote"})
RELATIVE = frozenset({"who", "which", "whom"})
LONGEST_PHRASE = 160  # characters before a relative pronoun in which its noun phrase begins
ONE = 0.8  # Jaccard of two contents' characters that makes them the same words
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
    kept = [a for a in tagged if a.cue is not None and _attributes(article, a)]
    for attribution in kept:
        assert attribution.cue is not None
        same = [at.draft for at in cues.touching(attribution.cue.start, attribution.cue.end)]
        if not same:
            out.append(_draft(article, attribution))
        elif not _flattened(found[same[0]], attribution, kept):
            out[same[0]] = _rebounded(article, found[same[0]], attribution)
    return out


def _attributes(article: Article, attribution: Attribution) -> bool:
    """Whether it stands in prose, behind any label, and says that somebody says something."""
    cue = attribution.cue
    block = article.placed.holding(cue.start) if cue is not None else None
    if cue is None or block is None or block.role in UNREAD or cue.start < own_words(article.text, block).start:
        return False
    words = article.text[cue.start : cue.end].lower()
    if NO_CUE.fullmatch(words) or (UNSAID.search(words) and NEGATED.search(words)) or SILENT.search(words):
        return False
    first = attribution.content[0]
    if not (block.start <= first.start < block.end) and not _is_quotation(article, first):
        return False  # words of another block are somebody's own
    said = article.text[attribution.content[0].start : attribution.content[-1].end]
    if POINTING.search(said):
        return False
    return attribution.source is not None or _quoted(article, attribution)


def _quoted(article: Article, attribution: Attribution) -> bool:
    return _is_quotation(article, attribution.content[0])


def _flattened(draft: Draft, attribution: Attribution, tagged: Sequence[Attribution]) -> bool:
    """Whether the model gave the words of an inner attribution to the outer one too: PolNeAR knows no nesting."""
    return any(
        other.cue is not None
        and other is not attribution
        and any(span.start <= other.cue.start and other.cue.end <= span.end for span in draft.content)
        and _share(other.content, attribution.content) >= ONE
        for other in tagged
    )


def _antecedent(article: Article, span: Span | None) -> Span | None:
    """Of "who" and "which", the noun phrase before them."""
    if span is None or article.text[span.start : span.end].lower() not in RELATIVE:
        return None
    a, b = article.tokens.range(max(0, span.start - LONGEST_PHRASE), span.end)
    found = left(Sentence(article.tokens, a, b, article.tokens.quote[b - 1]), b, a)
    return article.tokens.span(*found) if found else None


def _content(article: Article, attribution: Attribution) -> tuple[Span, ...]:
    """The content, each span cut where its block ends unless it goes on in a block of its own."""
    out = []
    for span in attribution.content:
        block = article.placed.holding(span.start)
        out.append(
            Span(span.start, min(span.end, block.end))
            if block is not None and not _is_quotation(article, span)
            else span
        )
    return tuple(out)


def _is_quotation(article: Article, span: Span) -> bool:
    return article.text[span.start] in QUOTE_MARKS


def _draft(article: Article, attribution: Attribution) -> Draft:
    return Draft(
        attribution.source,
        attribution.cue,
        _content(article, attribution),
        _type(article, attribution),
        "tagger",
        TAGGED,
        antecedent=_antecedent(article, attribution.source),
    )


def _rebounded(article: Article, draft: Draft, attribution: Attribution) -> Draft:
    """The grammar's draft with the model's spans."""
    source = attribution.source or draft.source
    antecedent = _antecedent(article, attribution.source) or (draft.antecedent if source == draft.source else None)
    return replace(
        draft, source=source, cue=attribution.cue, content=_content(article, attribution), antecedent=antecedent
    )


def _type(article: Article, attribution: Attribution) -> StatementType:
    """The type by cue and content. A bare noun phrase is said only after cues that take one ("rejected the idea")."""
    words = article.text[attribution.content[0].start : attribution.content[0].end]
    cue = article.text[attribution.cue.start : attribution.cue.end] if attribution.cue else ""
    kind = type_of(cue, words, quoted=_quoted(article, attribution))
    return kind if CLAUSE.match(words) or takes_noun_phrase(cue) else "control"


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Jaccard of two contents by characters."""
    mine = sum(s.end - s.start for s in a)
    theirs = sum(s.end - s.start for s in b)
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return both / (mine + theirs - both) if mine + theirs > both else 0.0
