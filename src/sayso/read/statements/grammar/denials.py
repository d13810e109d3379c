"""Denials whose content is only pointed at: "…, which he denies", "a charge she denies", "The army denies this."

In: an article and the drafts found so far. Out: a draft for each such denial; its content is the word that points or
the noun that names what is denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.sentences import sentences
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft

DENIAL = "denial"  # the frame of such a draft
SCORE = 0.6
ROLES = frozenset({"paragraph", "standfirst", "takeaway"})
STEMS = ("deny", "denie")  # one of them is in whatever DENIES finds, and few texts have one
DENIES = re.compile(rf"\b(?:{STEMS[0]}|{STEMS[1]}[sd])\b")
BEFORE, AFTER = 140, 24  # characters around the verb in which its subject and object stand

_SUBJECT = (
    r"(?P<source>(?i:he|she|they|it|we|I)\b|(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+)?"
    r"(?:[A-Z][\w’'.-]*|(?<=[Tt]he\s)[a-z][\w’'-]*|(?<=[Hh]is\s)[a-z][\w’'-]*|(?<=[Hh]er\s)[a-z][\w’'-]*|(?<=A\s)[a-z][\w’'-]*)"
    r"(?:\s+[A-Z][\w’'.-]*|\s+(?:for|of)\s+(?:the\s+)?[A-Z][\w’'.-]*){0,4})"
)
_CUE = (
    r"(?P<cue>(?:(?:has|have|had)\s+)?(?:(?:\w+ly|always|also|both|since|later)\s+){0,2}(?:(?:has|have|had)\s+)?"
    r"den(?:y|ies|ied))"
)
COURTS = re.compile(r"\b(?:judge|justice|court|magistrate)", re.I)  # they deny what is asked of them
_NAMED = r"charges?|claims?|accusations?|allegations?|suggestions?|assertions?"
_END = r"(?=\s*(?:[.,;:!?—–]|$)|\s+(?:in|on|at|and|but|through|when|during)\b)"
# "…, which he denies", "…, a charge that Lund has denied".
RELATIVE = re.compile(
    rf"[,—–]\s+(?P<what>which|something|(?:an?\s+)?(?:[a-z]+\s+)?(?:{_NAMED}))\s+(?:that\s+|which\s+)?{_SUBJECT}\s+{_CUE}{_END}"
)
# "The army denies this.", "…, but Lund denied it".
POINTING = re.compile(
    rf"(?:^|[,;]\s+(?:but|and|though|although|while)\s+|^But\s+){_SUBJECT}\s+{_CUE}\s+(?P<what>this|it|that|them){_END}"
)


def denials(article: Article, found: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts of denials that point to what they deny, none at a cue of ``found``."""
    text = article.text
    if not _may_deny(text, 0, len(text)):
        return
    taken = Index(d.cue for d in found if d.cue is not None and d.content and not _only_points(d))
    for block in article.blocks:
        if block.role not in ROLES or not _may_deny(text, block.start, block.end):
            continue
        for sentence in sentences(text, block.start, block.end):
            for verb in DENIES.finditer(text, sentence.start, sentence.end):
                one = _read(text, sentence, verb)
                if one is not None and not taken.touching(verb.start(), verb.end()) and not _is_quoted(article, one):
                    yield one


def _may_deny(text: str, start: int, end: int) -> bool:
    return any(text.find(stem, start, end) >= 0 for stem in STEMS)


def _only_points(draft: Draft) -> bool:
    """Whether a draft has for its content only "it" or "which", and so is dropped."""
    return all(span.end - span.start <= len("which") for span in draft.content)


def _read(text: str, sentence: Span, verb: re.Match[str]) -> Draft | None:
    begin = max(sentence.start, verb.start() - BEFORE)
    near = text[begin : min(sentence.end, verb.end() + AFTER)]
    for form in (RELATIVE, POINTING):
        for match in form.finditer(near):
            court = COURTS.search(match["source"]) is not None
            if begin + match.end("cue") == verb.end() and not court:
                source, cue, what = (
                    Span(begin + match.start(part), begin + match.end(part)) for part in ("source", "cue", "what")
                )
                return Draft(source, cue, (what,), "communication", DENIAL, SCORE)
    return None


def _is_quoted(article: Article, draft: Draft) -> bool:
    """Whether it stands within somebody's quoted words."""
    at = draft.content[0].start
    return article.tokens.quote[article.tokens.at(at)] >= 0
