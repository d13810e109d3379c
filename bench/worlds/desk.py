"""A world as a desk has it: its outlets in the words of desk.toml, its articles as records, its readings by sayso.

`outlets` and `records` are for files (`bench/world_files.py`); `as_read` reads the articles with sayso itself and says
which of the statements found is which telling of the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.ingest.outlets import Outlet
from sayso.model import Document, Reading, Span
from sayso.read import ReadSettings, read
from worlds.articles import Article
from worlds.cast import cast, page_of

SAME = 0.5  # of the characters of both contents together that they have in common
Key = tuple[str, str]


def outlets() -> tuple[Outlet, ...]:
    """The outlets and the bodies' own pages."""
    known = [*cast().outlets, *(page_of(group.voices[0]) for group in cast().groups)]
    return tuple(
        Outlet(
            name=outlet.name,
            kind=outlet.kind if outlet.kind in ("agency", "broadcaster", "body") else "newspaper",  # type: ignore[arg-type]
            country="XX",
            languages=("en",),
            aliases=tuple(alias.removeprefix("the ") for alias in outlet.aliases),
            hosts=(f"{host(outlet.name)}.example",),
            boilerplate=(f"© {outlet.name}. All rights reserved.",),
            datelines=(f"({outlet.name})",) if outlet.kind == "agency" else (),
        )
        for outlet in known
    )


def host(name: str) -> str:
    """An outlet's name as its address has it."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def record(document: Document) -> dict[str, Any]:
    """The document as a line of a JSON-lines file."""
    fields = ("url", "title", "published", "outlet", "language", "text")
    return {field: getattr(document, field) for field in fields}


def as_read(articles: Sequence[Article], tier: str) -> tuple[list[Reading], dict[Key, Key]]:
    """The articles read by sayso; for each telling of the world, the statement or assertion that was found of it."""
    settings = ReadSettings(tier=tier, outlets=outlets())  # type: ignore[arg-type]
    readings, found = [], {}
    for article in articles:
        own = article.reading.document
        document = Document(
            own.id, own.text, outlet=own.outlet, url=own.url, title=own.title, published=own.published, language="en"
        )
        reading = read(document, settings)
        readings.append(reading)
        found |= {(own.id, one): (own.id, other) for one, other in _matched(article, reading)}
    return readings, found


def _matched(article: Article, reading: Reading) -> Iterator[tuple[str, str]]:
    """The tellings of an article with what was found of them: the contents that have most in common."""
    theirs = _contents(reading)
    ours = _contents(article.reading)
    for statement, _ in article.told:
        mine = ours[statement]
        shares = [(_common(mine, other), ident) for ident, other in theirs.items()]
        share, best = max(shares, default=(0.0, ""))
        if share >= SAME:
            yield statement, best


def _contents(reading: Reading) -> dict[str, set[int]]:
    contents = {one.id: _characters(one.content) for one in reading.statements}
    return contents | {one.id: _characters((Span(one.start, one.end),)) for one in reading.assertions}


def _characters(spans: Sequence[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _common(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right) if left & right else 0.0
