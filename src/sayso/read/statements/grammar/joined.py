"""Sentences as quotations need them: none ends within one, and who says it stands in the same sentence.

In: an article and the sentences of a paragraph. Out: the same, joined where a quotation was cut ("“… Asia. I worked …,"
she said" with marks of two styles) or its speaker cut off ("“… such fun!” Morrow posted.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.article import Article

LONGEST = 4_000  # code points of a joined sentence: what it costs grows with its square
TAG = re.compile(
    r"[^\S\n]*(?:(?:he|she|they|it|I|we)|(?:(?:the|an?|one|another)\s+)?(?:[A-Za-z][\w.’'-]*\s+){0,4}?[A-Z][\w’'-]+)"
    r"\s+(?:\w+ly\s+|then\s+|also\s+)?(?P<verb>[a-z]+)\b(?!:)"
)


def whole_quotations(article: Article, spans: Sequence[Span]) -> list[Span]:
    """The sentences, none of which ends within a quotation or between one and its speaker."""
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        short = before is not None and span.end - before.start <= LONGEST
        if before is not None and short and (_cut(article, before, span) or _is_tag(article, before, span)):
            out[-1] = Span(before.start, span.end)
        else:
            out.append(span)
    return out


def _cut(article: Article, before: Span, span: Span) -> bool:
    """Whether a quotation that begins in one sentence ends in the next."""
    begun = article.quoted.begun_in(before.start, before.end)
    return any(q.parent < 0 and q.closed and q.inner_end > span.start for q in begun)


def _is_tag(article: Article, before: Span, span: Span) -> bool:
    """Whether a sentence closes with a quotation, and the next begins with who says it."""
    begun = article.quoted.begun_in(before.start, before.end)
    if not begun or before.end - begun[-1].end > 1 or article.text[begun[-1].inner_end - 1] == ".":
        return False
    found = TAG.match(article.text, span.start, span.end)
    form = lex.forms().get(found["verb"]) if found is not None else None
    return form is not None and "Q" in form.cue.frames and bool(form.kinds & {"past", "third"})
