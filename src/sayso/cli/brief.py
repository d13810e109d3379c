"""``sayso brief``: the cited assessment of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.day import DAY
from sayso.cli.given import given_options

if TYPE_CHECKING:
    from sayso.model import Reading


@click.command("brief")
@click.argument("paths", nargs=-1, required=True, metavar="DESK|PATH...")
@click.option("--day", type=DAY, help="The day to assess, YYYY-MM-DD; else the latest there is.")
@click.option("--out", metavar="FOLDER", help="Write HTML, Markdown and JSON there; else print the Markdown.")
@given_options
def command(paths: tuple[str, ...], day: str | None, out: str | None, **given: str | None) -> None:
    """Assess a day: what is new, who says so, how many origins stand behind it, who disagrees.

    Works on a DESK, or on articles without one. Every line cites the exact words that it rests on.
    """
    from sayso.cli.files import deliver
    from sayso.cli.terminal import reading_again
    from sayso.desk import Desk, is_desk
    from sayso.pipeline import brief, brief_readings

    if any(map(is_desk, paths)) and (len(paths) > 1 or any(given.values())):
        raise click.UsageError("A desk stands alone: its articles were described when they were added.")
    if is_desk(paths[0]):
        with Desk.open(paths[0]) as desk:
            made = brief(desk, day, reading_again)
    else:
        made = brief_readings(_readings(paths, given), day)
    deliver(made, out)


def _readings(paths: tuple[str, ...], given: dict[str, str | None]) -> list[Reading]:
    from sayso.cli.places import ready
    from sayso.cli.terminal import Bar, complain
    from sayso.ingest import Given
    from sayso.read import ReadSettings
    from sayso.reader import read_paths, size_of

    ready()
    found: dict[str, Reading] = {}
    with Bar("Reading", size_of(paths)) as bar:
        for article, reading in read_paths(paths, Given(**given), ReadSettings()):
            bar.advance(len(article.original))
            for issue in article.issues:
                complain(article.path, issue.message)
            if reading is not None:
                found[reading.document.id] = reading
    return list(found.values())
