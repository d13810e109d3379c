"""The neural tiers of the statement reader: who says what, tagged word by word, and which words name an event.

In: a text and its sentences. Out: attributions with flat spans, in order of their cues, each with a score; words that
may name an event, each with its chance. Cues are found first, then each cue's source and contents (see
`sayso.train.network` for the networks, and ``weights/MODEL_CARD.md`` for what they were trained on, their figures and
limits). Linear in the text.

The same text gives the same attributions, whatever else is read before it or beside it: a run of the networks
holds windows of one text only and takes one thread, because dynamic int8 quantisation scales by all it holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from msgspec import Struct

from sayso.model import Span, StatementType
from sayso.read.happening import Happening
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.tagger.decode import TYPES, Floats, Ints, begun, best_paths, log_softmax, runs
from sayso.read.statements.tagger.happening import happening
from sayso.read.statements.tagger.inputs import Around, Asked, Deeper, Encoded, Encoding, around, chances, encoded
from sayso.read.statements.tagger.windows import Window, sentence_breaks, windows
from sayso.read.statements.tagger.words import Pieces, Words, words

Tier = Literal["small", "full"]

TOGETHER = 64  # windows decoded at once: bounds the memory of a long text
SOURCE_TAGS, CONTENT_TAGS = (1, 2), (3, 4)
# Of 1,422 annotated cues of 88 articles that a first such network was not taught by, the rules type 85.4 % rightly, the
# network where it is surer than this and else the rules 91.6 %. Outside of contents the rules' stay: asked there as
# well, the network made statements of what only takes a side (on 20 articles precision .70 for .74).
SURE_OF_TYPE = 0.6


class Networks(Protocol):
    """What the tagger asks of the two networks."""

    def encode(self, windows: Sequence[Encoded]) -> list[Encoding]:
        """Each window's states and the logits of its words, a row a word."""

    def inner_cues(self, coded: Sequence[Encoding], tags: Sequence[Floats]) -> list[Deeper]:
        """What the second network sees in each window; nothing without such networks."""

    def complete(self, asked: Sequence[Asked], inner: bool = False) -> list[tuple[Floats, float]]:
        """For each cue the role logits of the words around it, and the logit that it attributes anything."""


class Tuning(Struct, frozen=True):
    """How ready the tagger is to see a cue. Set on articles kept back from training; see the model card."""

    cue_bias: float = 0.0  # added to the log-probability that a word is in no cue
    least_score: float = 0.0  # attributions that score lower are left out
    inner_bias: float = 0.0  # as cue_bias, for cues within contents


class Cue(Struct, frozen=True):
    """A cue found in a window, its logits once completed; ``inner``: within the content of another."""

    window: Window
    at: Around
    score: float
    roles: Floats
    inner: bool = False
    type: StatementType | None = None


class Tagged(Struct, frozen=True):
    """What is seen in a text: attributions by the place of their cues, and words that may name events, in order.

    ``happenings`` is None where the tier has no network for them.
    """

    attributions: tuple[Attribution, ...]
    happenings: tuple[Happening, ...] | None


class Tagger:
    """Finds attributions. Make one with `load`; it may be used from one thread at a time."""

    def __init__(self, networks: Networks, pieces: Pieces, tuning: Tuning) -> None:
        self._networks = networks
        self._pieces = pieces
        self._tuning = tuning

    @classmethod
    def load(cls, tier: Tier) -> Tagger:
        """The tagger of a tier with the weights that come with Sayso (about 0.2 s)."""
        from sayso.read.statements.tagger.onnx import load_networks, load_pieces, load_tuning

        return cls(load_networks(tier), load_pieces(), load_tuning(tier))

    def tag(self, text: str, sentences: Sequence[Span]) -> tuple[Attribution, ...]:
        """All attributions of a text, as `read` finds them."""
        return self.read(text, sentences).attributions

    def read(self, text: str, sentences: Sequence[Span]) -> Tagged:
        """All that is seen in a text.

        ``sentences`` only say where windows may be cut. Contents include their quotation marks, or "that"; that of
        a cue for which no words were found is empty.
        """
        found = words(text)
        pieces = self._pieces.of(found.forms)
        sizes = np.fromiter((len(p) for p in pieces), np.int64, len(pieces))
        breaks = sentence_breaks(found.starts, sentences)
        cut = windows(sizes, breaks)
        attributions: list[Attribution] = []
        happenings: list[Happening] = []
        asked = False
        for start in range(0, len(cut), TOGETHER):
            part = cut[start : start + TOGETHER]
            coded = self._networks.encode([encoded(found, pieces, window) for window in part])
            tags = [chances(coding) for coding in coded]
            attributions += self._attributions(found, self._cues(part, coded, tags))
            asked = coded[0].events is not None
            for window, coding in zip(part, coded, strict=True):
                happenings += happening(found, breaks, window, coding)
        attributions.sort(key=lambda a: (a.cue or Span(0, 0), a.content))
        return Tagged(tuple(attributions), tuple(happenings) if asked else None)

    def _cues(self, cut: Sequence[Window], coded: Sequence[Encoding], tags: Sequence[Floats]) -> list[Cue]:
        """The cues in the cores of some windows, each with the tags of its source and contents."""
        paths = self._paths([coding.cue for coding in coded], self._tuning.cue_bias)
        outer = [_asked(*row) for row in zip(cut, coded, tags, paths, strict=True)]
        deeper = self._networks.inner_cues(coded, tags)
        if not deeper:
            return self._completed(cut, outer)
        inner = self._inner(cut, coded, tags, outer, deeper)
        return [*self._completed(cut, outer, deeper), *self._completed(cut, inner, deeper, inner=True)]

    def _inner(
        self,
        cut: Sequence[Window],
        coded: Sequence[Encoding],
        tags: Sequence[Floats],
        outer: Sequence[Sequence[Asked]],
        deeper: Sequence[Deeper],
    ) -> list[list[Asked]]:
        """The cues that only the second network sees, window by window."""
        paths = self._paths([one.cue for one in deeper], self._tuning.inner_bias)
        every = [_asked(*row) for row in zip(cut, coded, tags, paths, strict=True)]
        return [[one for one in more if not _meets(one, seen)] for more, seen in zip(every, outer, strict=True)]

    def _completed(
        self,
        cut: Sequence[Window],
        asked: Sequence[Sequence[Asked]],
        deeper: Sequence[Deeper] = (),
        *,
        inner: bool = False,
    ) -> list[Cue]:
        """Cues with their roles, and with their types where ``deeper`` tells of them; ``inner``: within contents."""
        places = [(number, one) for number, some in enumerate(asked) for one in some]
        completed = self._networks.complete([one for _, one in places], inner)
        return [
            Cue(cut[number], one.cue, _score(one, hold), roles, inner, _type(one, deeper[number]) if deeper else None)
            for (number, one), (roles, hold) in zip(places, completed, strict=True)
        ]

    def _paths(self, logits: Sequence[Floats], bias: float) -> list[Ints]:
        lengths = np.array([len(rows) for rows in logits])
        scores = log_softmax(_stacked(logits))
        scores[..., 0] += bias
        return [path[:length] for path, length in zip(best_paths(scores, lengths), lengths, strict=True)]

    def _attributions(self, found: Words, cues: list[Cue]) -> list[Attribution]:
        kept = [cue for cue in cues if cue.inner or cue.score >= self._tuning.least_score]
        if not kept:
            return []
        scores = log_softmax(_stacked([cue.roles for cue in kept]))
        paths = best_paths(scores, np.array([len(cue.roles) for cue in kept]))
        made = (_attribution(found, *row) for row in zip(kept, scores, paths, strict=True))
        return list(made)


def _meets(one: Asked, others: Sequence[Asked]) -> bool:
    return any(one.cue.first <= other.cue.last and other.cue.first <= one.cue.last for other in others)


def _asked(window: Window, coding: Encoding, tags: Floats, path: Ints) -> list[Asked]:
    """The cues that a path finds in the window's core, as the completer is asked for them."""
    length = window.right - window.left
    core = window.start - window.left, window.end - window.left
    inside = [cue for cue in begun(path) if core[0] <= cue[0] < core[1]]
    return [Asked(around(cue, length), coding.states, tags) for cue in inside]


def _stacked(rows: Sequence[Floats]) -> Floats:
    """Rows of unequal length in one array, zeros after each one's end."""
    stacked = np.zeros((len(rows), max(map(len, rows)), rows[0].shape[-1]), np.float32)
    for place, row in zip(stacked, rows, strict=True):
        place[: len(row)] = row
    return stacked


def _type(asked: Asked, deeper: Deeper) -> StatementType | None:
    """The type of what a cue attributes, by the mean over its words; None where the network is not sure."""
    chance = np.exp(log_softmax(deeper.types[asked.cue.first : asked.cue.last + 1]).mean(0))
    best = int(chance.argmax())
    return TYPES[best] if chance[best] > SURE_OF_TYPE else None


def _score(asked: Asked, hold: float) -> float:
    """How sure both networks are of a cue: the mean of their probabilities."""
    in_cue = 1 - float(asked.tags[asked.cue.first : asked.cue.last + 1, 0].min())
    return round((in_cue + 1 / (1 + math.exp(-hold))) / 2, 4)


def _attribution(found: Words, cue: Cue, scores: Floats, path: Ints) -> Attribution:
    left = cue.window.left + cue.at.left
    path = path[: len(cue.at)]
    tagged = (path == SOURCE_TAGS[0]) | (path == SOURCE_TAGS[1])
    line = found.lines[left : left + len(path)]
    source = runs(tagged & (line == found.lines[cue.window.left + cue.at.first])) or runs(tagged)
    content = runs((path == CONTENT_TAGS[0]) | (path == CONTENT_TAGS[1]))
    best = max(source, key=lambda run: _mean_score(scores, run), default=None)
    return Attribution(
        source=None if best is None else _span(found, left, best),
        cue=_span(found, cue.window.left, (cue.at.first, cue.at.last)),
        content=tuple(_span(found, left, run) for run in content),
        score=cue.score,
        inner=cue.inner,
        type=cue.type,
    )


def _mean_score(scores: Floats, run: tuple[int, int]) -> tuple[float, int]:
    """How surely a run of words is a source: their mean log-probability, then the length."""
    best = scores[run[0] : run[1] + 1, SOURCE_TAGS].max(-1)
    return float(best.mean()), run[1] - run[0]


def _span(found: Words, left: int, run: tuple[int, int]) -> Span:
    """Words, counted from ``left``, as code points."""
    return Span(int(found.starts[left + run[0]]), int(found.ends[left + run[1]]))
