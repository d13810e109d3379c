"""``sayso publish``: an assessment kept on a desk, or one document or claim in the form of an article."""

from __future__ import annotations

import click

from sayso.cli.day import DAY


@click.command("publish")
@click.argument("what", metavar="DESK|ID")
@click.option("--form", type=click.Choice(["assessment", "article"]), default="assessment", show_default=True)
@click.option("--desk", default=".", metavar="DESK", help="The desk that ID stands on; else the folder you are in.")
@click.option("--day", type=DAY, help="The day of the assessment, YYYY-MM-DD; else the latest.")
@click.option("--out", metavar="FOLDER", help="Write files there; else print Markdown.")
def command(what: str, form: str, desk: str, day: str | None, out: str | None) -> None:
    """Publish an assessment of DESK as it was made, or the document or claim ID as an article.

    Every citation is read again from the stored bytes first; one that does not hold stops the publication.
    """
    from sayso.cli.files import deliver, print_markdown, write
    from sayso.cli.terminal import reading_again
    from sayso.desk import Desk
    from sayso.pipeline import article, published

    if form == "assessment":
        with Desk.open(what) as opened:
            deliver(published(opened, day), out)
        return
    with Desk.open(desk) as opened:
        files = article(opened, what, reading_again)
    if out is None:
        print_markdown(files)
    else:
        click.echo("\n".join(str(path) for path in write(files, out)))
