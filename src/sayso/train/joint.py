"""``python -m sayso.train.joint DATA WEIGHTS FILE…``: go on with the full tier and with what looks within contents.

In: the folder of public data (PolNeAR in ``polnear``), the folder of weights with the full tier's and the inner graphs,
and files of articles annotated by hand (`sayso.train.annotated`). Out: the same graphs, trained on: every step learns
from PolNeAR, every second one from those articles too, so that the encoder's states come to hold what its corpus does
not mark. Networks round while they learn as they do when they run (`sayso.train.rounding`); the two lowest layers
stay as they are. `sayso.train.inner` then teaches the inner networks once more, on states that no longer change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import click
import msgspec
from msgspec import Struct

from sayso.read.statements.tagger.onnx import load_networks
from sayso.train.__main__ import parted
from sayso.train.annotated import annotated
from sayso.train.corpus import articles
from sayso.train.examples import Example, drawn_windows, examples
from sayso.train.export import export, export_inner, export_pieces
from sayso.train.fit import Fitting, fit
from sayso.train.inner import article
from sayso.train.network import WIDTH
from sayso.train.rounding import with_rounding
from sayso.train.shipped import shipped, shipped_completer, shipped_cues
from sayso.train.tune import tuned
from sayso.train.within import Within

CUTS = 4  # of each annotated article into windows
FIXED = ("positions", "norm", "looks", "layers.0.", "layers.1.")
RATE, HEAD_RATE, AVERAGED_FROM = 5e-5, 3e-4, 0.5


class Order(Struct, frozen=True):
    """What to train, from what, for how long, and where to put it."""

    data: Path
    weights: Path
    files: tuple[Path, ...]
    minutes: float
    seed: int


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("files", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--minutes", type=float, default=75, show_default=True, help="Time to train for.")
@click.option("--seed", type=int, default=1, show_default=True)
def main(**options: object) -> None:
    """Go on training the full tier and the inner networks in WEIGHTS together, on DATA and the annotated FILES."""
    order = msgspec.convert(options, Order)
    pieces = export_pieces(order.weights)
    learnt, held = parted(articles(order.data / "polnear", "train"))
    cutter = drawn_windows(Random(order.seed))
    hand = [article(text, marked) for text, marked in annotated(order.data, order.files)]
    cut = [example for _ in range(CUTS) for example in examples(hand, pieces, cutter)]
    click.echo(f"{len(learnt)} articles of PolNeAR, {len(hand)} annotated by hand")
    _fit(order, cut, lambda: examples(learnt, pieces, cutter))
    tuning = tuned(load_networks("full", order.weights), pieces, held, click.echo)
    (order.weights / "full.json").write_bytes(msgspec.json.encode(tuning))


def _fit(order: Order, hand: Sequence[Example], epoch: Callable[[], list[Example]]) -> None:
    """Train all four networks from what WEIGHTS holds, and write them there."""
    pair = shipped("full", order.weights)
    cues = shipped_cues(order.weights / "inner.cues.onnx")
    completer = shipped_completer(order.weights / "inner.completer.onnx")
    for network in (pair.encoder, pair.completer, cues, completer):
        with_rounding(network)
    for name, weight in pair.encoder.named_parameters():
        if name.startswith(FIXED):
            weight.requires_grad_(False)
    how = Fitting(order.minutes, RATE, HEAD_RATE, seed=order.seed, averaged_from=AVERAGED_FROM)
    beside = Within(cues, completer, hand, order.seed)
    fit(pair.encoder, pair.completer, epoch, how, order.weights / "full.pt", click.echo, beside)
    export("full", pair.encoder, pair.completer, pair.states, order.weights)
    export_inner(cues, completer, WIDTH, order.weights)


if __name__ == "__main__":
    main()
