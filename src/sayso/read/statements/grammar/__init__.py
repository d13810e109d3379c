"""The grammar tier: attributions found by rules, with no model.

In: an article. Out: drafts in text order. For archives, for languages without a model, and to explain; and for what
models do not see: labels, headline suffixes, nesting, "X, citing Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.sentences import sentences
from sayso.read.statements.grammar import patterns, sections
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.backward import back_references, with_back_references
from sayso.read.statements.grammar.dialogue import dialogue
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.evidence import Evidence, Marked, shipped
from sayso.read.statements.grammar.following import followed
from sayso.read.statements.grammar.joined import whole_quotations
from sayso.read.statements.grammar.labels import label_drafts
from sayso.read.statements.grammar.leading import below, led_in
from sayso.read.statements.grammar.sentence import of_sentence
from sayso.read.statements.grammar.spoken import LEAST_QUOTED, spoken
from sayso.read.statements.grammar.turns import signed, turns, unsigned

__all__ = ["Article", "Draft", "Evidence", "drafts", "shipped"]

READ_ROLES = ("headline", "standfirst", "paragraph", "quote", "takeaway", "heading", "note")
FLAG = re.compile(
    r"(?:exclusive|breaking|update|live|watch|video|analysis|insight|explainer|factbox)\s*\d?\s*[:|–—-]\s*", re.I
)


def drafts(article: Article, evidence: Evidence | None = None) -> list[Draft]:
    """Every attribution the rules find; with ``evidence`` also what annotators would mark and no more."""
    out: list[Draft] = []
    marked = Marked(evidence, article.places(evidence.words)) if evidence is not None else None
    talk = dialogue(article)
    for index, block in enumerate(article.blocks):
        if block.role == "headline":
            out += _headline(article, block, marked)
        elif block.role in READ_ROLES:
            own = sections.own_words(article.text, block)
            spans = whole_quotations(article, sentences(article.text, own.start, own.end))
            here = [*_of_span(article, own, spans, marked), *turns(article, index, own, talk)]
            out += here + [d for i, one in spoken(article, spans, here) for d in followed(article, [one], spans, i + 1)]
            out += _whole_quotation(article, index, own)
            referring = back_references(article, index, own, spans)
            out = with_back_references(out, referring) if referring else out
            _into_next(article, index, own, spans, out)
    return out + label_drafts(article, out)


def _headline(article: Article, block: Block, marked: Marked | None) -> list[Draft]:
    found = patterns.headline(article.text, block, article.is_agent)
    flag = FLAG.match(article.text, block.start, block.end) if found is None else None
    own = found.content[0] if found is not None else Span(flag.end() if flag else block.start, block.end)
    spans = sentences(article.text, own.start, own.end)
    return [*([found] if found is not None else []), *_of_span(article, own, spans, marked, headline=True)]


def _of_span(
    article: Article, span: Span, spans: Sequence[Span], marked: Marked | None, *, headline: bool = False
) -> list[Draft]:
    """Attributions of a span's sentences, then of the sentences within its quotations."""
    out: list[Draft] = []
    for number, sentence in enumerate(spans):
        found = of_sentence(article.sentence(sentence, headline=headline), marked)
        out += followed(article, found, spans, number + 1) if found else []
    for quotation in article.quoted.begun_in(span.start, span.end):
        if not article.attributes(Span(quotation.inner_start, quotation.inner_end)):
            continue
        for sentence in sentences(article.text, quotation.inner_start, quotation.inner_end):
            out += of_sentence(article.sentence(sentence, quotation.number), marked)
    return out


def _whole_quotation(article: Article, index: int, own: Span) -> list[Draft]:
    """A paragraph that is a quotation and nothing else: the last speaker's, unless a label covers it. A name may stand
    under it, or behind it and a dash."""
    block = article.blocks[index]
    if block.role not in ("paragraph", "quote") or article.labels[index] is not None or own.start != block.start:
        return []
    whole = patterns.whole_quotation(unsigned(article, own), article.quoted, article.text)
    if whole is None or len(article.text[whole.inner_start : whole.inner_end].split()) < LEAST_QUOTED:
        return []
    body = Span(whole.start, whole.end)
    return signed(article, index, body) or [Draft(None, None, (body,), "communication", "quotation", 0.4)]


def _into_next(article: Article, index: int, own: Span, spans: Sequence[Span], found: list[Draft]) -> None:
    """``He said:`` at a paragraph's end takes the quotation that is the next paragraph; a quotation that its paragraph
    leaves open goes on in the next."""
    if index + 1 >= len(article.blocks):
        return
    block, following = article.blocks[index], article.blocks[index + 1]
    leads = bool(spans) and article.text[spans[-1].end - 1] == ":"
    left_open = any(not q.closed for q in article.quoted.begun_in(block.start, block.end))
    if not leads and not left_open:
        return
    opening = led_in(article, spans[-1]) if leads else None
    whole = patterns.whole_quotation(Span(following.start, following.end), article.quoted, article.text)
    if whole is None:
        said = below(article, index, spans[-1], opening) if opening is not None else None
        found += [said] if said is not None else []
        return
    body = Span(whole.start, whole.end)
    if opening is not None:
        found.append(replace(opening, content=(body,)))
        return
    labelled = own.start != block.start
    if found and left_open and not labelled and found[-1].content and found[-1].content[-1].end >= block.end - 2:
        found[-1] = replace(found[-1], content=(*found[-1].content, body))
