"""Forms of the grammar that are believed though the model saw no cue there.

In: an article and one of the grammar's drafts. Out: whether its form attributes by itself: the model is known to
overlook it, or a quotation stands beside source and verb that nobody else says.
"""

from __future__ import annotations

import re

from sayso.read.index import Index
from sayso.read.statements.attributing import ACCORDING
from sayso.read.statements.attribution import Claimed
from sayso.read.statements.grammar import Article, Draft
from sayso.read.statements.grammar.spoken import LEAST_QUOTED
from sayso.read.statements.types import tells_of

TERMS = re.compile(r"\b(?:who|whose)\b.{0,60}?\b(?:named|identified|anonym\w+|unnamed)\b", re.S)
STOP = re.compile(r"[.!?](?:\s|$)")
AS_OPENED = re.compile(r"(?:^|[.!?\n”\"]\s{0,3})As $")


def stands_alone(article: Article, draft: Draft, claims: Index[Claimed]) -> bool:
    """Whether a draft of a verb attributes by itself; ``claims`` are the contents that the model gives to somebody."""
    text, source = article.text, draft.source
    if source is not None and ACCORDING.match(text, source.start):
        return False
    if any(form(text, draft) for form in (_closes_sentence, _names_audience, _opens_as, _tells, _is_unnamed)):
        return True
    return _quotes(article, draft, claims)


def _quotes(article: Article, draft: Draft, claims: Index[Claimed]) -> bool:
    """Whether source and verb stand beside a quotation that the model gave to nobody."""
    said = draft.content[0]
    if (
        draft.source is None
        or draft.cue is None
        or draft.type != "communication"
        or claims.touching(said.start, said.end)
    ):
        return False
    begun = article.quoted.begun_in(said.start - 2, said.start + 1)
    whole = next((q for q in begun if q.parent < 0 and q.closed and q.inner_end >= said.end - 2), None)
    return whole is not None and len(article.text[said.start : said.end].split()) >= LEAST_QUOTED


def _names_audience(text: str, draft: Draft) -> bool:
    """Whether it says who was told, by name, and of what: "denied to Interfax that", "told Reuters of"."""
    told, cue = draft.told, draft.cue
    if told is None or cue is None or draft.type != "communication" or not text[told.start].isupper():
        return False
    return text.startswith("that ", draft.content[0].start) or text[cue.start : cue.end].endswith(" of")


def _opens_as(text: str, draft: Draft) -> bool:
    """ "As Reuters reported, …" at a sentence's head."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or draft.content[0].start < cue.end or text[cue.end : cue.end + 1] != ",":
        return False
    return AS_OPENED.search(text, max(0, source.start - 6), source.start) is not None


def _is_unnamed(text: str, draft: Draft) -> bool:
    """Whether the source says on what terms it speaks: "an official who asked not to be named reported"."""
    source = draft.source
    return source is not None and TERMS.search(text, source.start, source.end) is not None


def _tells(text: str, draft: Draft) -> bool:
    """ "Wrote of a strike on a depot": of what happened."""
    cue, first = draft.cue, draft.content[0]
    if cue is None or draft.source is None:
        return False
    return tells_of(text[cue.start : cue.end], text[first.start : first.end])


def _closes_sentence(text: str, draft: Draft) -> bool:
    """Whether source and cue stand by themselves behind what is said: "Sales rose, it added."."""
    cue, source = draft.cue, draft.source
    if cue is None or source is None or draft.type != "communication" or draft.content[-1].end > source.start:
        return False
    alone = text[draft.content[-1].end : source.start].strip() == "," and source.end <= cue.start
    return alone and text[source.end : cue.start].strip() == "" and STOP.match(text, cue.end) is not None
