"""What a window's words tell of events: which they may name, and by which word of the sentence their doer is named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from sayso.model import Span
from sayso.read.happening import Happening
from sayso.read.statements.tagger.decode import HAPPENINGS, log_softmax
from sayso.read.statements.tagger.inputs import Doers, Encoding
from sayso.read.statements.tagger.windows import Window
from sayso.read.statements.tagger.words import Words

# Chance below which a word and a type of event are left out. The rules are believed beside it down to a higher one.
LEAST_CHANCE = 0.001


def happening(found: Words, breaks: Sequence[int], window: Window, coding: Encoding) -> Iterator[Happening]:
    """The words of the window's core with each type of event that they may name, in order.

    ``breaks``: the words that begin a sentence.
    """
    if coding.events is None:
        return
    core = slice(window.start - window.left, window.end - window.left)
    likely = np.exp(log_softmax(coding.events[core]))[:, 1:]
    doers = {one.word - core.start: _doer(found, breaks, window, one) for one in coding.doers}
    for i, kind in zip(*np.nonzero(likely > LEAST_CHANCE), strict=True):
        doer, doing = doers.get(i, (None, 0.0))
        word, chance = window.start + int(i), round(float(likely[i, kind]), 4)
        yield Happening(int(found.starts[word]), int(found.ends[word]), HAPPENINGS[kind], chance, doer, doing)


def _doer(found: Words, breaks: Sequence[int], window: Window, asked: Doers) -> tuple[Span | None, float]:
    """The word of the sentence that most likely names the doer, None for nobody, with its chance."""
    number = bisect_right(breaks, window.left + asked.word)
    first = breaks[number - 1] if number else 0
    last = breaks[number] if number < len(breaks) else len(found.forms)
    inside = slice(1 + max(0, first - window.left), 1 + last - window.left)
    chances = np.exp(log_softmax(np.concatenate([asked.logits[:1], asked.logits[inside]])))
    best = int(chances.argmax())
    if not best:
        return None, round(float(chances[0]), 4)
    word = max(first, window.left) + best - 1
    return Span(int(found.starts[word]), int(found.ends[word])), round(float(chances[best]), 4)
