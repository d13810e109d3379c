"""``sayso places``: the list of places that readings use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

_STEPS = 1000


@click.group("places")
def command() -> None:
    """The list of places that readings use: GeoNames (CC BY 4.0) and our own tables."""


@command.command("add")
@click.argument("dump", type=click.Path(path_type=Path), metavar="UA.zip")
def add(dump: Path) -> None:
    """Add a GeoNames country dump, with every village, to the places that later readings know.

    Countries' dumps are the zip files of GeoNames' export; the same country again takes the old one's place.
    """
    from sayso.read.places import add_dump

    with_bar("Places", lambda progress: add_dump(dump, progress))
    click.echo(f"Added the places of {dump.name}.")


def ready() -> None:
    """Compile the list of places if this is the first run, with a bar."""
    from sayso.read.places import prepare
    from sayso.read.places.cache import main_list

    if not main_list().exists():
        with_bar("Places", prepare)


def with_bar(what: str, work: Callable[[Callable[[float], None]], object]) -> None:
    """Run ``work``, which tells how much of it is done (0 to 1), under a bar."""
    from sayso.cli.terminal import Bar

    done = 0
    with Bar(what, _STEPS) as bar:

        def progress(part: float) -> None:
            nonlocal done
            bar.advance(int(part * _STEPS) - done)
            done = int(part * _STEPS)

        work(progress)
