"""What is learnt beside PolNeAR: cues of every depth, their types, and who says what within contents.

In: articles annotated by hand with everything nested in them. Out: the losses of two small networks over the states
of an encoder, which may learn with them or be given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.train.batches import asking, batches, encoder_inputs, padded
from sayso.train.examples import Example, Question
from sayso.train.fit import soft_loss
from sayso.train.network import Completer, InnerCues

WITHIN = 3.0  # how much more a word within a source or content weighs: few inner cues stand among many words
SMOOTHING = 0.03
OUTER_SHARE = 0.4  # of the cues outside of contents are asked about too, so that the completer keeps what it knew
TYPE_WEIGHT = 0.3


def cue_loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """Of the cue tags of a batch's words, those within sources and contents before others."""
    weight = [1 + (WITHIN - 1) * one.roles[:, 1:].sum(1, keepdims=True) for one in batch]
    wanted = padded([one.cue * w for one, w in zip(batch, weight, strict=True)])
    return soft_loss(logits, wanted, SMOOTHING)


def type_loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """Of the type at the first word of each cue that has one."""
    typed = [(row, q.cue.first, q.type) for row, one in enumerate(batch) for q in one.asked if q.type is not None]
    if not typed:
        return logits.sum() * 0
    rows, words, types = (torch.tensor(column) for column in zip(*typed, strict=True))
    return functional.cross_entropy(logits[rows, words].float(), types, label_smoothing=SMOOTHING)


class Within(nn.Module):
    """The two networks as a second task of `sayso.train.fit`: the encoder learns with them."""

    def __init__(self, cues: InnerCues, completer: Completer, examples: Sequence[Example], seed: int) -> None:
        super().__init__()
        self.cues, self.completer = cues, completer
        self._draw = Random(seed)
        self._batches = self._drawn(list(examples))

    def _drawn(self, examples: list[Example]) -> Iterator[list[Example]]:
        while True:
            yield from batches(examples, self._draw)

    def forward(self, encoder: nn.Module, masked: float) -> Tensor:
        """The loss of the next batch."""
        batch = next(self._batches)
        states, cue, roles = encoder(*encoder_inputs(batch, masked))
        tags = torch.cat([cue.float().softmax(-1), roles.float().softmax(-1)], -1).detach()
        logits, types = self.cues(states, tags, torch.tensor([len(one.forms) for one in batch]))
        loss = cue_loss(logits, batch) + TYPE_WEIGHT * type_loss(types, batch)
        questions = self._questions(batch)
        if not questions:
            return loss
        asked = asking(batch, questions, states.shape[1])
        answer, _ = self.completer(
            states.flatten(0, 1)[asked.words],
            tags.flatten(0, 1)[asked.words],
            asked.cue_start,
            asked.cue_end,
            asked.length,
        )
        return loss + soft_loss(answer, asked.roles, SMOOTHING)

    def _questions(self, batch: Sequence[Example]) -> list[tuple[int, Question]]:
        every = ((row, question) for row, one in enumerate(batch) for question in one.asked)
        return [pair for pair in every if pair[1].inner or self._draw.random() < OUTER_SHARE]
