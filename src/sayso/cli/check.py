"""``sayso check``: a text against what a desk knows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.model import Finding


@click.command("check")
@click.argument("text", type=click.File("rb"), metavar="TEXT")
@click.option("--desk", required=True, metavar="DESK", help="The desk whose articles TEXT should rest on.")
def command(text: IO[bytes], desk: str) -> None:
    """Check TEXT, a file or -, against DESK: quotations, speakers, figures, lines without a source.

    Each finding is FILE:LINE:COLUMN: severity CODE: what, with the words at the source. Exits with 1 when one
    of them is an error.
    """
    from sayso.cli.marked import harmless
    from sayso.desk import Desk
    from sayso.pipeline import check_text

    with Desk.open(desk) as opened:
        findings = check_text(opened, text.read().decode(errors="replace"))
    for finding in findings:
        click.echo(harmless("\n".join(lines(text.name, finding))))
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(f"{len(findings)} findings, {errors} of them errors", err=True)
    if errors:
        sys.exit(1)


def lines(name: str, finding: Finding) -> Iterator[str]:
    """A finding as a compiler would say it, the words at the source under it."""
    yield f"{name}:{finding.line}:{finding.column}: {finding.severity} {finding.code}: {finding.message}"
    if finding.diff:
        yield f"    {finding.diff}"
    if finding.source:
        place = f"{finding.source.document}, characters {finding.source.start} to {finding.source.end}"
        yield f'    at the source ({place}): "{finding.source.words}"'
