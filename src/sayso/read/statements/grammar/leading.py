"""What a colon at a paragraph's end leads in: the paragraph below, quoted, set off, or in its speaker's own words.

    The mayor said in a statement:      It read:                     Here is a letter from Ann Morrow:
    We welcome the report.              > I am leaving the party.    I am leaving the party.

In: an article and a paragraph that ends in a colon. Out: who is led in, and the spans below that are said. Without
marks a paragraph is somebody's only where it says "I", "we" or "you", does not tell of its speaker, and nothing but
when, where or to whom stands between the verb and the colon: "He said three things:" opens a list.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.sentence import lead_in

PRESENTED = re.compile(
    r"(?:Here(?:[’']s| is)|Below is|This is)\b[^:]{0,40}\b"
    r"(?:statement|letter|message|reply|response|post|note|account|email)\b"
    r"(?: in full| sent)? (?:from|by|of) (?P<name>[^:]{2,100})(?P<cue>:)$"
)
# Between the verb and the colon: when, where, to whom.
ROOM = re.compile(
    r"(?:,?\s+(?:in|on|to|at|via|during|after|late|early|earlier|later|this|last|yesterday|today|tonight|through|back|again|"
    r"publicly|simply|only)\b[^:]*)?:$"
)
OWN_WORDS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b(?![^“”]*”)")
MARKED = re.compile(r">\s*")
MOST_NAMED = 4  # letters of a surname that are enough to know it again
LONGEST = 4_000  # code points of a paragraph


def led_in(article: Article, sentence: Span) -> Draft | None:
    """Who is to speak below a sentence that ends in a colon."""
    found = lead_in(article.sentence(sentence))
    if found is not None:
        return found
    presented = PRESENTED.match(article.text, sentence.start, sentence.end)
    if presented is None:
        return None
    source, cue = Span(*presented.span("name")), Span(*presented.span("cue"))
    return Draft(source, cue, (), "communication", "lead-in", 0.8)


def below(article: Article, index: int, sentence: Span, opening: Draft) -> Draft | None:
    """The attribution with the block quotation, or the paragraph in its speaker's own words, under block ``index``."""
    marked = _block_quotation(article, index + 1)
    if marked:
        return replace(opening, content=marked, quoting=True)
    block, cue, source = article.blocks[index + 1], opening.cue, opening.source
    if block.role != "paragraph" or cue is None or source is None or block.end - block.start > LONGEST:
        return None
    last = article.text[cue.start : cue.end] == ":"
    if not last and ROOM.match(article.text, max(cue.end, source.end), sentence.end) is None:
        return None
    said = article.text[block.start : block.end]
    surname = article.text[source.start : source.end].split()[-1]
    told = surname[:1].isupper() and len(surname) >= MOST_NAMED and surname in said
    if told or OWN_WORDS.search(said) is None or said[-1] not in ".!?…":
        return None
    return replace(opening, content=(Span(block.start, block.end),), quoting=True)


def _block_quotation(article: Article, first: int) -> tuple[Span, ...]:
    """The lines marked by ">" that follow one another, without their marks."""
    out = []
    for block in article.blocks[first:]:
        mark = MARKED.match(article.text, block.start, block.end)
        if mark is None:
            break
        if mark.end() < block.end:
            out.append(Span(mark.end(), block.end))
    return tuple(out)
