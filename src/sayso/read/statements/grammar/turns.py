"""Words that only a name stands before or behind: turns of a dialogue, a quotation with its speaker under it, a post.

    MORROW: We will debate in May.          "We will debate in May."        Debate in May? Yes!
    Q: And in June?                         - Ann Morrow, Dover             — Ann Morrow (@morrow) May 2, 2025

In: an article and one of its blocks. Out: drafts. What a turn says is the speaker's own words, though no marks stand
around it. A name and a colon alone do not make a turn ("Background: …"): it must be in capitals, a question's or an
answer's letter, known as somebody in the article, come again, or stand before a quotation.
"""

from __future__ import annotations

import re
from collections import Counter

from sayso.model import Span
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.patterns import whole_quotation

_NAME = r"[A-Z][\w.'’-]{0,40}(?: (?:[A-Z][\w.'’-]{0,40}|de|van|von|bin|al|of|the)){0,5}"
TURN = re.compile(rf"[\"“]?(?P<name>{_NAME}(?: \([^()\n]{{1,40}}\))?)(?P<cue>:)\s+(?=\S)")
SIGNED = re.compile(rf"\s*(?P<cue>[-–—―]+)\s*(?P<name>{_NAME}(?<![a-z]{{2}}\.))(?:,[^\n]{{0,80}})?[.\s]*$")
POSTED = re.compile(rf"\s*(?P<cue>[-–—―]+)\s*(?P<name>{_NAME} \(@\w+\))")
# No full stop of "Mr." or of an initial ends a sentence.
_BEFORE = (
    r"(?:^|(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\b[A-Z])\. |[!?…”\"] |[-–—]\s*|\n)"
    r"(?:(?:(?:More|And)\s+)?[Ff]rom\s+|Here[’']s\s+)?"
)
NAMED = re.compile(
    rf"{_BEFORE}(?P<name>{_NAME}(?: and {_NAME})?(?: \([^()\n]{{1,40}}\))?|(?<=[Ff]rom )the (?:[a-z]+ ){{0,2}}[a-z]+)"
    rf"(?: in (?:[A-Z][a-z]+ )?\d{{4}})?(?P<cue>:)\s*$"
)
# "Added Morrow:": the verb before the name is the cue.
VERB_FIRST = re.compile(r"(?P<cue>[A-Z][a-z]+)\s+(?=[A-Z])")
# What newspapers cry out before a colon, and nobody is called.
CRIES = frozenset(
    {"breaking", "wow", "so", "revealed", "bombshell", "the latest", "just in", "alert", "note", "exclusive"}
)
CLOSING = '”"»“'
NEAR = 90  # code points before a quotation in which the name and the colon stand
# What stands in sentences, and hardly in the entries of a list.
SPOKEN = re.compile(
    r"\b(?:I|we|you|it|he|she|they|that|this|is|are|was|were|am|be|has|have|had|will|would|can|could|do|does|did|must|"
    r"should|let|my|your|our|yes|no)\b|n['’]t\b|['’](?:m|re|ve|ll)\b|[?!]",
    re.I,
)
LONGEST_TURN = 400  # code points of more than any name before its colon can have
LETTERS = frozenset({"Q", "A"})
LEAST_TURNS = 2  # of one name, or of names in capitals, that make a colon behind it a turn
LEAST_WORDS = 3  # behind the colon


def speakers(article: Article) -> frozenset[str]:
    """The names before a colon that speak in this article."""
    text = article.text
    coloned = [b for b in article.blocks[1:] if text.find(":", b.start, b.start + LONGEST_TURN) >= 0]
    begun = [(m, b.end) for b in coloned if (m := TURN.match(text, b.start))]
    first = TURN.match(text)  # a headline: "Poll: …"
    if not begun and first is None:
        return frozenset()
    found = Counter(match["name"] for match in (*(m for m, _ in begun), *([first] if first is not None else [])))
    if 2 * sum(SPOKEN.search(text, match.end(), end) is not None for match, end in begun) < len(begun):
        return frozenset()  # a list: "Elizabeth Burton: Possession of …"
    opening = first["name"] if first is not None and not first["name"].isupper() else None  # "Poll: …", no dateline
    shouted = {name for name in found if name.isupper() and len(name) > 2}
    return frozenset(
        name
        for name, times in found.items()
        if times >= LEAST_TURNS
        or name in LETTERS
        or (name in shouted and len(shouted) >= LEAST_TURNS)
        or (article.is_agent(name) and (text.count(name) > times or name == opening))
    )


def turns(article: Article, own: Span, speaking: frozenset[str]) -> list[Draft]:
    """What only a name attributes in a paragraph."""
    text, start, end = article.text, own.start, own.end
    found = [*_turn(article, own, speaking), *_named_before(article, own)] if text.find(":", start, end) >= 0 else []
    return found + _posted(article, own) if text.find("@", start, end) >= 0 else found


def _turn(article: Article, own: Span, speaking: frozenset[str]) -> list[Draft]:
    """A paragraph that is a speaker's turn, or a name with a quotation behind it."""
    found = TURN.match(article.text, own.start, own.end)
    if found is None or len(article.text[found.end() : own.end].split()) < LEAST_WORDS:
        return []
    if found["name"].lower() in CRIES:
        return []
    said = Span(found.end(), own.end)
    quotation = whole_quotation(said, article.quoted, article.text)
    if found["name"] not in speaking and quotation is None:
        return []
    content = Span(quotation.start, quotation.end) if quotation is not None else said
    return [_draft(found, content)]


def _named_before(article: Article, own: Span) -> list[Draft]:
    """Quotations within a paragraph that a name and a colon stand before."""
    out = []
    for quotation in article.quoted.begun_in(own.start + 1, own.end):
        begin = max(own.start - 1, quotation.start - NEAR, 0)  # with the new line before the paragraph
        if quotation.parent >= 0 or not article.text[begin : quotation.start].rstrip().endswith(":"):
            continue
        found = NAMED.search(article.text, begin, quotation.start)
        if found is not None and found.start("name") > own.start:
            out.append(_draft(found, Span(quotation.start, quotation.end)))
    return out


def signed(article: Article, index: int, quotation: Span) -> list[Draft]:
    """A quotation with a dash and a name behind it, in its own paragraph or the next."""
    places = [(quotation.end, article.blocks[index].end)]
    places += [(block.start, block.end) for block in article.blocks[index + 1 : index + 2]]
    for start, end in places:
        found = SIGNED.match(article.text, start, end)
        if found is not None:
            return [_draft(found, quotation)]
    return []


def unsigned(article: Article, own: Span) -> Span:
    """A paragraph without the dash and the name behind the quotation that it is else."""
    if article.text[own.start : own.start + 1].isalnum():
        return own
    closing = max(article.text.rfind(mark, own.start, own.end) for mark in CLOSING)
    found = SIGNED.match(article.text, closing + 1, own.end) if closing > own.start else None
    return Span(own.start, closing + 1) if found is not None else own


def _posted(article: Article, own: Span) -> list[Draft]:
    """A post quoted with its author's name and handle behind it."""
    found = POSTED.search(article.text, own.start, own.end)
    words = Span(own.start, found.start()) if found is not None else own
    if found is None or len(article.text[words.start : words.end].split()) < LEAST_WORDS:
        return []
    return [_draft(found, words)]


def _draft(found: re.Match[str], content: Span) -> Draft:
    source, cue = Span(*found.span("name")), Span(*found.span("cue"))
    verb = VERB_FIRST.match(found["name"])
    form = lex.forms().get(verb["cue"].lower()) if verb is not None else None
    if verb is not None and form is not None and "Q" in form.cue.frames and form.kinds & {"past", "third"}:
        cue = Span(source.start, source.start + verb.end("cue"))
        source = Span(source.start + verb.end(), source.end)
    return Draft(source, cue, (content,), "communication", "turn", 0.7, quoting=True)
