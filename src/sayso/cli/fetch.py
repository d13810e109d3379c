"""``sayso fetch``: pages by their addresses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.desk import Desk
    from sayso.pipeline import Outcome


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--desk", default=".", metavar="DESK", help="The desk to keep them on; else the folder you are in.")
@click.option("--out", metavar="FILE", help="Write them to the end of FILE, a .warc.gz, instead; needs no desk.")
@click.option("--outlet", help="Who published them, for those that do not say.")
def command(urls: tuple[str, ...], desk: str, out: str | None, outlet: str | None) -> None:
    """Fetch pages from the web and keep each as a WARC record, with the article in it.

    Only http and https, at public addresses, unless the desk's [watch] allow says otherwise. Prints a line for
    each document: new, known or unread; its id; its address.
    """
    if out is not None:
        sys.exit(_into_a_file(urls, out))
    from sayso.cli.places import ready
    from sayso.cli.terminal import complain, harmless
    from sayso.desk import Desk

    kept = False
    with Desk.open(desk) as opened:
        ready()
        for outcome in _outcomes(opened, urls, outlet):
            kept = kept or outcome.document is not None
            click.echo(harmless(f"{outcome.state}\t{outcome.document or '-'}\t{outcome.path}"))
            for issue in outcome.issues:
                complain(outcome.path, issue.message)
    if not kept:
        sys.exit(1)


def _outcomes(desk: Desk, urls: tuple[str, ...], outlet: str | None) -> Iterator[Outcome]:
    from sayso.cli.terminal import complain
    from sayso.errors import FetchError
    from sayso.ingest import Given
    from sayso.watch.single import fetch_page, keep_page

    for url in urls:
        try:
            answer = fetch_page(url, desk.settings.watch)
        except FetchError as fault:
            complain(url, f"{fault.what}; {fault.to_do}")
            continue
        yield from keep_page(desk, answer, Given(outlet=outlet))


def _into_a_file(urls: tuple[str, ...], out: str) -> int:
    from pathlib import Path

    from sayso.cli.terminal import complain
    from sayso.errors import FetchError, InputError
    from sayso.watch.archive import packed_record_of
    from sayso.watch.single import fetch_page

    written = 0
    for url in urls:
        try:
            record = packed_record_of(fetch_page(url))
            with Path(out).open("ab") as archive:
                archive.write(record)
        except FetchError as fault:
            complain(url, f"{fault.what}; {fault.to_do}")
            continue
        except OSError as fault:
            raise InputError(f"{out} cannot be written: {fault.strerror}", "give another file") from fault
        written += 1
    click.echo(f"{written} of {len(urls)} pages in {out}", err=True)
    return 0 if written else 1
