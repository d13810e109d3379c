"""``sayso check``: a text against what a desk knows."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.check import Form


@click.command("check")
@click.argument("text", type=click.File("rb"), metavar="TEXT")
@click.option("--desk", required=True, metavar="DESK", help="The desk whose articles TEXT should rest on.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def command(text: IO[bytes], desk: str, form: Form) -> None:
    """Check TEXT, a file or -, against DESK: quotations, speakers, figures, lines without a source.

    Each finding is FILE:LINE:COLUMN: severity CODE: what, with the words at the source and what to do. Exits
    with 1 when one of them is an error.
    """
    from sayso.check import format_findings
    from sayso.cli.terminal import harmless
    from sayso.desk import Desk
    from sayso.pipeline import check_text

    with Desk.open(desk) as opened:
        findings = check_text(opened, text.read().decode(errors="replace"))
    click.echo(harmless(format_findings(findings, text.name, form)), nl=False)
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(f"{len(findings)} found, {errors} of them errors", err=True)
    if errors:
        sys.exit(1)
