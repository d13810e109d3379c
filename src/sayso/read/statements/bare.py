"""Sources of which the model saw the article alone: "The" of "The president noted it, and added", of "the claim that".

In: an article and the model's attributions. Out: the same, such a source made whole where a verb ends its noun phrase
before the cue, and none where the noun is the cue itself: "the claim that" is nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Article
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.lexicon import PREPOSITIONS
from sayso.read.statements.grammar.phrases import subject_run

ARTICLES = frozenset({"the", "a", "an"})
NO_NAMES = ARTICLES | {"and", "to"}
DASHES = ("-", "–", "—")


def made_whole(article: Article, tagged: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, no article the whole of a source."""
    return [_made_whole(article, one) for one in tagged]


def _made_whole(article: Article, one: Attribution) -> Attribution:
    source, cue = one.source, one.cue
    if source is None or cue is None or cue.start < source.end:
        return one
    word = article.text[source.start : source.end].lower()
    if word not in NO_NAMES or article.text.startswith(":", source.end):  # "A:" answers
        return one
    return replace(one, source=_phrase(article, source, cue) if word in ARTICLES else None)


def _phrase(article: Article, source: Span, cue: Span) -> Span | None:
    """The noun phrase that an article opens, up to its verb; None where there is none before the cue."""
    a, b = article.tokens.range(source.start, cue.start)
    s = Sentence(article.tokens, a, b, article.tokens.quote[a])
    found = subject_run(s, s.a, s.b)
    if found is None:
        return None
    begin, end = found
    while s.is_adverb(end - 1) or s.word[end - 1] in DASHES:
        end -= 1
    return s.span(begin, end) if s.low[end - 1] not in PREPOSITIONS else None
