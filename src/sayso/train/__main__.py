"""``python -m sayso.train DATA WEIGHTS FILE…``: teach a neural tier of the statement reader, as those that ship were.

In: the folder of public data with ``polnear/``, and files of articles annotated by hand (`sayso.train.annotated`).
Out: the tier's ONNX graphs and its tuning in the folder of weights.

Needs ``pip install "sayso[train]" torch==2.13.0``. The teacher is model.safetensors of all-mpnet-base-v2 (`base`).
"""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from msgspec import Struct

from sayso.errors import InputError, SaysoError
from sayso.read.statements.tagger import Tier
from sayso.read.statements.tagger.onnx import WEIGHTS, load_networks, load_pieces
from sayso.train.extra import need_torch

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Order(Struct, frozen=True):
    """What to train, from what, for how long, and where to put it."""

    data: Path
    weights: Path
    files: tuple[Path, ...]
    tier: Tier
    teacher: Path | None
    texts: Path | None
    start: Path
    minutes: float | None
    teacher_minutes: float | None
    seed: int


@click.command()
@click.argument("data", type=_FOLDER)
@click.argument("weights", type=click.Path(file_okay=False, path_type=Path))
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--tier", type=click.Choice(["full", "small"]), default="full", show_default=True)
@click.option("--teacher", type=_FILE, help="model.safetensors of all-mpnet-base-v2, which larger networks start from.")
@click.option("--texts", type=_FOLDER, help="A folder of *.txt that nobody annotated, for the teachers to tag.")
@click.option("--start", type=_FOLDER, default=WEIGHTS, help="Graphs to start from; without it those that ship.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), help="Teach the tier so long at most, a course.")
@click.option("--teacher-minutes", type=click.FloatRange(0, min_open=True), help="Teach each teacher so long at most.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another one draws all else anew.")
def main(**options: object) -> None:
    """Teach a tier by DATA's PolNeAR and the annotated FILES, and write it to WEIGHTS.

    Without --minutes a course has as many steps as that of the networks that ship: minutes on a GPU, days on a CPU.
    Teachers stay in WEIGHTS and are taken again by a run that would teach them alike.
    """
    try:
        need_torch()
        _train(msgspec.convert(options, Order))
    except SaysoError as error:
        raise click.ClickException(str(error)) from None


def _train(order: Order) -> None:
    from sayso.train import recipe
    from sayso.train.export import export
    from sayso.train.material import material
    from sayso.train.tune import tuned

    if order.texts and not order.teacher:
        raise InputError("Texts that nobody annotated teach nothing without a teacher.", "Give --teacher too.")
    order.weights.mkdir(parents=True, exist_ok=True)
    school = recipe.school(material(order.data, order.files, order.texts), load_pieces(order.start), click.echo)
    courses = recipe.courses(recipe.TEACHERS, order.seed, order.teacher_minutes)
    by = recipe.teachers(school, order.teacher, courses, order.weights) if order.teacher else []
    courses = recipe.courses(recipe.PUPILS[order.tier], order.seed, order.minutes)
    export(order.tier, recipe.taught(school, order.tier, order.start, by, courses), order.weights)
    tokenizer = (order.start / "tokenizer.json").read_bytes()
    (order.weights / "tokenizer.json").write_bytes(tokenizer)
    tuning = tuned(load_networks(order.tier, order.weights), school.pieces, school.given.held, click.echo)
    (order.weights / f"{order.tier}.json").write_bytes(msgspec.json.encode(tuning))


if __name__ == "__main__":
    main()
