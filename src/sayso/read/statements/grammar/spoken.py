"""Quotations that no verb of the tables attributes: who stands behind them, or before their colon, says them.

    "It is over," shot back Ann Morrow.        The study's authors went further: "It is over."
    "It is over," the old fisherman, 81, said. More from Ann Morrow and the report: "It is over."

In: an article, a paragraph's sentences and the drafts found there. Out: a draft for each quotation of some length that
stands in the content of none of them, where a name or a noun phrase stands in the right place.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.quotes import Quotation
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import left, right, subject_run

LEAST_QUOTED = 4  # words: a shorter quotation may be a term kept at a distance, not speech
FAR = 25  # tokens behind a quotation within which the verb stands
FARTHEST = 60  # tokens of a sentence before a colon
MOST_IN_SENTENCE = 4  # quotations: each is looked at by itself, so that a text of nothing else costs no square
LONGEST = 4_000  # code points of a content that is held against quotations
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
    taken: Index[Span] | None = None
    out = []
    for number, span in enumerate(spans):
        apart = [q for q in article.quoted.begun_in(span.start, span.end) if _stands_apart(article, span, q)]
        if not apart:
            continue
        taken = taken if taken is not None else _taken(found)
        free = [quotation for quotation in apart if _is_free(quotation, taken)]
        s = article.sentence(span) if free else None
        drafts = [_draft(s, quotation) for quotation in free[:MOST_IN_SENTENCE]] if s is not None else []
        out += [(number, draft) for draft in drafts if draft is not None]
    return out


def _taken(found: Sequence[Draft]) -> Index[Span]:
    """What is said already."""
    return Index(s for draft in found for s in draft.content if s.end - s.start <= LONGEST and not _within(draft, s))


def _within(draft: Draft, said: Span) -> bool:
    """Whether the cue stands among the words: what is said within them."""
    return draft.cue is not None and said.start <= draft.cue.start < said.end


def _stands_apart(article: Article, span: Span, quotation: Quotation) -> bool:
    """Whether a whole quotation of some length opens its sentence or stands behind a colon."""
    if quotation.parent >= 0 or not quotation.closed or quotation.end > span.end + 1:
        return False
    before = article.text[max(span.start, quotation.start - 3) : quotation.start].rstrip()
    if before and not before.endswith(":"):
        return False
    return len(article.text[quotation.inner_start : quotation.inner_end].split()) >= LEAST_QUOTED


def _is_free(quotation: Quotation, taken: Index[Span]) -> bool:
    """Whether no content has half of a quotation."""
    start, end = quotation.start, quotation.end
    shared = sum([max(0, min(c.end, end) - max(c.start, start)) for c in taken.touching(start, end)])
    return 2 * shared <= end - start


def _draft(s: Sentence, quotation: Quotation) -> Draft | None:
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
    at += s.word[at] in {",", "-", "—"}
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
    if colon - s.a > FARTHEST or any(s.quoted[i] for i in range(s.a, colon)):
        return None
    subject = subject_run(s, s.a, colon)
    if subject is not None and s.low[subject[0]] in NO_SPEAKER:
        return None
    if subject is not None and subject[1] < colon:
        short = colon - subject[1] <= LONGEST_CUE
        return subject, ((subject[1], colon) if short else (colon, at))
    source = left(s, colon, s.a)
    return (source, (colon, at)) if source is not None else None
