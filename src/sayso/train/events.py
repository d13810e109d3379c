"""``python -m sayso.train.events DATA WEIGHTS FILE…``: teach which words name an event, over an encoder as it is.

In: the folder of public data, and files of marked events (`sayso.train.happened`). Out: ``events.onnx`` in the folder
of weights, beside the encoder that it belongs to. Some minutes on one core.

Needs ``pip install "sayso[train]" torch==2.13.0``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.errors import InputError, SaysoError
from sayso.read.statements.tagger.onnx import load_networks, load_pieces
from sayso.train.export import export_events
from sayso.train.happened import Taught, by_hand, by_rules, excerpts
from sayso.train.network import Events

EPOCHS, BATCH, RATE, DECAY = 24, 256, 1.5e-3, 0.05
SEEN = 0.3  # share of the words that name no event that an epoch draws; each weighs so much more
TOLD = 3.0  # how much more a word that names an event weighs
RULES = 0.3  # what a word of a text weighs that only rules have read
RARE = 3.0  # bias that a word names no event, to begin with

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("data", type=_FOLDER)
@click.argument("weights", type=_FOLDER)
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--texts", type=_FOLDER, help="A folder of *.txt that nobody marked, for the rules to find events in.")
@click.option("--epochs", type=click.IntRange(1), default=EPOCHS, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Another one draws all else anew.")
def main(data: Path, weights: Path, files: tuple[Path, ...], texts: Path | None, epochs: int, seed: int) -> None:
    """Teach by the FILES' marks, whose texts stand in DATA, over the full tier's encoder in WEIGHTS."""
    try:
        networks, pieces = load_networks("full", weights), load_pieces(weights)
        marked = [taught for one in excerpts(files) if (taught := by_hand(data, one, networks, pieces)) is not None]
        if not marked:
            raise InputError(f"No text of the marks stands in {data}.", "Give the folder of public data.")
        plain = sorted(texts.glob("*.txt")) if texts is not None else []
        read = [by_rules(path.read_text("utf-8", errors="replace"), networks, pieces) for path in plain]
        click.echo(f"{len(marked)} marked texts teach, and {len(read)} that rules have read.")
        export_events(learnt(marked, read, epochs, seed), weights)
    except SaysoError as error:
        raise click.ClickException(str(error)) from None


class _Words:
    """All words of some texts, to draw batches from."""

    def __init__(self, texts: Sequence[Taught], weight: float) -> None:
        self.inputs = [
            torch.from_numpy(np.concatenate([getattr(one, part) for one in texts]))
            for part in ("states", "beside", "tags")
        ]
        self.allowed = torch.from_numpy(np.concatenate([one.allowed for one in texts]))
        self.weight = weight

    def drawn(self, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """Rows of an epoch with their weights: all that name an event, and a share of the others."""
        none = self.allowed[:, 0]
        kept = torch.rand(len(none), generator=random) < SEEN
        rows = torch.nonzero(~none | kept).squeeze(1)
        return rows, torch.where(none[rows], 1 / SEEN, TOLD) * self.weight


def learnt(marked: Sequence[Taught], read: Sequence[Taught], epochs: int, seed: int) -> Events:
    """A network that has learnt from marked texts, and from some that only rules have read."""
    torch.manual_seed(seed)
    random = torch.Generator().manual_seed(seed)
    network = Events()
    nn.init.constant_(network.types.bias[:1], RARE)
    parts = [_Words(marked, 1.0)] + ([_Words(read, RULES)] if read else [])
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    for epoch in range(epochs):
        drawn = [(part, *part.drawn(random)) for part in parts]
        batches = [(part, rows[k], w[k]) for part, rows, w in drawn for k in torch.randperm(len(rows)).split(BATCH)]
        for step, number in enumerate(torch.randperm(len(batches)).tolist()):
            done = (epoch + step / len(batches)) / epochs
            optimizer.param_groups[0]["lr"] = RATE * min(1, done / 0.05 + 0.02) * max(0.02, 1 - done)
            part, rows, weights = batches[number]
            optimizer.zero_grad()
            _loss(network, part, rows, weights).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
    return network.eval()


def _loss(network: Events, part: _Words, rows: Tensor, weights: Tensor) -> Tensor:
    """How unlikely the network holds what is allowed; each word by itself."""
    logits = network.of_words(*(one[rows] for one in part.inputs))
    barred = functional.log_softmax(logits, -1).masked_fill(~part.allowed[rows], -1e4)
    return -(torch.logsumexp(barred, -1) * weights).mean()


if __name__ == "__main__":
    main()
