"""``sayso init``: a new desk."""

from __future__ import annotations

import click


@click.command("init")
@click.argument("desk")
def command(desk: str) -> None:
    """Make a desk in folder DESK."""
    from sayso.desk import Desk

    Desk.create(desk).close()
    click.echo(f"Made the desk {desk}. Add articles with `sayso add {desk} PATH`.")
