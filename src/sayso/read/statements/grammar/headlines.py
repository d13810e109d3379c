"""Headlines that name who says it: "… – X", "…, X says", "X: …", "“…”: mayor on the flood", "REUTERS: … – sources".

In: an article and a headline. Out: a draft, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from sayso.model import Block, Span
from sayso.read.agents import words
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.indexed import Range
from sayso.read.statements.grammar.speakers import SPEAKERS

SUFFIX = re.compile(
    r"\s+[–—-]\s+(?P<name>[^–—]{2,70})$|,\s+(?P<says>[^,–—]{2,50}?)\s+(?P<cue>says?|said|reports?|warns?|claims?|confirms?)$"
)
PREFIX = re.compile(r"(?P<name>[^:“\"]{2,60}):\s+(?=\S)")
NAME_ONLY = re.compile(r"(?:the\s+)?[A-ZÀ-Ž][\w.’'-]*(?:\s+(?:of|the|for|and|on|to|at|[A-ZÀ-Ž][\w.’'-]*)){0,5}")
OFFICE_ONLY = re.compile(
    r"(?:[A-Z][\w’'-]*\s+){0,3}(?:[a-z][\w-]*\s+){0,2}(?:minister|president|chancellor|spokes\w+|official|chief|head|"
    r"governor|mayor|ambassador|commander|ministry|military|intelligence|police|army|government|expert)s?",
    re.I,
)
NOT_AGENTS = re.compile(
    r"(?:photos?|videos?|updated?|live|exclusive|analysis|opinion|explainer|infographic|map|breaking|watch|listen|interview|"
    r"day \d+|part \d+|what we know|timeline|factbox|review|podcast|column|editorial|in pictures|fact check)\b",
    re.I,
)
MOST_NAME_WORDS = 8
MOST_GENERIC = 3
GENERIC = lex._words(
    "company firm agency military navy bank party airline operator hospital council commission committee prosecutors "
    "filing filings document documents memo letter survey poll indictment lawsuit complaint email emails data"
)
DESCRIBED = re.compile(r"\s+(?:at|of|in|on|from|who|speaks|breaks|tells|opens)\b|\s*$")
# Behind a quotation and a colon: "harbour chief on the spill", "Kellmouth residents on flood".
TAIL_WORD = re.compile(r"[\w’'-]+")
LONG = 3  # characters, of words that a title sets in capitals
VERBAL = re.compile(r"(?<!['’s])s$|ed$")  # "new slogan angers residents": they say nothing
STOPPING = lex.PREPOSITIONS | lex.CLAUSE_WORDS
MOST_TAIL = 6  # words of who says a headline's quotation
# Who speaks below: "Brenner said", "told Brenner".
SPEAKS = (
    r"\b{0}(?:,(?:[^,.\n]{{2,60}},)?)?\s+(?:has\s+|had\s+)?(?:said|says|told|tells|added|wrote|warned|insisted)\b"
    r"|\b(?:said|says|added)\s+(?:[\w.’'-]+\s+){{0,4}}{0}\b"
)


def headline(article: Article, block: Block) -> Draft | None:
    """What a headline gives to somebody without a verb of its own, or with one behind it."""
    found = _quotation_first(article, block)
    return found if found is not None else _named(article.text, block, article.is_agent)


def _quotation_first(article: Article, block: Block) -> Draft | None:
    """``‘We were never told’: harbour chief on the spill``."""
    text = article.text
    quotation = next(iter(article.quoted.begun_in(block.start, block.start + 1)), None)
    if quotation is None or not quotation.closed or text[quotation.end : quotation.end + 1] != ":":
        return None
    said = Span(quotation.inner_start, quotation.inner_end)
    source = (
        _speaker(article, Span(quotation.end + 1, block.end)) if not _is_title(text[said.start : said.end]) else None
    )
    return Draft(source, None, (said,), "communication", "headline", 0.8) if source is not None else None


def _is_title(title: str) -> bool:
    """Whether a quotation is what a book or film is called: each long word of several has a capital."""
    long = [word for word in TAIL_WORD.findall(title) if len(word) > LONG]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _speaker(article: Article, tail: Span) -> Span | None:
    """Who stands first in a tail: people by what they are, or a name that speaks below."""
    alone = article.text[tail.start : tail.end].strip()
    if NAME_ONLY.fullmatch(alone) and _is_name(alone, article.is_agent):
        return Span(tail.end - len(alone), tail.end)
    start = end = None
    for number, word in enumerate(TAIL_WORD.finditer(article.text, tail.start, tail.end)):
        if number == MOST_TAIL or (number and article.text[word.start() - 1] != " "):
            break
        start = word.start() if start is None else start
        known = word.group().lower() in SPEAKERS or _is_described(article.text, word, tail.end)
        speaks = known or _speaks_below(article, word.group(), tail.end)
        if end is not None and not speaks:
            break
        if word.group().lower() in STOPPING or (not speaks and VERBAL.search(word.group())):
            break
        end = word.end() if speaks else end
    return Span(start, end) if start is not None and end is not None else None


def _is_described(text: str, word: re.Match[str], end: int) -> bool:
    """Whether a noun for somebody is told by more, or stands alone: "nurse at the centre of the inquiry"."""
    noun = words.PERSON_NOUN.fullmatch(word.group().lower().removeprefix("ex-")) is not None
    return noun and DESCRIBED.match(text, word.end(), end) is not None


def _speaks_below(article: Article, name: str, below: int) -> bool:
    known = name[:1].isupper() and article.is_agent(name)
    return known and re.search(SPEAKS.format(re.escape(name)), article.text[below:]) is not None


def _named(text: str, block: Block, is_agent: Callable[[str], bool]) -> Draft | None:
    """``X does Y – ISW`` and ``ISW: X does Y``."""
    line = text[block.start : block.end]
    suffix = SUFFIX.search(line)
    if suffix is not None:
        name = "name" if suffix.group("name") else "says"
        if _is_name(suffix.group(name), is_agent) or (name == "name" and _is_generic(suffix.group(name))):
            cue = suffix.span("cue") if suffix.group("cue") else None
            draft = _headline_draft(block, suffix.span(name), (0, suffix.start()), cue)
            return _by_agency(draft, PREFIX.match(line), is_agent)
    prefix = PREFIX.match(line)
    if prefix is None:
        return None
    if _is_prefix(prefix.group("name"), is_agent):
        return _headline_draft(block, prefix.span("name"), (prefix.end(), len(line)), None)
    return None


def _by_agency(draft: Draft, prefix: re.Match[str] | None, is_agent: Callable[[str], bool]) -> Draft:
    """ "REUTERS: Norvik in talks to sell stake – sources": who reports it stands before."""
    said = draft.content[0]
    if prefix is None or not _is_prefix(prefix.group("name"), is_agent) or said.start + prefix.end() >= said.end:
        return draft
    told = Span(said.start + prefix.start("name"), said.start + prefix.end("name"))
    return replace(draft, told=told, content=(Span(said.start + prefix.end(), said.end),))


def _is_prefix(name: str, is_agent: Callable[[str], bool]) -> bool:
    form = NAME_ONLY.fullmatch(name) or OFFICE_ONLY.fullmatch(name) or " " not in name
    return bool(form) and _is_name(name, is_agent)


def _headline_draft(block: Block, source: Range, content: Range, cue: Range | None) -> Draft:
    at = block.start
    return Draft(
        Span(at + source[0], at + source[1]),
        Span(at + cue[0], at + cue[1]) if cue else None,
        (Span(at + content[0], at + content[1]),),
        "communication",
        "headline",
        0.8,
    )


def _is_generic(name: str) -> bool:
    """Whether who says it is named by what it is, in small letters: "union", "court filing", "U.S. officials"."""
    head = name.split()[-1]
    known = head in SPEAKERS or head in GENERIC
    return known and len(name.split()) <= MOST_GENERIC and name.split()[0].lower() not in STOPPING | lex.DETERMINERS


def _is_name(name: str, is_agent: Callable[[str], bool]) -> bool:
    if NOT_AGENTS.match(name) or len(name.split()) > MOST_NAME_WORDS or name.isdigit():
        return False
    return is_agent(name)
