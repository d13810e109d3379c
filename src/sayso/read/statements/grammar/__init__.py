"""The grammar tier: attributions found by rules, with no model.

In: a text, its blocks, quotations and tokens. Out: drafts in text order. For archives, for languages without a
model, and to explain; and for what models do not see: labels, headline suffixes, nesting, "X, citing Y".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.blocks.forms import QUOTE_LABEL
from sayso.read.quotes import Quotation
from sayso.read.sentences import sentences
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar import patterns, sections
from sayso.read.statements.grammar.backward import back_references, with_back_references
from sayso.read.statements.grammar.contents import Content, Placed, content, place
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.phrases import Sentence, subject_run
from sayso.read.statements.grammar.verbs import groups
from sayso.read.tokens import Tokens

__all__ = ["Draft", "drafts", "label_drafts"]

READ_ROLES = ("headline", "standfirst", "paragraph", "quote", "takeaway", "heading", "note")
QUOTE_MIN = 4  # words: a shorter quotation without a cue is a term or a scare quote, not speech


def drafts(
    text: str,
    blocks: Sequence[Block],
    quotations: Sequence[Quotation],
    tokens: Tokens,
    is_agent: Callable[[str], bool],
) -> list[Draft]:
    """Every attribution the rules find in ``text``."""
    out: list[Draft] = []
    for index, block in enumerate(blocks):
        if block.role not in READ_ROLES:
            continue
        if block.role == "headline":
            found = patterns.headline(text, block, is_agent)
            if found is not None:
                out.append(found)
                out += _of_span(text, found.content[0], quotations, tokens, headline=True)
                continue
            own = sections.own_words(text, block)
            out += _of_span(text, _after_flag(text, own), quotations, tokens, headline=True)
            continue
        own = sections.own_words(text, block)
        out += _of_span(text, own, quotations, tokens)
        out = with_back_references(out, back_references(text, blocks, index, own, tokens))
        if block.role == "paragraph":
            out = _into_next(text, blocks, index, quotations, out)
    return out


HEADLINE_FLAG = re.compile(
    r"(?:exclusive|breaking|update|live|watch|video|analysis|insight|explainer|factbox)\s*\d?\s*[:|–—-]\s*",
    re.I,
)


def _after_flag(text: str, span: Span) -> Span:
    """A headline without "Exclusive:"."""
    flag = HEADLINE_FLAG.match(text, span.start, span.end)
    return Span(flag.end(), span.end) if flag else span


def _of_span(
    text: str, span: Span, quotations: Sequence[Quotation], tokens: Tokens, *, headline: bool = False
) -> list[Draft]:
    """Attributions of a span's sentences, then of the sentences within its quotations."""
    out: list[Draft] = []
    spans = sentences(text, span.start, span.end)
    for number, sentence in enumerate(spans):
        found = _of_sentence(_sentence(tokens, sentence, -1, headline))
        out += _followed(found, spans, number, tokens, quotations)
    for index, quotation in enumerate(quotations):
        if quotation.start >= span.end:
            break
        if quotation.start >= span.start:
            for sentence in sentences(text, quotation.inner_start, quotation.inner_end):
                out += _of_sentence(_sentence(tokens, sentence, index))
    return out


def _sentence(tokens: Tokens, span: Span, scope: int, headline: bool = False) -> Sentence:
    a, b = tokens.range(span.start, span.end)
    return Sentence(tokens, a, b, scope, headline)


def _of_sentence(s: Sentence) -> list[Draft]:
    placed = place(s, groups(s))
    out = [d for i in range(len(placed)) if (d := _draft(s, placed, i)) is not None]
    for source, cue, body in [*patterns.according_to(s), *patterns.in_words_of(s)]:
        spans = tuple(s.tokens.span(*r) for r in (source, cue, body))
        out.append(Draft(spans[0], spans[1], (spans[2],), "communication", "according to", 0.9))
    return _with_citations(s, out)


def _draft(s: Sentence, placed: list[Placed], index: int) -> Draft | None:
    this = placed[index]
    found = content(s, placed, index)
    if found is None or (patterns.first_person(s, this.source) and s.scope >= 0):
        return None
    if this.source is None and not _speaks_alone(s, this):
        return None
    told = found.told
    told = told or patterns.told_outlet(s, found.ranges)
    if this.group.kind == "gerund" and s.low(this.group.begin - 1) == "as":
        told = patterns.quoted_by(s, this.group.begin)
    return Draft(
        s.tokens.span(*this.source) if this.source else None,
        s.tokens.span(this.group.begin, max(found.cue_end, this.group.end)),
        tuple(s.tokens.span(*r) for r in sorted(found.ranges)),
        _type(this, s, found),
        "verb",
        told=s.tokens.span(*told) if told else None,
        antecedent=_antecedent(s, this, found),
    )


def _antecedent(s: Sentence, this: Placed, found: Content) -> Span | None:
    """The subject of the clause that "it said" or "he said" closes."""
    if this.source is None or s.low(this.source[0]) not in ("it", "they") or not found.ranges:
        return None
    begin = min(found.ranges)[0]
    if begin >= this.source[0] or s.quoted(begin):
        return None
    subject = subject_run(s, begin, this.source[0])
    return s.tokens.span(*subject) if subject and s.low(subject[0]) not in lex.PERSONAL else None


def _speaks_alone(s: Sentence, this: Placed) -> bool:
    """A cue without a source is believed only beside a quotation."""
    return s.quoted(this.group.begin - 1) or s.quoted(this.group.end)


def _type(this: Placed, s: Sentence, found: Content) -> str:
    """The cue's type; to-infinitives are intentions (control) but for requests, threats and hopes."""
    cue = this.group.cue
    opening = s.low(min(found.ranges)[0]) if found.ranges else ""
    intends = opening == "to" and found.told is None and "I" in cue.frames and cue.lemma not in REQUESTS and cue.type != "attitude"
    if intends:
        return "control"
    if (cue.type == "control" and opening in ("that",)) or (
        cue.type == "control" and s.quoted(min(found.ranges)[0])
    ):
        return "communication"
    return cue.type


REQUESTS = frozenset({"urge", "ask", "beg", "demand", "threaten", "appeal", "plead", "propose", "offer"})


def _with_citations(s: Sentence, found: list[Draft]) -> list[Draft]:
    """Give "citing X" to the attribution it belongs to: the last one that begins before it, else the first."""
    for at, source in patterns.citations(s):
        span = s.tokens.span(*source)
        start = s.tokens.start[at]
        owners = [
            i
            for i, d in enumerate(found)
            if d.cue and d.cue.start < start and d.source and d.source.start < start
        ]
        owner = (
            owners[-1]
            if owners
            else next((i for i, d in enumerate(found) if d.cue and d.cue.start > span.end), None)
        )
        if owner is not None:
            found[owner] = replace(found[owner], cited=(*found[owner].cited, span))
    return found


def _followed(
    found: list[Draft], spans: Sequence[Span], number: int, tokens: Tokens, quotations: Sequence[Quotation]
) -> list[Draft]:
    """Add the quoted sentences that follow a quotation in its paragraph without a cue of their own."""
    last = next((i for i in range(len(found) - 1, -1, -1) if _has_quotation(found[i], tokens)), None)
    if last is None or number + 1 >= len(spans):
        return found
    extra: list[Span] = []
    for sentence in spans[number + 1 :]:
        a, b = tokens.range(sentence.start, sentence.end)
        outside = [i for i in range(a, b) if tokens.quote[i] < 0 and tokens.word[i].isalnum()]
        if a >= b or outside:
            break
        extra.append(sentence)
    if extra:
        joined = Span(extra[0].start, extra[-1].end)
        found[last] = replace(found[last], content=(*found[last].content, joined))
    return found


def _has_quotation(draft: Draft, tokens: Tokens) -> bool:
    return any(tokens.quote[tokens.at(span.start)] >= 0 for span in draft.content)


def _into_next(
    text: str, blocks: Sequence[Block], index: int, quotations: Sequence[Quotation], found: list[Draft]
) -> list[Draft]:
    """``He said:`` at a paragraph's end takes the quotation that is the next paragraph; a quotation that its
    paragraph leaves open goes on in the next."""
    if index + 1 >= len(blocks) or not found:
        return found
    following = blocks[index + 1]
    whole = patterns.whole_quotation(Span(following.start, following.end), quotations, text)
    if whole is None:
        return found
    last = found[-1]
    open_quote = any(
        not q.closed and q.end <= following.start and q.start >= blocks[index].start for q in quotations
    )
    if open_quote and last.content and last.content[-1].end >= blocks[index].end - 2:
        span = Span(quotations[whole].start, quotations[whole].end)
        found[-1] = replace(last, content=(*last.content, span))
    return found


def label_drafts(
    text: str, blocks: Sequence[Block], quotations: Sequence[Quotation], found: Sequence[Draft]
) -> list[Draft]:
    """One statement for each quotation, takeaway and paragraph without a source of its own under a label."""
    out: list[Draft] = []
    labels = sections.governing(blocks, text)
    goes_on = False
    for index, block in enumerate(blocks):
        if block.role not in ("paragraph", "quote", "takeaway"):
            goes_on = False
            continue
        label = labels[index]
        if goes_on and out:
            whole = patterns.whole_quotation(Span(block.start, block.end), quotations, text)
            goes_on = whole is not None and not quotations[whole].closed
            if whole is not None:
                span = Span(quotations[whole].inner_start, quotations[whole].inner_end)
                out[-1] = replace(out[-1], content=(*out[-1].content, span))
                continue
        goes_on = any(not q.closed and block.start <= q.start < block.end for q in quotations)
        own = sections.own_words(text, block)
        quoted = QUOTE_LABEL.match(text, block.start, block.end)
        if quoted is not None:
            out.append(_quote_draft(text, block, own, quotations, quoted, label))
        elif label is not None:
            out += _covered(text, block, own, label, found)
    return out


def _quote_draft(
    text: str,
    block: Block,
    own: Span,
    quotations: Sequence[Quotation],
    match: object,
    label: sections.Label | None,
) -> Draft:
    words = text[block.start : own.start]
    whole = patterns.whole_quotation(own, quotations, text)
    body = Span(quotations[whole].inner_start, quotations[whole].inner_end) if whole is not None else own
    source = label.source if label else None
    cue_end = words.find(":")
    named = QUOTE_LABEL.match(words + "“")
    if named is not None and named.group("of"):
        of = named.group("of")
        begin = words.index(of) + len(of) - len(of.lstrip().split(" ", 1)[1])
        source = Span(block.start + begin, block.start + words.index(of) + len(of.rstrip()))
        cue_end = begin - 1
    cue = Span(block.start, block.start + cue_end)
    return Draft(
        source,
        cue,
        (body,),
        "communication",
        "quote label",
        0.95,
        quoting=True,
        label=label.block if label else None,
    )


def _covered(
    text: str, block: Block, own: Span, label: sections.Label, found: Sequence[Draft]
) -> Iterator[Draft]:
    """What a label makes of a block: a statement of a takeaway; of a paragraph, as far as no other source comes in."""
    quoting = label.quoting
    if block.role == "takeaway" or quoting:
        yield Draft(
            label.source,
            label.cue,
            (own,),
            "communication",
            "label",
            0.9,
            quoting=quoting,
            takeaway=label.takeaways,
            label=label.block,
        )
        return
    others = [d for d in found if d.type != "control" and d.source is not None]
    run = list(takewhile(lambda s: not any(_touches(d, s) for d in others), sentences(text, own.start, own.end)))
    if run:
        body = Span(run[0].start, run[-1].end)
        yield Draft(label.source, None, (body,), "communication", "label", 0.7, label=label.block)


def _touches(draft: Draft, sentence: Span) -> bool:
    spans = [*draft.content, *([draft.cue] if draft.cue else [])]
    return any(span.start < sentence.end and sentence.start < span.end for span in spans)
