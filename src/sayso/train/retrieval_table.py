"""The table of `sayso.check.dense`: a vector for each word piece, whose sums say which passage a line is of.

In: lessons, and what a taught encoder makes of their passages and lines. Out: the table in whole numbers. It starts
from what the encoder makes of each piece alone, after PCA and weighed by how rare the piece is, as Model2Vec does
(Tulkens and van Dongen 2024), and learns from the lessons what the encoder did, and what the encoder believes of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import click
import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from sayso.train.passing import passing
from sayso.train.retrieval_course import among_others, contrast, like, saying_the_same, set_rates
from sayso.train.retrieval_encoder import TEMPERATURE as SHARPER
from sayso.train.retrieval_lessons import Batch, Lessons, Row, drawn

WIDTH = 256  # dimensions kept of the encoder's 384
LINES = 512  # in a step, each with some seven passages
SPEAKERS = 0.7  # what the names of speakers weigh beside words before anything is learnt
RATE, SPEAKERS_RATE = 2e-3, 1e-3
SHORT = 0.1  # the length of vectors at the start, some fifty steps of the rate above
TEMPERATURE = 0.07
SAID_EVERY = 200  # steps
HIGHEST = 127


class Meant(Struct, frozen=True):
    """The taught encoder's vectors of all passages, of all lines, and of each word piece alone."""

    passages: Tensor
    lines: Tensor
    pieces: Tensor


class Table(nn.Module):
    """Vectors of word pieces; those of lines and passages are their sums, at length one."""

    def __init__(self, start: Tensor) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag.from_pretrained(start, freeze=False, mode="sum")
        self.speakers = nn.Parameter(torch.tensor(SPEAKERS, device=start.device))

    def of_lines(self, lines: Sequence[Row]) -> Tensor:
        """A vector for each line."""
        return functional.normalize(self._sums(lines), dim=-1)

    def of_passages(self, words: Sequence[Row], speakers: Sequence[Row]) -> Tensor:
        """A vector for each passage."""
        return functional.normalize(self._sums(words) + self.speakers * self._sums(speakers), dim=-1)

    def _sums(self, rows: Sequence[Row]) -> Tensor:
        device = self.pieces.weight.device
        flat = torch.tensor(list(chain.from_iterable(rows)), dtype=torch.int64, device=device)
        ends = torch.tensor([0, *map(len, rows)], device=device).cumsum(0)
        return self.pieces(flat, ends[:-1])


def started(given: Lessons, meant: Meant, wordless: Sequence[int]) -> Table:
    """The table before it learns; pieces without a letter or digit say nothing."""
    middle = meant.passages.mean(0)
    _, _, axes = torch.pca_lowrank(torch.cat([meant.passages, meant.lines]) - middle, q=WIDTH, niter=6)
    alone = functional.normalize((meant.pieces - middle) @ axes, dim=-1)
    rarity = torch.from_numpy(_rarity(given, len(alone))).to(alone.device)
    start = SHORT * alone * rarity[:, None]
    start[list(wordless)] = 0
    return Table(start)


def _rarity(given: Lessons, pieces: int) -> NDArray[np.float32]:
    """How rare each piece is in passages, by the logarithm: 1 on average."""
    found = np.fromiter(chain.from_iterable(chain(given.words, given.speakers)), dtype=np.int64)
    counts = np.bincount(found, minlength=pieces) + 1.0
    rarity = np.log(counts.sum() / counts)
    return (rarity / rarity.mean()).astype(np.float32)


def teach(
    table: Table, given: Lessons, meant: Meant, wordless: Sequence[int], minutes: float, chance: np.random.Generator
) -> None:
    """Teach the table in place for so many minutes."""
    vectors, speakers = table.pieces.weight, table.speakers
    groups = [{"params": [part], "full": rate} for part, rate in ((vectors, RATE), (speakers, SPEAKERS_RATE))]
    steps = torch.optim.Adam(groups, lr=RATE)
    silent = torch.tensor(wordless, dtype=torch.int64, device=vectors.device)
    for number, share in passing(minutes):
        batch = drawn(given, LINES, chance)
        set_rates(steps, number, share)
        said, believed = _losses(table, batch, given, meant)
        steps.zero_grad()
        (said + believed).backward()
        steps.step()
        with torch.no_grad():
            vectors[silent] = 0
        if number % SAID_EVERY == 0:
            click.echo(f"table: {share:.0%} of the time, step {number}, losses {said.item():.2f} {believed.item():.2f}")
    click.echo(f"table: {number} steps")


def _losses(table: Table, batch: Batch, given: Lessons, meant: Meant) -> tuple[Tensor, Tensor]:
    """What the table lacks of telling the passages of lines, and of what the encoder believes: of lines beside
    passages, and of passages among each other."""
    parts = (batch.lines, batch.passages, batch.right, given.weights[batch.lines])
    lines, passages, right, weights = (torch.from_numpy(part).to(meant.passages.device) for part in parts)
    asked = table.of_lines([given.lines[line] for line in batch.lines])
    told = table.of_passages(*([rows[one] for one in batch.passages] for rows in (given.words, given.speakers)))
    near, among = (some @ told.T / TEMPERATURE for some in (asked, told[:LINES]))
    theirs = meant.passages[passages]
    for_lines, for_passages = (some @ theirs.T / SHARPER for some in (meant.lines[lines], theirs[:LINES]))
    said = contrast(near, right, saying_the_same(right, theirs), weights)
    return said, like(near, for_lines) + like(among_others(among), among_others(for_passages))


def rounded(table: Table) -> NDArray[np.int8]:
    """The vectors as int8, one scale for all, so that sums of them are exact."""
    vectors = table.pieces.weight.detach().cpu()
    found: NDArray[np.int8] = (vectors * (HIGHEST / vectors.abs().max())).round().to(torch.int8).numpy()
    return found
