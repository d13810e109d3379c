"""Words that only a name stands before or behind: turns of a dialogue, a quotation with its speaker under it, a post.

    MORROW: We will debate in May.          "We will debate in May."        Debate in May? Yes!
    Q: And in June?                         - Ann Morrow, Dover             — Ann Morrow (@morrow) May 2, 2025

In: an article and one of its blocks. Out: drafts. What a turn says is the speaker's own words, though no marks stand
around it. Whose turn a paragraph is, `dialogue` tells; a name and a colon may also stand before a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.quotes import Quotation
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.dialogue import CRIES, Dialogue
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.leading import MARKED
from sayso.read.statements.grammar.patterns import whole_quotation
from sayso.read.statements.grammar.signatures import NAME, SIGNED

TURN = re.compile(rf"[\"“]?(?P<name>{NAME}(?: \([^()\n]{{1,40}}\))?)(?P<cue>:)\s+(?=\S)")
POSTED = re.compile(rf"\s*(?P<cue>[-–—―]+)\s*(?P<name>{NAME} \(@\w+\))")
# No full stop of "Mr." or of an initial ends a sentence.
_BEFORE = (
    r"(?:^|(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\b[A-Z])\. |[!?…”\"] |[-–—]\s*|\n)"
    r"(?:(?:(?:More|And)\s+)?[Ff]rom\s+|Here[’']s\s+)?"
)
NAMED = re.compile(
    rf"{_BEFORE}(?P<name>{NAME}(?: and {NAME})?(?: \([^()\n]{{1,40}}\))?|(?<=[Ff]rom )the (?:[a-z]+ ){{0,2}}[a-z]+)"
    rf"(?: in (?:[A-Z][a-z]+ )?\d{{4}})?(?P<cue>:)\s*$"
)
# "Added Morrow:": the verb before the name is the cue.
VERB_FIRST = re.compile(r"(?P<cue>[A-Z][a-z]+)\s+(?=[A-Z])")
# "Ewan Gill writes: …", "Anna Berg (@annaberg) tweeted: …".
WROTE = re.compile(
    rf"(?P<name>{NAME}(?: \([^()\n]{{1,60}}\))?)\s+(?P<cue>(?:has written|writes|wrote|tweet(?:s|ed)|post(?:s|ed)|"
    r"text(?:s|ed)|email(?:s|ed)|messag(?:es|ed)|blog(?:s|ged)))(?: (?:on|in|to|from|via) [^:.\n]{1,60})?:\s+(?=[A-Z])"
)
# "Gordon Tait, 61, Kellmouth" under or behind a quotation.
AGED = re.compile(
    rf",?\s*(?P<open>\()?(?P<name>{NAME}), \d{{1,3}}(?:, (?P<what>[^().:;!?“”\"\n]{{2,60}}))?(?:(?P<close>\))|\.?\s*$)"
)
AUTHOR = re.compile(rf"(?:>\s*)?(?P<cue>[-–—―]+)\s*(?P<name>{NAME} \(@\w+\))")  # in the line under a post
LINKED = re.compile(r"(?:\s*(?:pic\.twitter\.com/|https?://t\.co/)\w+)+\s*$")
STOPS = ".,!?…"
RUNS_ON = re.compile(r" [^\W\d_]")
NEAR = 90  # code points before a quotation in which the name and the colon stand
LEAST_WORDS = 3  # behind the colon of a turn that stands alone


def turns(article: Article, index: int, own: Span, talk: Dialogue) -> list[Draft]:
    """What only a name attributes in a paragraph."""
    text, start, end = article.text, own.start, own.end
    colon = text.find(":", start, end) >= 0  # TURN, NAMED and WROTE end in one, a "Q." has none
    found = _turn(article, index, own, talk) if colon or index in talk.turns else []
    quotes = article.quoted.begun_in(start, end)
    if colon:
        found += [*_named_before(article, own, quotes), *_written(article, own)]
    if quotes:
        found += _aged(article, own, quotes)
    if article.has_handles:
        found += _posted_above(article, index, own)
        found += _posted(article, own) if text.find("@", start, end) >= 0 else []
    return found


def _turn(article: Article, index: int, own: Span, talk: Dialogue) -> list[Draft]:
    """A paragraph that is a speaker's turn, with those through which it runs on; or a name with a quotation behind
    it."""
    turn = talk.turns.get(index)
    if turn is not None and (talk.several or _is_worded(article, turn.start, own.end)):
        below = (article.blocks[at] for at in talk.running.get(index, ()))
        said = (_first(article, Span(turn.start, own.end), talk), *(Span(block.start, block.end) for block in below))
        return [_draft(article.text, turn.source, turn.cue, said)]
    found = TURN.match(article.text, own.start, own.end)
    if found is None or found["name"].lower() in CRIES or not _is_worded(article, found.end(), own.end):
        return []
    quotation = whole_quotation(Span(found.end(), own.end), article.quoted, article.text)
    return [_named(found, Span(quotation.start, quotation.end))] if quotation is not None else []


def _first(article: Article, said: Span, talk: Dialogue) -> Span:
    """What is said in a turn's first paragraph: the quotation that opens it, where others may follow ("Morrow: "Yes."
    Salnyk: "No.""); in a dialogue all of it."""
    begun = article.quoted.begun_in(said.start, said.start + 1)
    whole = whole_quotation(said, article.quoted, article.text)
    if whole is None and begun and not talk.several and not _runs_on(article.text, begun[0].inner_end, begun[0].end):
        whole = begun[0]
    return Span(whole.start, whole.end) if whole is not None else said


def _runs_on(text: str, inner_end: int, end: int) -> bool:
    """Whether a sentence goes on behind its quotation: "Morrow: ‘No idea’ if it will open"."""
    return text[inner_end - 1] not in STOPS and RUNS_ON.match(text, end) is not None


def _is_worded(article: Article, start: int, end: int) -> bool:
    return len(article.text[start:end].split()) >= LEAST_WORDS


def _named_before(article: Article, own: Span, quotes: Sequence[Quotation]) -> list[Draft]:
    """Quotations within a paragraph that a name and a colon stand before."""
    out = []
    for quotation in (one for one in quotes if one.start > own.start):
        begin = max(own.start - 1, quotation.start - NEAR, 0)  # with the new line before the paragraph
        if quotation.parent >= 0 or not article.text[begin : quotation.start].rstrip().endswith(":"):
            continue
        found = NAMED.search(article.text, begin, quotation.start)
        if found is not None and found.start("name") > own.start:
            out.append(_named(found, Span(quotation.start, quotation.end)))
    return out


def _written(article: Article, own: Span) -> list[Draft]:
    """What somebody wrote, without marks, to the end of the paragraph that opens with it."""
    found = WROTE.match(article.text, own.start, own.end)
    if found is None or found["name"].split()[-1] in article.text[found.end() : own.end]:
        return []
    return [_named(found, Span(found.end(), own.end))]


def _aged(article: Article, own: Span, quotes: Sequence[Quotation]) -> list[Draft]:
    """Quotations with name and age behind them, in brackets or at the paragraph's end."""
    out = []
    for quotation in quotes:
        found = AGED.match(article.text, quotation.end, own.end) if quotation.parent < 0 else None
        if found is not None and _is_signature(found):
            out.append(_draft(article.text, Span(*found.span("name")), None, (Span(quotation.start, quotation.end),)))
    return out


def _is_signature(found: re.Match[str]) -> bool:
    """Whether brackets match, and no verb speaks behind the age: "Lena Brandvold, 29, said"."""
    forms = (lex.forms().get(word) for word in (found["what"] or "").split())
    says = any(form is not None and "Q" in form.cue.frames and form.kinds & {"past", "third"} for form in forms)
    return bool(found["open"]) == bool(found["close"]) and not says


def _posted_above(article: Article, index: int, own: Span) -> list[Draft]:
    """A post whose author's name and handle stand in the line below."""
    blocks = article.blocks
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    found = AUTHOR.match(article.text, below.start, below.end) if below is not None else None
    if found is None or AUTHOR.match(article.text, own.start, own.end) is not None:
        return []
    linked, mark = LINKED.search(article.text, own.start, own.end), MARKED.match(article.text, own.start, own.end)
    said = Span(mark.end() if mark is not None else own.start, linked.start() if linked is not None else own.end)
    return [_named(found, said)] if said.end > said.start else []


def signed(article: Article, index: int, quotation: Span) -> list[Draft]:
    """A quotation with a dash and a name behind it, in its own paragraph or the next."""
    places = [(quotation.end, article.blocks[index].end)]
    places += [(block.start, block.end) for block in article.blocks[index + 1 : index + 2]]
    for start, end in places:
        found = SIGNED.match(article.text, start, end)
        if found is not None:
            return [_named(found, quotation)]
    under = article.blocks[index + 1] if index + 1 < len(article.blocks) else None
    aged = AGED.match(article.text, under.start, under.end) if under is not None else None
    if aged is not None and _is_signature(aged):
        return [_draft(article.text, Span(*aged.span("name")), None, (quotation,))]
    return []


def _posted(article: Article, own: Span) -> list[Draft]:
    """A post quoted with its author's name and handle behind it."""
    found = POSTED.search(article.text, own.start, own.end)
    words = Span(own.start, found.start()) if found is not None else own
    if found is None or len(article.text[words.start : words.end].split()) < LEAST_WORDS:
        return []
    return [_named(found, words)]


def _named(found: re.Match[str], content: Span) -> Draft:
    return _draft(found.string, Span(*found.span("name")), Span(*found.span("cue")), (content,))


def _draft(text: str, source: Span, cue: Span | None, content: tuple[Span, ...]) -> Draft:
    verb = VERB_FIRST.match(text, source.start, source.end)
    form = lex.forms().get(verb["cue"].lower()) if verb is not None else None
    if verb is not None and form is not None and "Q" in form.cue.frames and form.kinds & {"past", "third"}:
        cue = Span(source.start, verb.end("cue"))
        source = Span(verb.end(), source.end)
    return Draft(source, cue, content, "communication", "turn", 0.7, quoting=True)
