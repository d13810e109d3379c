"""``sayso publish``: an edited brief, an assessment kept on a desk, or one document or claim as an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.day import DAY

if TYPE_CHECKING:
    from sayso.publish import DeskFormat, File, Format, PublishSettings

_OF_TEXT: tuple[Format, ...] = ("html", "md", "json", "docx", "pdf", "geojson")
_OF_DESK: tuple[DeskFormat, ...] = ("atom", "jsonfeed", "csv", "parquet")
_OF_DOCUMENT = ("annotations",)
_USUAL: tuple[Format, ...] = ("html", "md", "json", "docx")


@click.command("publish")
@click.argument("what", metavar="TEXT|DESK|ID")
@click.option("--form", type=click.Choice(["assessment", "article"]), default="assessment", show_default=True)
@click.option("--desk", default=".", metavar="DESK", help="The desk of TEXT or ID; else the folder you are in.")
@click.option("--day", type=DAY, help="The day of the assessment, YYYY-MM-DD; else the latest.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*_OF_TEXT, *_OF_DESK, *_OF_DOCUMENT]),
    help="Repeat for several. Of a text or an assessment: html, md, json, docx (these four by default), pdf, geojson. "
    "Of a desk: atom, jsonfeed (its days), csv, parquet (its statements and claims). Of a document: annotations.",
)
@click.option("--out", metavar="FOLDER", help="Write files there; else print Markdown.")
@click.option("--force", is_flag=True, help="Publish a TEXT that does not hold, with what does not hold in it.")
def command(
    what: str, form: str, desk: str, day: str | None, formats: tuple[str, ...], out: str | None, force: bool
) -> None:
    """Publish TEXT, a brief that you edited; DESK's assessment as it was made; or ID, a document or claim.

    Every citation is read again from the stored bytes first; one that does not hold stops the publication, and
    so does an error that `sayso check` finds in TEXT. The folder encloses the cited sources and hashes of it all:
    `sayso verify FOLDER` reads it again.
    """
    if Path(what).is_file():
        _text(what, desk, formats, out, force)
    elif formats and set(formats) <= set(_OF_DESK):
        _of_desk(what, formats, _needed(out))
    elif form == "article" or formats == _OF_DOCUMENT:
        _of_id(what, desk, formats, out)
    else:
        _assessment(what, day, formats, out)


def _text(file: str, desk: str, formats: tuple[str, ...], out: str | None, force: bool) -> None:
    from sayso.check import format_findings
    from sayso.cli.terminal import harmless, reading_again
    from sayso.desk import Desk
    from sayso.errors import CitationError
    from sayso.pipeline.publishing import publish_text

    settings = _settings(formats, out, "report")
    _not_over(file, out, settings)
    with Desk.open(desk) as opened:
        made = publish_text(opened, _words(file), settings, force, reading_again)
    click.echo(harmless(format_findings(made.findings, file)), nl=False, err=True)
    if not made.files:
        errors = "an error" if made.errors == 1 else f"{made.errors} errors"
        raise CitationError(f"{file} is not published: {errors}", "mend the lines, or --force them out as they are")
    _deliver(made.files, out)


def _assessment(desk: str, day: str | None, formats: tuple[str, ...], out: str | None) -> None:
    from sayso.desk import Desk
    from sayso.pipeline import published
    from sayso.pipeline.publishing import enclosed

    with Desk.open(desk) as opened:
        made = published(opened, day, _settings(formats, out, "brief"))
        _deliver(enclosed(opened, made.assessment, made.files) if out else made.files, out)


def _of_desk(desk: str, formats: tuple[str, ...], out: str) -> None:
    from sayso.cli.terminal import reading_again
    from sayso.desk import Desk
    from sayso.pipeline.publishing import desk_files

    with Desk.open(desk) as opened:
        _deliver(desk_files(opened, [name for name in _OF_DESK if name in formats], reading_again), out)


def _of_id(name: str, desk: str, formats: tuple[str, ...], out: str | None) -> None:
    from sayso.cli.terminal import reading_again
    from sayso.desk import Desk
    from sayso.pipeline import article
    from sayso.pipeline.publishing import annotated

    if set(formats) - {"html", "md", *_OF_DOCUMENT}:
        raise click.UsageError("A document or a claim can be html, md, or for a document annotations.")
    with Desk.open(desk) as opened:
        if formats == _OF_DOCUMENT:
            files: tuple[File, ...] = (annotated(opened, name, reading_again),)
        else:
            files = article(opened, name, reading_again)
    if formats == _OF_DOCUMENT and out is None:
        click.echo(files[0].data.decode(), nl=False)
        return
    _deliver(tuple(f for f in files if not formats or f.name.rpartition(".")[2] in (*formats, "jsonld")), out)


def _settings(formats: tuple[str, ...], out: str | None, name: str) -> PublishSettings:
    from sayso.publish import PublishSettings

    wrong = set(formats) - set(_OF_TEXT)
    if wrong:
        raise click.UsageError(f"A text has no {', '.join(sorted(wrong))}; ask for {', '.join(_OF_TEXT)}.")
    if out is None and formats not in ((), ("md",)):
        raise click.UsageError("Only Markdown is printed. Give --out FOLDER.")
    wanted = formats or (_USUAL if out else ("md",))
    return PublishSettings(tuple(name for name in _OF_TEXT if name in wanted), name)


def _needed(out: str | None) -> str:
    if out is None:
        raise click.UsageError("Give --out FOLDER for the files.")
    return out


def _words(file: str) -> str:
    from sayso.errors import InputError

    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(f"{file} is no UTF-8 text", "give the Markdown that you edited; save it as UTF-8") from fault
    except OSError as fault:
        raise InputError(f"{file} cannot be read: {fault.strerror}", "make it readable") from fault


def _not_over(file: str, out: str | None, settings: PublishSettings) -> None:
    """The text that somebody edited is not written over by what is made of it."""
    made = {f"{settings.name}.{name}" for name in settings.formats}
    if out and Path(file).name in made and Path(file).resolve().parent == Path(out).resolve():
        raise click.UsageError(f"That would write over {file}. Give another folder.")


def _deliver(files: tuple[File, ...], out: str | None) -> None:
    from sayso.cli.files import print_markdown, shown, write

    if out is None:
        print_markdown(files)
    else:
        write(files, out)
        click.echo("\n".join(shown(files, out)))
