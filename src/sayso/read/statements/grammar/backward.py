"""Attributions that point back: "Zelensky said this in a post" attributes the sentence before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.sentences import sentences
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.patterns import told_outlet
from sayso.read.statements.grammar.phrases import left, right
from sayso.read.tokens import Tokens

ACTIVE = re.compile(
    r"\b(?P<cue>(?:said|stated|announced|wrote|reported|posted|mentioned|declared|confirmed|disclosed|"
    r"told)(?:\s+about)?)\s+(?:this|so)\b"
    r"(?=\s+(?:in|on|at|during|to|via|while|after|today|yesterday|late|earlier)\b|\s*[,.])"
)
PASSIVE = re.compile(
    r"(?:This|It|The news|The information|The relevant statement)\s+(?P<cue>(?:is|was|were|has been|"
    r"had been)\s+(?:\w+ly\s+)?(?:announced|stated|reported|said|confirmed|disclosed|noted|posted|"
    r"evidenced)\s+(?:by|in))\s+"
    r"|(?:That|This|It)(?:['’]s|\s+is|\s+was),?\s+(?P<according>according\s+to)\s+"
)


def back_references(article: Article, index: int, own: Span, spans: Sequence[Span]) -> list[Draft]:
    """Drafts whose content is the sentence, or the paragraph, before the attribution in block ``index``."""
    text, tokens = article.text, article.tokens
    out: list[Draft] = []
    active = article.points_back(own)
    for number, sentence in enumerate(spans):
        passive = text[sentence.start] in "TI"  # as whatever PASSIVE matches begins
        if not (passive or active):
            continue
        match = PASSIVE.match(text, sentence.start, sentence.end) if passive else None
        if match is None and active:
            match = ACTIVE.search(text, sentence.start, sentence.end)
        if match is None:
            continue
        cue = Span(*match.span("cue" if match.group("cue") else "according"))
        source = _source(tokens, sentence, cue, passive=match.re is PASSIVE)
        content = spans[number - 1] if number else _paragraph_before(text, article.blocks, index)
        if source is not None and content is not None:
            out.append(Draft(source, cue, (content,), "communication", "this", 0.8, told=_told(article, sentence)))
    return out


def _told(article: Article, sentence: Span) -> Span | None:
    s = article.sentence(sentence)
    found = told_outlet(s, [])
    return s.span(*found) if found else None


def _source(tokens: Tokens, sentence: Span, cue: Span, *, passive: bool) -> Span | None:
    a, b = tokens.range(sentence.start, sentence.end)
    s = Sentence(tokens, a, b, -1)
    at = s.range(cue)
    found = right(s, at[1], s.b) if passive else left(s, at[0], s.a)
    return s.span(*found) if found else None


def _paragraph_before(text: str, blocks: Sequence[Block], index: int) -> Span | None:
    for block in reversed(blocks[:index]):
        if block.role in ("paragraph", "standfirst"):
            spans = sentences(text, block.start, block.end)
            return Span(spans[0].start, spans[-1].end) if spans else None
        if block.role in ("label", "heading"):
            return None
    return None


def _within(cue: Span, span: Span) -> bool:
    return span.start <= cue.start and cue.end <= span.end


def with_back_references(found: Sequence[Draft], referring: Sequence[Draft]) -> list[Draft]:
    """Add attributions that point back. Where the sentence has its own attribution already, only who was told is new;
    what merely says that somebody said this ("…, Ukrinform reports") goes."""
    out = list(found)
    for draft in referring:
        cue = draft.cue
        out = [
            d
            for d in out
            if cue is None or not any(_within(cue, s) for s in (*d.content, *((d.cue,) if d.cue else ())))
        ]
        before = [
            i
            for i, d in enumerate(out)
            if d.content and d.source and draft.content[0].start <= d.content[0].start < draft.content[0].end
        ]
        if before:
            out[before[0]] = replace(out[before[0]], told=out[before[0]].told or draft.told)
        else:
            out.append(draft)
    return out
