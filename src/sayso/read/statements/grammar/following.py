"""The quoted sentences that go on with a quotation in its paragraph.

In: an article, the drafts of a sentence, the paragraph's sentences. Out: the drafts, the last that quotes with the
sentences behind it that are nothing but quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.draft import Draft


def followed(article: Article, found: list[Draft], spans: Sequence[Span], following: int) -> list[Draft]:
    """Add the quoted sentences that follow a quotation in its paragraph without a cue of their own."""
    tokens = article.tokens
    if following >= len(spans) or tokens.quote[tokens.at(spans[following].start)] == -1:
        return found
    last = next((i for i in range(len(found) - 1, -1, -1) if _has_quotation(article, found[i])), None)
    if last is None:
        return found
    extra: list[Span] = []
    for sentence in spans[following:]:
        if not _all_quoted(article, sentence):
            break
        extra.append(sentence)
    if extra:
        joined = Span(extra[0].start, extra[-1].end)
        found[last] = replace(found[last], content=(*found[last].content, joined))
    return found


def _has_quotation(article: Article, draft: Draft) -> bool:
    tokens = article.tokens
    return any(tokens.quote[tokens.at(span.start)] >= 0 for span in draft.content)


def _all_quoted(article: Article, span: Span) -> bool:
    tokens = article.tokens
    a, b = tokens.range(span.start, span.end)
    if -1 not in tokens.quote[a:b]:
        return a < b
    return not any(tokens.quote[i] == -1 and tokens.word[i].isalnum() for i in range(a, b))
