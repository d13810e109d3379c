"""``sayso check``: texts against what a desk knows."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.check import Form


@click.command("check")
@click.argument("texts", type=click.File("rb"), nargs=-1, required=True, metavar="TEXT...")
@click.option("--desk", required=True, metavar="DESK", help="The desk whose articles each TEXT should rest on.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def command(texts: tuple[IO[bytes], ...], desk: str, form: Form) -> None:
    """Check each TEXT, a file or -, against DESK: quotations, speakers, figures, lines without a source.

    Each finding is FILE:LINE:COLUMN: severity CODE: what, with the words at the source and what to do. Exits
    with 1 when one of them, in any file, is an error.
    """
    from sayso.check import format_findings
    from sayso.cli.terminal import harmless, reading_again
    from sayso.desk import Desk
    from sayso.pipeline import check_texts

    found = errors = 0
    with Desk.open(desk) as opened:
        words = (text.read().decode(errors="replace") for text in texts)
        for text, findings in zip(texts, check_texts(opened, words, reading_again), strict=True):
            click.echo(harmless(format_findings(findings, text.name, form)), nl=False)
            found += len(findings)
            errors += sum(finding.severity == "error" for finding in findings)
    click.echo(f"{found} found, {errors} of them errors", err=True)
    if errors:
        sys.exit(1)
