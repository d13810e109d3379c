"""``sayso read``: one document as a person would want to see it, or its reading as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sayso.cli.given import given_options

if TYPE_CHECKING:
    from sayso.model import Reading
    from sayso.read.settings import Tier


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print each reading as one line of JSON.")
@click.option("--tier", type=click.Choice(["grammar", "small", "full"]), help="What finds the statements.")
@given_options
def command(paths: tuple[str, ...], as_json: bool, tier: Tier | None, **given: str | None) -> None:
    """Read articles: who says what, through whom, when and where.

    The text is shown with its statements marked, then who says what with each chain written out from the
    publisher to the originator, dates, places, figures, events.
    """
    from sayso.cli.places import ready
    from sayso.cli.terminal import Bar, complain, write_json
    from sayso.ingest import Given
    from sayso.publish.json_lines import reading_json
    from sayso.read import ReadSettings
    from sayso.reader import read_paths, size_of

    ready()
    settings = ReadSettings(tier=tier) if tier else ReadSettings()
    done = 0
    with Bar("Reading", size_of(paths), beside_output=True) as bar:
        for found, reading in read_paths(paths, Given(**given), settings):
            bar.advance(len(found.original))
            for issue in found.issues:
                complain(found.path, issue.message)
            if reading is None:
                continue
            if as_json:
                write_json(reading_json(found.path, reading))
            else:
                click.echo("\n" if done else "", nl=False)
                show(found.path, reading)
            done += 1
    if not done:
        sys.exit(1)


def show(path: str, reading: Reading) -> None:
    """Print a reading for a person: coloured on a terminal, plain elsewhere."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from sayso.cli.marked import marked
    from sayso.cli.terminal import harmless
    from sayso.cli.told import about, sections

    parts = [Text(harmless(reading.document.title or path), style="bold"), Text(about(path, reading), style="dim")]
    parts += [Text(), marked(reading.document.text, reading.statements)]
    for title, lines in sections(reading):
        parts.append(Text(f"\n{title}", style="bold"))
        parts += [Text(f"  {line}") for line in lines]
    if not sys.stdout.isatty():
        click.echo("\n".join(part.plain for part in parts), nl=True)
        return
    console = Console(highlight=False)
    for part in parts:
        indent = len(part.plain) - len(part.plain.lstrip(" "))
        console.print(Padding(part[indent:], (0, 0, 0, indent)))
