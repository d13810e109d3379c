"""``sayso doctor``: whether a desk is as it should be."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Row = TypeVar("Row")


@click.command("doctor")
@click.argument("desk")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--mend", is_flag=True, help="First make indexes again and forget the links, which are then made again when needed."
)
def command(desk: str, as_json: bool, mend: bool) -> None:
    """Examine everything that DESK keeps: original bytes, texts, readings, claims, citations, indexes.

    Prints a line for each damage, with what to do about it, and exits with 1 where there is any. Others may work on
    the desk meanwhile.
    """
    import msgspec

    from sayso.cli.terminal import harmless, write_json
    from sayso.desk import Desk
    from sayso.pipeline.examining import examine, extent, mended

    if mend:
        with Desk.open(desk) as opened:
            mended(opened)
    found = 0
    for damage in examine(desk, _watched):
        found += 1
        if as_json:
            write_json(msgspec.json.encode(damage))
        else:
            click.echo(harmless(f"{damage.part}: {damage.what}; {damage.to_do}".replace("\n", " ")))
    if found:
        click.echo(f"{found} found", err=True)
        sys.exit(1)
    with Desk.open(desk) as opened:
        held = extent(opened)
    size = f"{held.size / 1e6:.1f} MB"
    click.echo(f"{desk} is sound: {held.documents} documents, {held.claims} claims, {size}", err=as_json)


def _watched(what: str, total: int, rows: Iterable[Row]) -> Iterator[Row]:
    from sayso.cli.terminal import Bar

    with Bar(what, total, beside_output=True) as bar:
        for row in rows:
            yield row
            bar.advance(1)
