"""``sayso add``: articles into a desk."""

from __future__ import annotations

import sys

import click

from sayso.cli.given import given_options


@click.command("add")
@click.argument("desk")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@given_options
def command(desk: str, paths: tuple[str, ...], **given: str | None) -> None:
    """Add articles to DESK and read them: files, folders, or - for standard input.

    Files are text, HTML, Markdown, JSON or JSON lines, PDF, DOCX, web archives (WARC), mails (EML, mbox),
    Telegram exports, or ZIP archives of these, gzipped or not.

    What is there already is skipped; another version of the same address is kept as a revision. When standard
    output is no terminal, it gets a line for each document: new, known or unread; its id; its path.
    """
    from sayso.cli.places import ready
    from sayso.cli.terminal import Bar, complain
    from sayso.desk import Desk
    from sayso.ingest import Given
    from sayso.pipeline import Outcome, add
    from sayso.reader import size_of

    ready()
    with Desk.open(desk) as opened, Bar("Reading", size_of(paths)) as bar:

        def told(outcome: Outcome) -> None:
            bar.advance(outcome.size)
            if not sys.stdout.isatty():
                click.echo(f"{outcome.state}\t{outcome.document or '-'}\t{outcome.path}")
            for issue in outcome.issues:
                complain(outcome.path, issue.message)

        tally = add(opened, paths, Given(**given), told)
    click.echo(f"{tally.new} new, {tally.known} known, {tally.unread} could not be read", err=True)
    if not tally.new and not tally.known:
        sys.exit(1)
