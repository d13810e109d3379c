"""``sayso show``: what an id names, and everything it rests on, down to the bytes."""

from __future__ import annotations

import click


@click.command("show")
@click.argument("id")
@click.option("--desk", default=".", metavar="DESK", help="The desk; else the folder you are in.")
def command(id: str, desk: str) -> None:
    """Show what ID names and what it rests on: line, claim, statement, span, bytes.

    ID is that of a line, claim, dispute, statement, assertion, document or original, or its beginning; or the
    key of an endnote, such as 0f910348162e8f52.140-179.
    """
    from sayso.cli.terminal import harmless, reading_again
    from sayso.cli.walk import walk
    from sayso.desk import Desk
    from sayso.pipeline import relink
    from sayso.store import find

    with Desk.open(desk) as opened:
        relink(opened, reading_again)
        with opened.store.reading() as connection:
            for line in walk(connection, find.named(connection, id)):
                click.echo(harmless(line))
