"""The base sentence encoder, taught which passage a line is of. It does not ship: the table learns from it.

In: lessons. Out: the encoder with the mean of the weights that it passed towards the end of its course, and its vectors
of rows of word pieces. Its vectors of single pieces stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import click
import numpy as np
import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from sayso.check.sentence import MOST_PIECES
from sayso.train.base import base_weights
from sayso.train.passing import passing
from sayso.train.retrieval_course import contrast, saying_the_same, set_rates
from sayso.train.retrieval_lessons import Batch, Lessons, Row, drawn, padded, with_speakers
from sayso.train.sentence import SentenceEncoder

DROPPED = 0.1
LINES = {"cuda": 256, "cpu": 32}  # in a step, each with some seven passages
RATE = 5e-5
TEMPERATURE = 0.05
MOST_TAUGHT = 96  # pieces of a passage in a step
NAMELESS = 0.2  # of the passages come without their speakers, as those of an article's own voice do
AVERAGED, EVERY = 0.6, 4  # of the time, from which the weights of every fourth step are averaged
SAID_EVERY = 100  # steps
TOGETHER = 256  # rows read at once


def base_encoder() -> SentenceEncoder:
    """The encoder as others left it."""
    encoder = SentenceEncoder(DROPPED)
    encoder.load_state_dict(base_weights())
    encoder.pieces.requires_grad_(False)
    return encoder


def vectors(encoder: SentenceEncoder, rows: Sequence[Row]) -> Tensor:
    """A vector of length one for each row, on the encoder's device."""
    encoder.eval()
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    found = torch.empty(len(rows), encoder.pieces.embedding_dim, device=encoder.pieces.weight.device)
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        with torch.no_grad():
            found[some] = _read(encoder, [rows[at] for at in some], MOST_PIECES)
    return found


def learnt(
    encoder: SentenceEncoder, given: Lessons, meant: Tensor, minutes: float, chance: np.random.Generator
) -> SentenceEncoder:
    """The encoder after so many minutes on its device. ``meant``: the base encoder's vectors of the passages."""
    free = [part for part in encoder.parameters() if part.requires_grad]
    steps = torch.optim.AdamW([{"params": free, "lr": RATE, "full": RATE}], weight_decay=0.01)
    mean = AveragedModel(encoder)
    rows, count = with_speakers(given), LINES[meant.device.type]
    encoder.train()
    for number, share in passing(minutes):
        batch = drawn(given, count, chance)
        set_rates(steps, number, share)
        loss = _loss(encoder, batch, given, _some_nameless(batch, given, rows, chance), meant)
        steps.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(free, 1.0)
        steps.step()
        if share > AVERAGED and number % EVERY == 0:
            mean.update_parameters(encoder)
        if number % SAID_EVERY == 0:
            click.echo(f"encoder: {share:.0%} of the time, step {number}, loss {loss.item():.2f}")
    click.echo(f"encoder: {number} steps")
    mean.update_parameters(encoder)
    found: SentenceEncoder = mean.module
    return found


def _some_nameless(batch: Batch, given: Lessons, rows: Sequence[Row], chance: np.random.Generator) -> list[Row]:
    """The passages of a batch, some of them without their speakers."""
    nameless = chance.random(len(batch.passages)) < NAMELESS
    return [
        given.words[passage] if without else rows[passage]
        for passage, without in zip(batch.passages, nameless, strict=True)
    ]


def _loss(encoder: SentenceEncoder, batch: Batch, given: Lessons, passages: Sequence[Row], meant: Tensor) -> Tensor:
    lines = _read(encoder, [given.lines[line] for line in batch.lines], MOST_PIECES)
    near = lines @ _read(encoder, passages, MOST_TAUGHT).T / TEMPERATURE
    parts = (batch.right, batch.passages, given.weights[batch.lines])
    right, numbers, weights = (torch.from_numpy(part).to(near.device) for part in parts)
    return contrast(near, right, saying_the_same(right, meant[numbers]), weights)


def _read(encoder: SentenceEncoder, rows: Sequence[Row], most: int) -> Tensor:
    device = encoder.pieces.weight.device
    pieces, keep = (torch.from_numpy(part).to(device) for part in padded(rows, most))
    with torch.autocast(device.type, torch.bfloat16):
        found: Tensor = encoder.of_many(pieces, keep)
    return found.float()
