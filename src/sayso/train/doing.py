"""Networks of events and of their doers learn from marked texts, over what an encoder makes of the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import rnn

from sayso.train.happened import Done, Taught
from sayso.train.network import Doers, Events

BATCH, RATE, DECAY = 16, 1.5e-3, 0.05
PART, MARGIN = 160, 20  # words of a text that teach together, and those beside them that are only seen
TOLD = 3.0  # how much more a word that names an event weighs
NEAR = 48  # words on either side of an event's among which its doer is looked for
TOGETHER = 32  # events whose doers are asked for at once
RARE = 3.0  # bias that a word names no event, to begin with

Learner = TypeVar("Learner", bound=nn.Module)
Lesson = TypeVar("Lesson")


class _Asked(NamedTuple):
    """An event with the words of its sentence near it, and which of these answers are right: nobody, or a word."""

    event: Tensor
    words: Tensor
    apart: Tensor
    right: Tensor


class _Part(NamedTuple):
    """Words of a text that teach together, with those beside them."""

    states: Tensor
    allowed: Tensor
    weights: Tensor


def learnt(marked: Sequence[Taught], epochs: int, seed: int) -> tuple[Events, Doers]:
    """Networks that have learnt from marked texts: of what happened, and of who did it."""
    torch.manual_seed(seed)
    events, doers = Events(), Doers()
    nn.init.constant_(events.types.bias[:1], RARE)
    _teach(events, [part for one in marked for part in _parts(one)], _loss, BATCH, epochs)
    asked = [question for one in marked for done in one.done if (question := _asked(one, done)) is not None]
    if asked:
        _teach(doers, asked, _loss_of_doers, TOGETHER, epochs)
    return events.eval(), doers.eval()


def _teach(
    network: Learner,
    given: Sequence[Lesson],
    loss: Callable[[Learner, Sequence[Lesson]], Tensor],
    size: int,
    epochs: int,
) -> None:
    """Some epochs over everything given, in batches of a size."""
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    for epoch in range(epochs):
        batches = torch.randperm(len(given)).split(size)
        for step, drawn in enumerate(batches):
            done = (epoch + step / len(batches)) / epochs
            optimizer.param_groups[0]["lr"] = RATE * min(1, done / 0.05 + 0.02) * max(0.02, 1 - done)
            optimizer.zero_grad()
            loss(network, [given[k] for k in drawn.tolist()]).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()


def _parts(one: Taught) -> Iterator[_Part]:
    """A text in parts; what names an event weighs more, and what is beside a part nothing."""
    weights = np.where(one.allowed[:, 0], 1, TOLD) * one.teaches
    for begin in range(0, len(weights), PART):
        seen = slice(max(0, begin - MARGIN), begin + PART + MARGIN)
        own = np.zeros_like(weights)
        own[begin : begin + PART] = weights[begin : begin + PART]
        yield _Part(*(torch.from_numpy(rows[seen]) for rows in (one.states, one.allowed, own.astype(np.float32))))


def _loss(network: Events, drawn: Sequence[_Part]) -> Tensor:
    """How unlikely the network holds what is allowed, as a mean over words by their weight."""
    states, allowed, weights = (rnn.pad_sequence(list(rows), batch_first=True) for rows in zip(*drawn, strict=True))
    barred = functional.log_softmax(network(states), -1).masked_fill(~allowed, -1e4)
    return -(torch.logsumexp(barred, -1) * weights).sum() / weights.sum().clamp(min=1)


def _asked(one: Taught, done: Done) -> _Asked | None:
    """The question who did it; None where the answer stands too far off."""
    first, last = max(done.first, done.word - NEAR), min(done.last, done.word + NEAR + 1)
    right = torch.zeros(1 + last - first)
    right[[1 + word - first for word in done.doer if first <= word < last] if done.doer else [0]] = 1
    if not right.any():
        return None
    states = torch.from_numpy(one.states)
    return _Asked(states[done.word], states[first:last], torch.arange(first, last) - done.word, right)


def _loss_of_doers(network: Doers, drawn: Sequence[_Asked]) -> Tensor:
    """How unlikely the network holds the right answers, as a mean over events."""
    events, *rows = zip(*drawn, strict=True)
    words, apart, right = (rnn.pad_sequence(list(part), batch_first=True) for part in rows)
    there = rnn.pad_sequence([torch.ones(len(one.right), dtype=torch.bool) for one in drawn], batch_first=True)
    likely = functional.log_softmax(network.of_each(torch.stack(events), words, apart).masked_fill(~there, -1e4), -1)
    return -torch.logsumexp(likely.masked_fill(right == 0, -1e4), -1).mean()
