"""A teacher's tags for texts that nobody annotated (Hinton et al. 2015, arXiv:1503.02531)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sayso.read.statements.tagger.decode import begun, best_paths, log_softmax
from sayso.read.statements.tagger.inputs import Asked, Encoding, around
from sayso.read.statements.tagger.tagger import Networks
from sayso.read.statements.tagger.windows import Window
from sayso.read.statements.tagger.words import Pieces
from sayso.train.examples import Cut, Cutter, Example, Question, in_core

EAGER = 1.0  # by how much the teacher is made readier to see a cue: what it doubts is worth asking about too


def taught(texts: Iterable[str], pieces: Pieces, cutter: Cutter, teacher: Networks) -> list[Example]:
    """All windows of the texts with the teacher's probabilities as their tags."""
    made: list[Example] = []
    for text in texts:
        cut = Cut.of(text, pieces, cutter)
        codings = teacher.encode([cut.inputs(window) for window in cut.windows])
        made += [_example(cut, *pair, teacher) for pair in zip(cut.windows, codings, strict=True)]
    return made


def _example(cut: Cut, window: Window, coding: Encoding, teacher: Networks) -> Example:
    cue, roles = np.exp(log_softmax(coding.cue)), np.exp(log_softmax(coding.roles))
    core = in_core(window)
    forms = cut.words.forms[window.left : window.right]
    asked = _questions(window, coding, np.concatenate([cue, roles], -1), core, teacher)
    return Example(cut.inputs(window), forms, cue * core[:, None], roles, asked)


def _questions(
    window: Window, coding: Encoding, tags: np.ndarray, core: np.ndarray, teacher: Networks
) -> list[Question]:
    scores = log_softmax(coding.cue)[None]
    scores[..., 0] -= EAGER
    length = window.right - window.left
    cues = [c for c in begun(best_paths(scores, np.array([length]))[0]) if core[c[0]]]
    asked = [Asked(around(cue, length), coding.states, tags) for cue in cues]
    answers = teacher.complete(asked)
    return [
        Question(one.cue, np.exp(log_softmax(roles)), 1 / (1 + float(np.exp(-holds))))
        for one, (roles, holds) in zip(asked, answers, strict=True)
    ]
