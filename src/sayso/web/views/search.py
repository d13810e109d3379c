"""Documents by words and filters."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection

from sayso.store import browse
from sayso.store.browse import DocumentRow, Sought
from sayso.web.views.layers import Mark, Piece, pieces
from sayso.web.views.phrases import moment_in_words

_OFFERED = 200
KINDS = (("direct", "quoted"), ("mixed", "partly quoted"), ("indirect", "reported"), ("own", "own voice"))
CERTAINTIES = (
    ("CT+", "certain"),
    ("PR+", "probable"),
    ("PS+", "possible"),
    ("CT-", "certainly not"),
    ("PR-", "probably not"),
    ("PS-", "possibly not"),
    ("Uu", "not committed"),
)


class DocumentLine(Struct, frozen=True):
    """A document as a list shows it; ``passage`` is where the words were found, the words in layer ``hit``."""

    id: str
    title: str
    outlet: str
    when: str
    passage: tuple[Piece, ...]


class SearchView(Struct, frozen=True):
    """A page of documents, what was looked for, and the way to what follows."""

    rows: tuple[DocumentLine, ...]
    next: str | None
    sought: Sought
    filtered: bool
    agents: tuple[str, ...]
    outlets: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...] = KINDS
    certainties: tuple[tuple[str, str], ...] = CERTAINTIES


def search_view(connection: Connection, sought: Sought, after: str | None = None, limit: int = 20) -> SearchView:
    """Documents that fit what is looked for. Raises InputError for an ``after`` of another list."""
    found = browse.documents(connection, sought, after, limit)
    return SearchView(
        rows=document_lines(found.rows),
        next=found.next,
        sought=sought,
        filtered=sought != Sought(),
        agents=browse.most_told(connection, _OFFERED),
        outlets=tuple(row.name for row in browse.outlets(connection, limit=_OFFERED).rows),
    )


def document_lines(rows: Iterable[DocumentRow]) -> tuple[DocumentLine, ...]:
    """Documents for a list."""
    return tuple(_line(row) for row in rows)


def _line(row: DocumentRow) -> DocumentLine:
    hits = (Mark(hit.start, hit.end, "hit") for hit in row.hits)
    passage = tuple(pieces(row.passage, hits)) if row.passage else ()
    return DocumentLine(row.id, row.title or "Without a title", row.outlet, moment_in_words(row.published), passage)
