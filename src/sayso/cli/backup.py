"""``sayso backup`` and ``sayso restore``: a desk in one file, and back."""

from __future__ import annotations

import click


@click.command("backup")
@click.argument("desk")
@click.argument("file")
def back_up(desk: str, file: str) -> None:
    """Keep all of DESK in one FILE, with its hashes; an earlier backup of that name is replaced.

    Works while others add to the desk or follow its feeds: FILE holds the desk as it was at one moment.
    """
    from sayso.backup import back_up

    size = back_up(desk, file)
    click.echo(f"Backed up {desk} to {file} ({size / 1e6:.1f} MB). Make it a desk again with `sayso restore`.")


@click.command("restore")
@click.argument("file")
@click.argument("folder")
def restore(file: str, folder: str) -> None:
    """Make the desk that FILE is a backup of again, in FOLDER, which may not be a desk.

    What was changed since it was backed up is refused.
    """
    from sayso.backup import restore
    from sayso.desk import Desk

    restore(file, folder)
    Desk.open(folder).close()
    click.echo(f"Made the desk {folder} of {file}. Examine it with `sayso doctor {folder}`.")
