"""How well attributions found agree with those annotated.

The measures are those of PolNeAR's first users, over the tokens of a text and with one-to-one matching:

- ``att.5``: the contents share at least half of their words (Jaccard), and the sources a word (or both have none);
- strict: the very same tokens; strict~: the same words, punctuation apart;
- fragment: each unbroken span of a part counts by itself, as in CofeNet (Wang et al. 2022, COLING).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from sayso.model import Span
from sayso.read.statements.attribution import Attribution
from sayso.train.corpus import Article, Gold

Tokens = frozenset[int]
Kind = Literal["direct", "mixed", "indirect", "none"]
Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("source", "cue", "content")

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*%?|\w+(?:[.]\w+)+\.?|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|St|Lt|Col|Sgt|Rev)\."
    r"|n['’]t\b|['’](?:s|S|re|ve|ll|d|m)\b|\w+?(?=n['’]t\b)|\w+(?:[-]\w+)*|[“”\"‘’'`]+|\.{2,}|--+|[^\w\s]"
)
QUOTED = re.compile(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)|''[^\n]*?(?:''|\n|$)")


class Relation(Struct, frozen=True):
    """An attribution as token numbers: all of each part, its words alone, and each of its spans by itself."""

    tokens: dict[Part, Tokens]
    words: dict[Part, Tokens]
    spans: dict[Part, tuple[Tokens, ...]]
    kind: Kind
    cue_text: str


class Share(Struct, frozen=True):
    """Right ones of those found and of those annotated."""

    right_found: float = 0
    right_gold: float = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.right_found + other.right_found,
            self.right_gold + other.right_gold,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Of what was found, the part that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what was annotated, the part that was found."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Page:
    """The tokens and quotations of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [m.span() for m in TOKEN.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]
        self._is_word = [any(c.isalnum() for c in text[start:end]) for start, end in found]
        self._quoted = [m.span() for m in QUOTED.finditer(text)]

    def tokens(self, spans: Iterable[Span]) -> Tokens:
        """The tokens that share a code point with one of the spans."""
        inside: set[int] = set()
        for span in spans:
            token = max(0, bisect_right(self._starts, span.start) - 1)
            while token < len(self._starts) and self._starts[token] < span.end:
                if self._ends[token] > span.start:
                    inside.add(token)
                token += 1
        return frozenset(inside)

    def words(self, tokens: Tokens) -> Tokens:
        """Those of the tokens that hold a letter or a digit."""
        return frozenset(token for token in tokens if self._is_word[token])

    def kind(self, content: Sequence[Span]) -> Kind:
        """Direct: nine tenths of it or more stands within quotation marks. Mixed: a part does."""
        total = sum(span.end - span.start for span in content)
        if not total:
            return "none"
        quoted = sum(
            max(0, min(span.end, end) - max(span.start, start)) for span in content for start, end in self._quoted
        )
        if quoted >= 0.9 * total:
            return "direct"
        return "mixed" if quoted else "indirect"

    def relation(self, gold: Gold) -> Relation:
        """An attribution over this text's tokens."""
        spans = {part: tuple(self.tokens([span]) for span in getattr(gold, part)) for part in PARTS}
        tokens = {part: frozenset[int]().union(*spans[part]) for part in PARTS}
        words = {part: self.words(tokens[part]) for part in PARTS}
        cue_text = " ".join(self.text[span.start : span.end] for span in gold.cue)
        return Relation(tokens, words, spans, self.kind(gold.content), cue_text)


class Judged(Struct, frozen=True):
    """One article's relations, found and annotated: those that are judged as a whole, and the parts of all."""

    found: list[Relation]
    gold: list[Relation]
    every_found: list[Relation]
    every_gold: list[Relation]
    page: Page


def judged(article: Article, found: Iterable[Attribution]) -> Judged:
    """Both sides of an article; what touches a part that was not annotated is left out, as is gold without content."""
    page = Page(article.text)
    void = page.tokens(article.discarded)
    relations = [page.relation(_as_gold(attribution)) for attribution in found]
    kept = [r for r in relations if not (r.tokens["cue"] or r.tokens["content"]) & void]
    gold = [page.relation(one) for one in article.gold]
    return Judged(kept, [relation for relation in gold if relation.tokens["content"]], relations, gold, page)


def _as_gold(found: Attribution) -> Gold:
    source, cue = ((span,) if span else () for span in (found.source, found.cue))
    return Gold(source, cue, found.content)


def matched(
    found: Sequence[Relation],
    gold: Sequence[Relation],
    score: Callable[[Relation, Relation], float | None],
) -> list[tuple[int, int]]:
    """One-to-one pairs (found, gold), the highest score first; None forbids a pair."""
    candidates = []
    for i, one in enumerate(found):
        for j, other in enumerate(gold):
            value = score(one, other)
            if value is not None:
                candidates.append((-value, j, i))
    pairs: list[tuple[int, int]] = []
    used_found: set[int] = set()
    used_gold: set[int] = set()
    for _, j, i in sorted(candidates):
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


def overlap(one: Tokens, other: Tokens) -> float:
    """Jaccard's share of what both hold."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def content_overlap(one: Relation, other: Relation) -> float:
    """How much of their contents' words two relations share."""
    return overlap(one.words["content"], other.words["content"])


def same_source(one: Relation, other: Relation) -> bool:
    """A word in common, or no source on either side."""
    if one.words["source"] & other.words["source"]:
        return True
    return not one.tokens["source"] and not other.tokens["source"]


def att5_score(one: Relation, other: Relation) -> float | None:
    """The score by which att.5 pairs relations: the contents' overlap, and 1 more where the cues meet."""
    shared = content_overlap(one, other)
    if shared < 0.5 or not same_source(one, other):
        return None
    return shared + (1 if one.words["cue"] & other.words["cue"] else 0)


def att5(pages: Iterable[Judged], counts: Callable[[Relation], bool] = lambda _: True) -> Share:
    """att.5 over the relations that count; pairs are made among all."""
    total = Share()
    for page in pages:
        pairs = matched(page.found, page.gold, att5_score)
        total += Share(
            sum(counts(page.found[i]) for i, _ in pairs),
            sum(counts(page.gold[j]) for _, j in pairs),
            sum(map(counts, page.found)),
            sum(map(counts, page.gold)),
        )
    return total


def whole(pages: Iterable[Judged], punctuation: bool) -> Share:
    """Relations of which every part is the very same, punctuation counted or not."""

    def same(one: Relation, other: Relation) -> float | None:
        return 1.0 if all(_side(one, p, punctuation) == _side(other, p, punctuation) for p in PARTS) else None

    total = Share()
    for page in pages:
        right = len(matched(page.found, page.gold, same))
        total += Share(right, right, len(page.found), len(page.gold))
    return total


def strict(pages: Iterable[Judged], part: Part, punctuation: bool) -> Share:
    """Parts that are the very same, each counted as often as it stands on both sides."""
    return _counted(
        (
            [_side(r, part, punctuation) for r in page.found if r.tokens[part]],
            [_side(r, part, punctuation) for r in page.gold if r.tokens[part]],
        )
        for page in pages
    )


def fragments(pages: Iterable[Judged], part: Part, punctuation: bool) -> Share:
    """Each unbroken span of a part by itself, in all relations, whole or not."""
    return _counted(
        (
            [_shown(page.page, span, punctuation) for r in page.every_found for span in r.spans[part]],
            [_shown(page.page, span, punctuation) for r in page.every_gold for span in r.spans[part]],
        )
        for page in pages
    )


def _shown(page: Page, span: Tokens, punctuation: bool) -> Tokens:
    return span if punctuation else page.words(span) or span


def _side(relation: Relation, part: Part, punctuation: bool) -> Tokens:
    return relation.tokens[part] if punctuation else relation.words[part] or relation.tokens[part]


def _counted(sides: Iterable[tuple[list[Tokens], list[Tokens]]]) -> Share:
    total = Share()
    for found, gold in sides:
        right = sum((Counter(found) & Counter(gold)).values())
        total += Share(right, right, len(found), len(gold))
    return total
