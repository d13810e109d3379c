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
    "html": "to read and print; each line opens the exact words it rests on",
    "md": "to edit; the same with its citations as endnotes",
    "json": "for programs; lines, claims, origins, citations",
    "docx": "for Word and LibreOffice, with endnotes",
    "pdf": "to print and file",
    "geojson": "changes on the ground, for a map",
    "atom": "the desk's days as a feed",
    "csv": "a row each, for a spreadsheet",
    "parquet": "a row each, for a data frame",
    "jsonld": "statements as W3C Web Annotations",
    "days.json": "the desk's days as a JSON Feed",
    "manifest.json": "what is cited from where",
    "SHA256SUMS": "hashes of it all; `sayso verify` reads them again",
}


def deliver(made: Brief, folder: str | None) -> None:
    """Write a brief's files to ``folder`` and say what they are, or print its Markdown without one."""
    if folder is None:
        print_markdown(made.files)
        return
    write(made.files, folder)
    click.echo("\n".join((_summary(made.assessment), *shown(made.files, folder))))


def shown(files: Sequence[File], folder: str) -> list[str]:
    """A line for each file in its folder, and what it is for; enclosed sources are counted together."""
    own = [file.name for file in files if "/" not in file.name]
    lines = [f"  {Path(folder) / name}  {_FOR_READERS.get(name) or _for_reader(name)}".rstrip() for name in own]
    enclosed = len(files) - len(own)
    if enclosed:
        lines.append(f"  {Path(folder) / 'sources'}  the texts of the {enclosed} cited documents")
    return lines


def _for_reader(name: str) -> str:
    return _FOR_READERS.get(name.rpartition(".")[2], "")


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
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(file.data)
    return unfinished.replace(path)  # a reader never meets half a file


def _summary(assessment: Assessment) -> str:
    lines = [line for section in assessment.sections for line in section.lines]
    cited = {citation.document for line in lines for citation in line.citations}
    counts = f"{len(lines)} lines, {len(assessment.claims)} claims, {len(assessment.disputes)} disagreements"
    return f"{assessment.title}: {counts}, from {len(cited)} articles."
