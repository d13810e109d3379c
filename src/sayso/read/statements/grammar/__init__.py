"""The grammar tier: attributions found by rules, with no model.

In: an article. Out: drafts in text order. For archives, for languages without a model, and to explain; and for what
models do not see: labels, headline suffixes, nesting, "X, citing Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.quotes import Quotation
from sayso.read.sentences import sentences
from sayso.read.statements.grammar import patterns, sections
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.backward import back_references, with_back_references
from sayso.read.statements.grammar.dialogue import Dialogue, dialogue
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.evidence import Evidence, Marked, shipped
from sayso.read.statements.grammar.following import followed
from sayso.read.statements.grammar.headlines import headline
from sayso.read.statements.grammar.joined import whole_quotations
from sayso.read.statements.grammar.labels import label_drafts
from sayso.read.statements.grammar.leading import below, led_in
from sayso.read.statements.grammar.sentence import of_sentence
from sayso.read.statements.grammar.signatures import unsigned
from sayso.read.statements.grammar.spoken import LEAST_QUOTED, spoken
from sayso.read.statements.grammar.turns import signed, turns

__all__ = ["Article", "Draft", "Evidence", "drafts", "shipped"]

READ_ROLES = ("headline", "standfirst", "paragraph", "quote", "takeaway", "heading", "note")
FLAG = re.compile(
    r"(?:exclusive|breaking|update|live|watch|video|analysis|insight|explainer|factbox)\s*\d?\s*[:|–—-]\s*", re.I
)


def drafts(article: Article, evidence: Evidence | None = None) -> list[Draft]:
    """Every attribution the rules find; with ``evidence`` also what annotators would mark and no more."""
    out: list[Draft] = []
    marked = Marked(evidence, article.cues_or(evidence.words) if evidence is not None else article.cues)
    talk = dialogue(article)
    paragraphs = [_paragraph(article, block, marked) for block in article.blocks]  # at once: quicker than between
    for index, block in enumerate(article.blocks):
        paragraph = paragraphs[index]
        if block.role == "headline":
            out += _headline(article, block, marked)
        elif paragraph is not None:
            out = _with_paragraph(article, index, paragraph, out, marked, talk)
    return out + label_drafts(article, out)


class _Paragraph(Struct, frozen=True):
    """A block's own words, its sentences, and its quotations; no sentences where nothing can be a cue."""

    own: Span
    spans: Sequence[Span]
    quotes: Sequence[Quotation]


def _paragraph(article: Article, block: Block, marked: Marked) -> _Paragraph | None:
    if block.role not in READ_ROLES or block.role == "headline":
        return None
    own = sections.own_words(article.text, block)
    quotes = article.quoted.begun_in(block.start, block.end)
    if quotes or article.text[block.end - 1] == ":" or marked.cues.within(block.start, block.end):
        return _Paragraph(own, sentences(article.text, own.start, own.end), quotes)
    return _Paragraph(own, (), ())


def _with_paragraph(
    article: Article, index: int, one: _Paragraph, out: list[Draft], marked: Marked, talk: Dialogue
) -> list[Draft]:
    """The drafts so far and those of a block. Two blocks of three have no quotation, and are not asked for any; one of
    five has no cue either."""
    own, spans, quotes = one.own, one.spans, one.quotes
    if not spans:
        out += turns(article, index, own, talk)
        return out
    if quotes:
        spans = whole_quotations(article, spans)
    here = _of_sentences(article, spans, marked, quotes=bool(quotes))
    if quotes:
        here += _of_quotations(article, own, marked)
    here += turns(article, index, own, talk)
    if quotes:
        here += [d for i, said in spoken(article, spans, here) for d in followed(article, [said], spans, i + 1)]
        here += _whole_quotation(article, index, own)
    out += here
    referring = back_references(article, index, own, spans)
    out = with_back_references(out, referring) if referring else out
    _into_next(article, index, one, spans, out)
    return out


def _headline(article: Article, block: Block, marked: Marked) -> list[Draft]:
    found = headline(article, block)
    flag = FLAG.match(article.text, block.start, block.end) if found is None else None
    own = found.content[0] if found is not None else Span(flag.end() if flag else block.start, block.end)
    spans = sentences(article.text, own.start, own.end)
    out = [found] if found is not None else []
    found_too = _of_sentences(article, spans, marked, quotes=True, headline=True)
    return out + found_too + _of_quotations(article, own, marked)


def _of_sentences(
    article: Article, spans: Sequence[Span], marked: Marked, *, quotes: bool, headline: bool = False
) -> list[Draft]:
    """Attributions of a block's sentences; ``quotes``: whether one of its quotations may go on behind them."""
    out: list[Draft] = []
    for number, sentence in enumerate(spans):
        s = article.with_cue(sentence, marked.cues, headline=headline)
        found = of_sentence(s, marked) if s is not None else None
        if found:
            out += followed(article, found, spans, number + 1) if quotes else found
    return out


def _of_quotations(article: Article, span: Span, marked: Marked) -> list[Draft]:
    """Attributions of the sentences within a span's quotations, where annotators mark none: by the rules alone."""
    out: list[Draft] = []
    for quotation in article.quoted.begun_in(span.start, span.end):
        if article.attributes(quotation.inner_start, quotation.inner_end):
            for sentence in sentences(article.text, quotation.inner_start, quotation.inner_end):
                s = article.with_cue(sentence, article.cues, quotation.number)
                out += of_sentence(s, marked) if s is not None else []
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


def _into_next(article: Article, index: int, one: _Paragraph, spans: Sequence[Span], found: list[Draft]) -> None:
    """``He said:`` at a paragraph's end takes the quotation that is the next paragraph; a quotation that its paragraph
    leaves open goes on in the next."""
    if index + 1 >= len(article.blocks):
        return
    leads = bool(spans) and article.text[spans[-1].end - 1] == ":"
    left_open = bool(one.quotes) and any(not q.closed for q in one.quotes)
    if not leads and not left_open:
        return
    block, following = article.blocks[index], article.blocks[index + 1]
    opening = led_in(article, spans[-1]) if leads else None
    whole = patterns.whole_quotation(Span(following.start, following.end), article.quoted, article.text)
    if whole is None:
        said = below(article, index, spans[-1], opening) if opening is not None else None
        found += [said] if said is not None else []
        return
    body = Span(whole.start, whole.end)
    if opening is not None:
        same = next((i for i, one in enumerate(found) if one.cue == opening.cue and one.frame == "verb"), None)
        if same is None:
            found.append(replace(opening, content=(body,)))
        else:  # "He said that it was wrong:"
            found[same] = replace(found[same], content=(*found[same].content, body))
        return
    labelled = one.own.start != block.start
    if found and left_open and not labelled and found[-1].content and found[-1].content[-1].end >= block.end - 2:
        found[-1] = replace(found[-1], content=(*found[-1].content, body))
