"""What labels make of the blocks under them: a statement of each quotation, takeaway and paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.blocks.forms import QUOTE_LABEL
from sayso.read.index import Index
from sayso.read.sentences import sentences
from sayso.read.statements.grammar import patterns, sections
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.sections import Label

QUOTE_LABELS = tuple("qQdD")  # what "Quote:" and "Direct quote:" begin with


def label_drafts(article: Article, found: Sequence[Draft]) -> list[Draft]:
    """One statement for each quotation, takeaway and paragraph without a source of its own under a label."""
    out: list[Draft] = []
    by_block = _by_block(article.blocks, found) if any(article.labels) else {}
    open_quotation = False
    ended: set[int] = set()  # the labels of a text that ended where somebody else spoke
    for index, block in enumerate(article.blocks):
        if block.role not in sections.COVERED:
            open_quotation = False
            continue
        if open_quotation:
            open_quotation, draft = _continued(article, block, out[-1])
            out[-1] = draft
            continue
        label = article.labels[index]
        label = label if label is None or label.block not in ended else None
        if _quotes(article.text, block) is not None:
            own = sections.own_words(article.text, block)
            out.append(_quotation(article, block, own, label))
            open_quotation = any(not q.closed for q in article.quoted.begun_in(block.start, block.end))
        elif label is not None:
            own = label.own or sections.own_words(article.text, block)
            others = [d for d in by_block.get(index, []) if label.own is None or d.source != label.source]
            out += _covered(article.text, block, own, label, others)
            if others and _heads_text(article.text, label):
                ended.add(label.block)
    return out


def _quotes(text: str, block: Block) -> re.Match[str] | None:
    """The label within a paragraph that begins with one: "Quote:"."""
    return QUOTE_LABEL.match(text, block.start, block.end) if text.startswith(QUOTE_LABELS, block.start) else None


def _heads_text(text: str, label: Label) -> bool:
    """Whether a label heads words taken over from somewhere, "From the bank's press release:", and no whole account:
    where somebody else is heard behind them, the outlet goes on."""
    cue = label.cue
    return cue is not None and not label.takeaways and text[cue.start : cue.end].lower() == "from"


def _by_block(blocks: Sequence[Block], found: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The drafts with a source of their own by the block in which they stand; intentions are no account."""
    out: dict[int, list[Draft]] = {}
    index = 0
    sourced = (d for d in found if d.type != "control" and d.source is not None and d.cue is not None)
    for draft in sorted(sourced, key=lambda d: d.cue.start if d.cue else 0):
        while draft.cue and index + 1 < len(blocks) and blocks[index + 1].start <= draft.cue.start:
            index += 1
        out.setdefault(index, []).append(draft)
    return out


def _continued(article: Article, block: Block, draft: Draft) -> tuple[bool, Draft]:
    """The next paragraph of a quotation that was left open, and whether it is left open again."""
    whole = patterns.whole_quotation(Span(block.start, block.end), article.quoted, article.text)
    if whole is None:
        return False, draft
    inner = Span(whole.inner_start, whole.inner_end)
    return not whole.closed, replace(draft, content=(*draft.content, inner))


def _quotation(article: Article, block: Block, own: Span, label: Label | None) -> Draft:
    """``Quote: "…"`` and ``Quote from X: "…"``."""
    whole = patterns.whole_quotation(own, article.quoted, article.text)
    body = Span(whole.inner_start, whole.inner_end) if whole is not None else own
    match = _quotes(article.text, block)
    assert match is not None
    source = label.source if label else None
    cue = Span(block.start, block.start + match.group().rstrip().index(":"))
    if match.group("of"):
        name = match.start("of") + len(match.group("of")) - len(match.group("of").lstrip().split(" ", 1)[1])
        source = Span(name, match.start("of") + len(match.group("of").rstrip()))
        cue = Span(block.start, name - 1)
    of_label = label.block if label else None
    cited = label.cited if label is not None and source == label.source else ()
    return Draft(source, cue, (body,), "communication", "quote label", 0.95, cited=cited, quoting=True, label=of_label)


def _covered(text: str, block: Block, own: Span, label: Label, others: Sequence[Draft]) -> Iterator[Draft]:
    """A statement of a takeaway; of a paragraph, as far as no other source comes in."""
    at = label.block
    if block.role == "takeaway" or label.quoting:
        quoting, takeaway = label.quoting, label.takeaways
        yield Draft(
            label.source, label.cue, (own,), "communication", "label", 0.9, quoting=quoting, takeaway=takeaway, label=at
        )
        return
    run = list(takewhile(lambda s: not any(_touches(d, s) for d in others), sentences(text, own.start, own.end)))
    if run:
        body = Span(run[0].start, run[-1].end)
        yield Draft(label.source, None, (body,), "communication", "label", 0.7, label=at)


def _touches(draft: Draft, sentence: Span) -> bool:
    spans = [*draft.content, *([draft.cue] if draft.cue else [])]
    return any(span.start < sentence.end and sentence.start < span.end for span in spans)


def uncredited(article: Article, found: Sequence[Draft]) -> list[Draft]:
    """The drafts without a paragraph's credit in source or content: "according to TurkStat (Anadolu)"."""
    credits_by = [(label.source, label.own) for label in article.labels if label is not None and label.own is not None]
    if not credits_by:
        return list(found)
    places = Index(Span(own.end, name.end) for name, own in credits_by if own.end <= name.start)
    leads = Index(name for name, own in credits_by if name.end <= own.start)
    return [_uncredited(draft, places) for draft in found if not _is_credit(draft, leads)]


def _is_credit(draft: Draft, leads: Index[Span]) -> bool:
    """Whether a draft is the credit's own, "Reuters: …", which its label says."""
    source = draft.source
    return draft.label is None and source is not None and bool(leads.begun_in(source.start, source.start + 1))


def _uncredited(draft: Draft, places: Index[Span]) -> Draft:
    if draft.label is not None:
        return draft
    content = tuple(_before(span, places) for span in draft.content)
    source = _before(draft.source, places) if draft.source is not None else None
    return replace(draft, source=source, content=tuple(span for span in content if span.start < span.end))


def _before(span: Span, places: Index[Span]) -> Span:
    """A span as far as no credit stands in it."""
    at = next((place.start for place in places.begun_in(span.start, span.end)), span.end)
    return Span(span.start, at)
