"""``sayso places``: the list of places that readings use."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.model import Reading
    from sayso.read.places import Found

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


@command.command("explain")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def explain(paths: tuple[str, ...]) -> None:
    """Say why each name in the articles is taken for a place, and for which one of its namesakes.

    A name that no list has, and one whose namesakes are as good, have no coordinates; both are said.
    """
    from sayso.cli.terminal import complain, harmless
    from sayso.ingest import Given
    from sayso.read import ReadSettings
    from sayso.reader import read_paths

    ready()
    read = False
    for found, reading in read_paths(paths, Given(), ReadSettings(tier="grammar")):
        for issue in found.issues:
            complain(found.path, issue.message)
        if reading is not None:
            read = True
            click.echo(harmless(reading.document.title or found.path))
            click.echo("\n".join(f"  {harmless(line)}" for line in _reasons(reading)))
    if not read:
        sys.exit(1)


def _reasons(reading: Reading) -> list[str]:
    """Two lines for each place and way of using it: which one it is, and why."""
    from sayso.model import Span
    from sayso.read.places import explain as explained

    people = [Span(m.start, m.end) for agent in reading.agents if agent.kind == "person" for m in agent.mentions]
    seen: dict[str, int] = {}
    lines: list[str] = []
    for one in explained(reading.document.text, reading.blocks, people):
        answer, why = _answer(one)
        if answer not in seen:
            lines += [answer, f"    {why}"]
        seen[answer] = seen.get(answer, 0) + 1
    return [f"{line}, {seen[line]} times" if seen.get(line, 0) > 1 else line for line in lines]


def _answer(one: Found) -> tuple[str, str]:
    place, choice = one.place, one.choice
    if choice is None:
        return f"{place.name}: {place.kind}, {place.use}, in no list", "the text says that it is a place"
    why = "; ".join(choice.reasons) or "no namesake"
    if place.lat is None:
        best = choice.sense
        like = f"{best.name} ({best.country}, {best.lat:.2f} {best.lon:.2f})"
        return f"{place.name}: {place.kind}, {place.use}, ambiguous", f"{like} is no better than the next: {why}"
    where = f"{place.country or 'no country'}, {place.lat:.3f} {place.lon:.3f}"
    return f"{place.name}: {place.kind}, {place.use}, {where}", why


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
