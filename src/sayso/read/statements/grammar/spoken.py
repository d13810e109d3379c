"""Quotations that no verb of the tables attributes: who stands behind them, or before their colon, says them.

    "It is over," shot back Ann Morrow.        The study's authors went further: "It is over."
    "It is over," the old fisherman, 81, said. More from Ann Morrow and the report: "It is over."

In: an article, a paragraph's sentences and the drafts found there. Out: a draft for each quotation of some length that
stands in the content of none of them, where a name or a noun phrase stands in the right place.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Span
from sayso.read.quotes import Quotation
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import left, right, subject_run

LEAST_QUOTED = 4  # words: fewer may be a term kept at a distance
FAR = 25  # tokens behind a quotation within which the verb stands
LONGEST_CUE = 5  # tokens of "went even further" before a colon; of more the colon is the cue
# Verbs that speak only beside a quotation, some with their second word.
SPEAKING = lex._words(
    "agrees agreed asks asked begins began tweets tweeted quips quipped jokes joked snaps snapped shouts shouted yells "
    "yelled chants chanted cries cried fumes fumed scoffs scoffed beams beamed muses mused sighs sighed "
    "confesses confessed charges charged presses pressed pleads pleaded exhorts exhorted retorts retorted laments "
    "lamented thunders thundered laughs laughed whispers whispered marvels marveled boasts boasted grumbles grumbled "
    "mocks mocked reacts reacted questions questioned surmises surmised reads writes blogs blogged posts posted"
)
PHRASAL = {
    **dict.fromkeys(("went", "goes"), frozenset({"on"})),
    **dict.fromkeys(("shot", "shoots", "fired", "fires", "wrote", "writes", "hit", "hits"), frozenset({"back"})),
    **dict.fromkeys(("pointed", "points", "cried", "cries", "called", "calls", "blurted"), frozenset({"out"})),
    **dict.fromkeys(("chimed", "chimes"), frozenset({"in"})),
}
NO_SPEAKER = lex.PREPOSITIONS | lex._words(
    "that which who whom as when while if because and but or so than where not it ''"
)


def spoken(article: Article, spans: Sequence[Span], found: Sequence[Draft]) -> list[tuple[int, Draft]]:
    """Drafts of the paragraph's quotations that ``found`` leaves to nobody, each with its sentence's number."""
    out = []
    for number, span in enumerate(spans):
        for quotation in article.quoted.begun_in(span.start, span.end):
            whole = quotation.parent < 0 and quotation.closed and quotation.end <= span.end + 1
            if whole and _is_long(article, quotation) and not any(_holds(draft, quotation) for draft in found):
                s = article.sentence(span)
                draft = _draft(article, s, quotation)
                out += [(number, draft)] if draft is not None else []
    return out


def _is_long(article: Article, quotation: Quotation) -> bool:
    return len(article.text[quotation.inner_start : quotation.inner_end].split()) >= LEAST_QUOTED


def _holds(draft: Draft, quotation: Quotation) -> bool:
    """Whether a draft whose cue stands outside of the quotation has half of it."""
    cue = draft.cue
    if cue is not None and quotation.start <= cue.start < quotation.end:
        return False
    shared = sum(max(0, min(c.end, quotation.end) - max(c.start, quotation.start)) for c in draft.content)
    return 2 * shared > quotation.end - quotation.start


def _draft(article: Article, s: Sentence, quotation: Quotation) -> Draft | None:
    begin, end = s.range(Span(quotation.start, quotation.end))
    parts = _behind(s, end) if begin == s.a else None
    parts = parts or (_before_colon(s, begin) if s.word[begin - 1] == ":" and begin - 1 > s.a else None)
    if parts is None:
        return None
    source, cue = parts
    said = (Span(quotation.start, quotation.end),)
    return Draft(s.span(*source), s.span(*cue), said, "communication", "spoken", 0.5)


def _behind(s: Sentence, at: int) -> tuple[Range, Range] | None:
    """Who says a quotation that opens its sentence, and the verb, behind its end at ``at``."""
    at += s.word[at] in (",", "-", "—")
    if at >= s.b or s.low[at] in NO_SPEAKER or not s.word[at][0].isalpha():
        return None
    verb = next((i for i in range(at, min(s.b, at + FAR)) if _speaks(s, i)), None)
    if verb is None or any(s.quoted[i] for i in range(at, verb)):
        return None
    cue = (verb, verb + 2 if s.low[verb + 1] in PHRASAL.get(s.low[verb], ()) else verb + 1)
    if verb == at:
        source = right(s, cue[1], s.b)
        return (source, cue) if source is not None else None
    end = verb
    while end > at and (s.word[end - 1] == "," or s.is_adverb(end - 1) or s.low[end - 1] in lex.AUXILIARIES):
        end -= 1
    return ((at, end), cue) if end > at else None


def _speaks(s: Sentence, i: int) -> bool:
    low = s.low[i]
    if low in SPEAKING or s.low[i + 1] in PHRASAL.get(low, ()):
        return True
    form = lex.forms().get(low)
    return form is not None and "Q" in form.cue.frames and bool(form.kinds & {"past", "third"})


def _before_colon(s: Sentence, at: int) -> tuple[Range, Range] | None:
    """Who speaks before a colon that ends at ``at``: its clause's subject, or the phrase right before it."""
    colon = at - 1
    if any(s.quoted[i] for i in range(s.a, colon)):
        return None
    subject = subject_run(s, s.a, colon)
    if subject is not None and s.low[subject[0]] in NO_SPEAKER:
        return None
    if subject is not None and subject[1] < colon:
        short = colon - subject[1] <= LONGEST_CUE
        return subject, ((subject[1], colon) if short else (colon, at))
    source = left(s, colon, s.a)
    return (source, (colon, at)) if source is not None else None
