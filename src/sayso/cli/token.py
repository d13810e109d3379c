"""``sayso token``: who may come in where a desk is served to others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.inorder import InOrderOfUse

if TYPE_CHECKING:
    from sayso.web.guard.people import Role


@click.group("token", cls=InOrderOfUse)
def command() -> None:
    """Say who may use a desk that is served to others: one token for each, in a FILE that holds only their hashes.

    Keep FILE outside the desk. A server that runs takes up what changed in it at once.
    """


@command.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Whose it is: what they change is logged under it.")
@click.option("--role", type=click.Choice(["reader", "editor"]), required=True, help="Who may change it: an editor.")
def new(file: Path, name: str, role: Role) -> None:
    """Make a token and print it. It is shown this once."""
    from sayso.web.guard import tokens

    click.echo(tokens.new(file, name, role))
    click.echo(f"For {name}, {role}. It cannot be shown again.", err=True)


@command.command("list")
@click.argument("file", type=click.Path(path_type=Path))
def listed(file: Path) -> None:
    """List whose tokens there are."""
    from sayso.cli.terminal import harmless
    from sayso.web.guard import tokens

    for token in tokens.read(file).tokens:
        click.echo(harmless(f"{token.id}  {token.role}  {token.made_at[:10]}  {token.name}"))


@command.command("revoke")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
def revoke(file: Path, name: str) -> None:
    """Take the token of NAME back, or the one with that id: it opens nothing any more, and ends its sessions."""
    from sayso.web.guard import tokens

    tokens.revoke(file, name)
    click.echo(f"{name} cannot come in any more.", err=True)
