"""Annotated articles as windows with the tags a network should give them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.model import Span
from sayso.read.statements.tagger.decode import Ints
from sayso.read.statements.tagger.inputs import Around, Encoded, around, encoded
from sayso.read.statements.tagger.windows import Window, sentence_breaks, windows
from sayso.read.statements.tagger.words import Pieces, Words, words
from sayso.train.corpus import Article

IGNORED = -100  # torch's label of a place that teaches nothing
SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[—–]?[A-Z0-9])|(?=\n)|$)")


class Asked(Struct, frozen=True):
    """A cue of the window's core with the role tags of the words around it."""

    cue: Around
    roles: Ints


class Example(Struct, frozen=True):
    """A window of an article with its tags. ``cue`` is IGNORED outside the core: another asks there."""

    article: int
    window: Window
    inputs: Encoded
    forms: list[str]
    cue: Ints
    roles: Ints
    asked: list[Asked]


def rough_sentences(text: str) -> list[Span]:
    """Sentences, good enough to cut windows by: a stop before a capital, or the line's end."""
    return [Span(m.start(), m.end()) for m in SENTENCE.finditer(text)]


def examples(articles: Sequence[Article], pieces: Pieces) -> list[Example]:
    """All windows of all articles, in order."""
    return [e for number, article in enumerate(articles) for e in _of_article(number, article, pieces)]


def _of_article(number: int, article: Article, pieces: Pieces) -> list[Example]:
    found = words(article.text)
    cut = pieces.of(found.forms)
    sizes = np.fromiter((len(p) for p in cut), np.int64, len(cut))
    breaks = sentence_breaks(found.starts, rough_sentences(article.text))
    gold = [_Marked.of(found, g.source, g.cue, g.content) for g in article.gold if g.cue and g.content]
    void = _within(found, article.discarded)
    return [_example(number, found, cut, window, gold, void) for window in windows(sizes, breaks)]


class _Marked(Struct, frozen=True):
    """The words of an attribution's parts."""

    source: Ints
    cue: Ints
    content: Ints

    @classmethod
    def of(cls, found: Words, *parts: Sequence[Span]) -> _Marked:
        return cls(*(np.flatnonzero(_within(found, part)) for part in parts))


def _within(found: Words, spans: Sequence[Span]) -> np.ndarray:
    """Whether each word shares a code point with one of the spans."""
    inside = np.zeros(len(found.starts), bool)
    for span in spans:
        first = np.searchsorted(found.ends, span.start, side="right")
        inside[first : np.searchsorted(found.starts, span.end)] = True
    return inside


def _example(
    number: int,
    found: Words,
    cut: list[tuple[int, ...]],
    window: Window,
    gold: list[_Marked],
    void: np.ndarray,
) -> Example:
    length = window.right - window.left
    cue, roles = np.zeros(length, np.int64), np.zeros(length, np.int64)
    asked = []
    for mark in gold:
        inside = mark.cue - window.left
        _tag(cue, inside, 1)
        _tag(roles, mark.source - window.left, 1)
        _tag(roles, mark.content - window.left, 3)
        if len(inside) and window.start <= mark.cue[0] < window.end and mark.cue[-1] < window.right:
            asked.append(_asked(around((int(inside[0]), int(inside[-1])), length), mark, window.left, length))
    cue[: window.start - window.left] = cue[window.end - window.left :] = IGNORED
    cue[void[window.left : window.right]] = IGNORED
    forms = found.forms[window.left : window.right]
    return Example(number, window, encoded(found, cut, window), forms, cue, roles, asked)


def _asked(cue: Around, mark: _Marked, left: int, length: int) -> Asked:
    tags = np.zeros(length, np.int64)
    _tag(tags, mark.content - left, 3)
    _tag(tags, mark.source - left, 1)
    return Asked(cue, tags[cue.left : cue.right])


def _tag(tags: Ints, chosen: Ints, begins: int) -> None:
    """Write BIO tags over the chosen words; what lies outside the window is dropped."""
    inside = chosen[(chosen >= 0) & (chosen < len(tags))]
    tags[inside] = np.where(np.diff(inside, prepend=-2) == 1, begins + 1, begins)
