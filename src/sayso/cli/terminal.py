"""What a person sees while something runs: a bar, complaints. Both on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress


_HARMLESS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\N{REPLACEMENT CHARACTER}")
_HARMLESS |= {ord("\n"): "\n", ord("\t"): "\t", ord("\r"): " "}


class Bar:
    """A progress bar over ``total`` bytes or other steps (None: unknown); silent where standard error is no terminal.

    A command that prints while it works gives ``beside_output=True``: its bar then shows only while the output
    goes elsewhere.
    """

    def __init__(self, what: str, total: int | None, *, beside_output: bool = False) -> None:
        self._bar: Progress | None = None
        if sys.stderr.isatty() and not (beside_output and sys.stdout.isatty()):
            from rich.console import Console
            from rich.progress import Progress

            # rich would send standard output to the bar's console, which is standard error
            self._bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._task = self._bar.add_task(what, total=total)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, size: int) -> None:
        """Another ``size`` bytes, or other steps of the total, are done."""
        if self._bar:
            self._bar.advance(self._task, size)


def reading_again(documents: Sequence[str]) -> Iterator[str]:
    """``documents`` one by one, under a bar, and how many there were: why a command took its time."""
    from sayso.cli.places import ready

    ready()
    with Bar("Reading again", len(documents)) as bar:
        for document in documents:
            yield document
            bar.advance(1)
    articles = "1 article" if len(documents) == 1 else f"{len(documents)} articles"
    click.echo(f"read {articles} again: desk.toml or Sayso changed since", err=True)


def harmless(text: str) -> str:
    """``text`` without control characters, which could command the terminal; as long as it was."""
    return text.translate(_HARMLESS)


def complain(path: str, message: str) -> None:
    """Say what could not be done about ``path``, without stopping."""
    click.echo(harmless(f"{path}: {message}"), err=True)


def write_json(data: bytes) -> None:
    """One line of JSON to standard output, as UTF-8 whatever the locale."""
    sys.stdout.buffer.write(data + b"\n")
