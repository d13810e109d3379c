"""``python -m sayso.train.events DATA WEIGHTS FILE…``: teach what happened and who did it, over an encoder as it is.

In: the folder of public data, and files of marked events (`sayso.train.happened`). Out: ``events.onnx`` and
``doers.onnx`` in the folder of weights, beside the encoder that they belong to. Ten minutes on two cores.

Needs ``pip install "sayso[train]" torch==2.13.0``.
"""

from __future__ import annotations

from pathlib import Path

import click

from sayso.errors import InputError, SaysoError
from sayso.read.statements.tagger.onnx import load_pieces, session
from sayso.train.extra import need_torch

EPOCHS = 6

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("data", type=_FOLDER)
@click.argument("weights", type=_FOLDER)
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--epochs", type=click.IntRange(1), default=EPOCHS, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Another one draws all else anew.")
def main(data: Path, weights: Path, files: tuple[Path, ...], epochs: int, seed: int) -> None:
    """Teach by the FILES' marks, whose texts stand in DATA, over the full tier's encoder in WEIGHTS."""
    try:
        need_torch()
        from sayso.train.doing import learnt
        from sayso.train.export import export_events
        from sayso.train.happened import by_hand, excerpts

        encoder, pieces = session(weights / "full.encoder.onnx"), load_pieces(weights)
        marked = [taught for one in excerpts(files) if (taught := by_hand(data, one, encoder, pieces)) is not None]
        if not marked:
            raise InputError(f"No text of the marks stands in {data}.", "Give the folder of public data.")
        click.echo(f"{len(marked)} marked texts teach.")
        export_events(*learnt(marked, epochs, seed), weights)
    except SaysoError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
