"""``sayso verify``: a published folder, read again."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
def command(folder: str) -> None:
    """Check that FOLDER is as it was published: each cited word at its source, every byte of every file.

    Needs no desk and no network. Prints what was changed, added or taken away, and exits with 1 where anything was.
    """
    from sayso.cli.terminal import harmless
    from sayso.publish.folder import cited_in, examine

    files = _files(Path(folder))
    flaws = examine(files)
    for flaw in flaws:
        click.echo(harmless(f"{flaw.file}: {flaw.what}"))
    if flaws:
        click.echo(f"{len(flaws)} found in {len(files)} files", err=True)
        sys.exit(1)
    cited = cited_in(files)
    click.echo(
        f"{len(files)} files as they were published, {cited} citation{'' if cited == 1 else 's'} at their sources"
    )


def _files(folder: Path) -> dict[str, bytes]:
    from sayso.errors import InputError

    try:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
    except OSError as fault:
        raise InputError(f"{fault.filename} cannot be read: {fault.strerror}", "make it readable") from fault
