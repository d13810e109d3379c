"""``python -m sayso.train.frames DATA GOLD...``: in which medium somebody was heard, as weights.

In: the folder of public data and annotated articles with chains (files like `bench/gold/chains.json`). Out: the rows
of ``frames.tsv`` on standard output: for each sign of `sayso.read.frames` what it adds to the log-odds that a medium
stands in a statement's chain, by the same regression as `sayso.train.evidence`. The signs are read with the weights
shipped, so that a second run learns from its own mistakes. Same bytes for the same data and weights.

The table that ships was learnt from the developing half of `bench/gold/chains.json`, from `bench/gold/nested.json` and
the last six readers' 119 articles. One learnt without theirs is as good on them as the table before, which was learnt
from half as many (52.8 % of chains whole and right); by statement, learnt and asked in ten parts, it chooses rightly
1,152 times of 1,408.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec
from msgspec import Struct

from sayso.errors import SaysoError
from sayso.model import Document, Span
from sayso.read.agents.directory import Directory
from sayso.read.frames import Row as Asked
from sayso.read.reading import media_asked
from sayso.read.settings import ReadSettings
from sayso.train.annotated import UNKNOWN, Record, text_of
from sayso.train.evidence import Row, fitted

HEAD = "What speaks for a medium in a chain; see frames.py. Made by python -m sayso.train.frames."


class Chained(Struct, frozen=True):
    """A statement as annotated, with its chain: the agents' names, the publisher's first."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    parent: str | None
    chain: tuple[str, ...]


class Article(Record, frozen=True):
    """A record with what the reader is told of it and its chains."""

    outlet: str | None = None
    published: str | None = None
    statements: tuple[Chained, ...] = ()  # type: ignore[assignment]


def articles(files: Iterable[Path]) -> Iterator[Article]:
    """Every article that is not kept for testing."""
    for path in files:
        for article in msgspec.json.decode(path.read_bytes(), type=list[Article]):
            if article.half != "test":
                yield article


def rows(article: Article, text: str, directory: Directory) -> Iterator[Row]:
    """What was asked of each medium for the statements that were annotated, and whether it stands in the chain."""
    outlet = None if article.outlet == UNKNOWN else article.outlet
    document = Document(id="", text=text, outlet=outlet, published=article.published, language="en")
    for asked in media_asked(document, ReadSettings()):
        gold = _same(asked, article.statements)
        if gold is not None:
            known = {_called(name, directory) for name in gold.chain[1:-1]}
            yield Row(asked.signs, _called(asked.name, directory) in known)


def _same(asked: Asked, statements: Sequence[Chained]) -> Chained | None:
    """The annotated statement of the same source and cue."""
    draft = asked.draft
    for one in statements:
        source = one.source is not None and draft.source is not None and _meet(one.source, draft.source)
        cue = one.cue == draft.cue or (one.cue is not None and draft.cue is not None and _meet(one.cue, draft.cue))
        if source and cue and one.parent is None and any(_meet(a, b) for a in one.content for b in draft.content):
            return one
    return None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _called(name: str, directory: Directory) -> str:
    """One form for the names of one medium."""
    entry = directory.find(name)
    return (entry.name if entry is not None else name).casefold().replace("’", "'").removeprefix("the ")


def written(head: str, weights: dict[str, float]) -> Iterator[str]:
    """The lines of a table, as `sayso.read.learnt` reads them: what it is, and a row for each weight that counts."""
    yield f"# {head}"
    yield from (f"{sign}\t{weight:.2f}" for sign, weight in sorted(weights.items()) if abs(weight) >= 0.005)


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(data: Path, gold: tuple[Path, ...]) -> None:
    """Print the weights learnt from the articles in GOLD, whose texts lie in DATA."""
    directory = Directory()
    try:
        found = [row for one in articles(gold) for row in rows(one, text_of(data, one), directory)]
    except SaysoError as error:
        sys.exit(str(error))
    print("\n".join(written(HEAD, fitted(found))))


if __name__ == "__main__":
    main()
