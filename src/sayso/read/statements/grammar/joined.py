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
MOST_MARKS = 3  # code points of closing marks
TAG = re.compile(
    r"[^\S\n]*(?:(?:he|she|they|it|I|we)|(?:(?:the|an?|one|another)\s+)?(?:[A-Za-z][\w.’'-]*\s+){0,4}?[A-Z][\w’'-]+)"
    r"\s+(?:\w+ly\s+|then\s+|also\s+)?(?P<verb>[a-z]+)\b(?!:)"
)


def whole_quotations(article: Article, spans: Sequence[Span]) -> list[Span]:
    """The sentences, none of which ends within a quotation or between one and its speaker."""
    out: list[Span] = []
    reach = -1  # where the quotations end that have begun
    for span in spans:
        before = out[-1] if out else None
        short = before is not None and span.end - before.start <= LONGEST
        begun = [q for q in article.quoted.begun_in(span.start, span.end) if q.parent < 0 and q.closed]
        if before is not None and short and (reach > span.start or _is_tag(article, reach, before, span)):
            out[-1] = Span(before.start, span.end)
        else:
            out.append(span)
        reach = begun[-1].inner_end if begun else reach
    return out


def _is_tag(article: Article, closed: int, before: Span, span: Span) -> bool:
    """Whether a sentence closes with the quotation whose words end at ``closed``, and the next begins with who says
    it."""
    if not before.start < closed <= before.end <= closed + MOST_MARKS or article.text[closed - 1] == ".":
        return False
    found = TAG.match(article.text, span.start, span.end)
    form = lex.forms().get(found["verb"]) if found is not None else None
    return form is not None and "Q" in form.cue.frames and bool(form.kinds & {"past", "third"})
