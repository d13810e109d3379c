"""``sayso check``: texts against what a desk knows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.check import Form, Manuscript
    from sayso.model import Finding


@click.command("check")
@click.argument("texts", type=click.File("rb"), nargs=-1, required=True, metavar="TEXT...")
@click.option("--desk", required=True, metavar="DESK", help="The desk whose articles each TEXT should rest on.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Restore quotations and take wrong quotation marks off, where that is safe.")
@click.option("--published", metavar="DAY", help="The day of the texts, ISO 8601: what their “on Monday” means.")
def command(texts: tuple[IO[bytes], ...], desk: str, form: Form, fix: bool, published: str | None) -> None:
    """Check each TEXT, a file or -, against DESK: quotations, speakers, figures, lines without a source.

    A TEXT is Markdown, HTML, DOCX or plain text. Each finding is FILE:LINE:COLUMN: severity CODE: what, with the words
    at the source and what to do; in a DOCX, LINE is the paragraph and COLUMN the character in it. Exits with 1 when
    one of them, in any file, is an error, or when a TEXT could not be read. Rows of tables and headings are held to
    nothing; the summary says how many there were.
    """
    from sayso.check import format_findings
    from sayso.cli.terminal import harmless, reading_again
    from sayso.desk import Desk
    from sayso.pipeline import checker

    found = errors = mended = 0
    read, unread = _manuscripts(texts)
    with Desk.open(desk) as opened:
        check = checker(opened, reading_again, _day(published))
        for name, text in read:
            findings = check(text)
            new = _mended(name, text, findings) if fix else None
            if new is not None:
                mended += sum(bool(finding.fixes) for finding in findings)
                findings = check(new)
            click.echo(harmless(format_findings(findings, name, form)), nl=False)
            found += len(findings)
            errors += sum(finding.severity == "error" for finding in findings)
    done = f", {mended} mended" if fix else ""
    click.echo(f"{_passed_over([text for _, text in read])}{found} found, {errors} of them errors{done}", err=True)
    if errors or unread:
        sys.exit(1)


def _passed_over(texts: Sequence[Manuscript]) -> str:
    """What of the texts was held to nothing, as a line before the summary."""
    from sayso.check import passed_over

    counts = [passed_over(text.text) for text in texts]
    rows, headings = sum(one[0] for one in counts), sum(one[1] for one in counts)
    parts = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in ((rows, "table row"), (headings, "heading")) if n]
    return f"held to nothing: {' and '.join(parts)}\n" if parts else ""


def _day(published: str | None) -> str | None:
    from datetime import date

    from sayso.errors import SettingsError

    try:
        return published and date.fromisoformat(published).isoformat()
    except ValueError as fault:
        raise SettingsError(f"--published {published} is no day", "give it as 2025-03-05") from fault


def _manuscripts(texts: Sequence[IO[bytes]]) -> tuple[list[tuple[str, Manuscript]], int]:
    """The texts that can be read, by name, and how many cannot; each of those is complained of."""
    from sayso.check import manuscript
    from sayso.cli.terminal import harmless
    from sayso.errors import InputError
    from sayso.ingest import MAX_BYTES

    read: list[tuple[str, Manuscript]] = []
    for text in texts:
        try:
            read.append((text.name, manuscript(text.read(MAX_BYTES + 1), text.name)))
        except InputError as fault:
            click.echo(harmless(str(fault)), err=True)
    return read, len(texts) - len(read)


def _mended(name: str, text: Manuscript, findings: Sequence[Finding]) -> Manuscript | None:
    """The text with the safe fixes made in its file. None where there is none to make, or the file is no text."""
    from sayso.check import fixed, manuscript

    if not any(finding.fixes for finding in findings):
        return None
    path = Path(name)
    data = path.read_bytes() if path.is_file() else b""
    if text.kind != "text" or data.removeprefix(b"\xef\xbb\xbf") != text.text.encode():
        click.echo(f"{name}: only Markdown and plain text files in UTF-8 are mended", err=True)
        return None
    new = fixed(text.text, findings)
    path.write_bytes(data[: len(data) - len(text.text.encode())] + new.encode())
    return manuscript(path.read_bytes(), name)
