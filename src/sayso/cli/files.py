"""Published files to a folder or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.terminal import harmless
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.model import Assessment
    from sayso.pipeline import Brief
    from sayso.publish import File

_FOR_READERS = {
    ".html": "to read and print; each line opens the exact words it rests on",
    ".md": "to edit; the same with its citations as endnotes",
    ".json": "for programs; lines, claims, origins, citations",
}


def deliver(made: Brief, folder: str | None) -> None:
    """Write a brief's files to ``folder`` and say what they are, or print its Markdown without one."""
    if folder is None:
        print_markdown(made.files)
        return
    click.echo(_summary(made.assessment))
    for path in write(made.files, folder):
        click.echo(f"  {path}  {_FOR_READERS.get(path.suffix, '')}".rstrip())


def print_markdown(files: Sequence[File]) -> None:
    """Print the one among ``files`` that is Markdown."""
    markdown = next(file.data for file in files if file.name.endswith(".md")).decode()
    click.echo(harmless(markdown) if sys.stdout.isatty() else markdown, nl=False)


def write(files: Sequence[File], folder: str) -> list[Path]:
    """Write files into a folder, made where it is missing. Raises InputError when that cannot be done."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        return [_write(file, Path(folder) / file.name) for file in files]
    except OSError as fault:
        what = f"cannot write to {fault.filename or folder}: {fault.strerror}"
        raise InputError(what, "give a folder that you may write, on a disk with room") from fault


def _write(file: File, path: Path) -> Path:
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(file.data)
    return unfinished.replace(path)  # a reader never meets half a file


def _summary(assessment: Assessment) -> str:
    lines = [line for section in assessment.sections for line in section.lines]
    cited = {citation.document for line in lines for citation in line.citations}
    counts = f"{len(lines)} lines, {len(assessment.claims)} claims, {len(assessment.disputes)} disagreements"
    return f"{assessment.title}: {counts}, from {len(cited)} articles."
