"""Documents by words, agent, outlet, day, kind and certainty.

Without words the newest come first. With words the closest do (BM25, as in `search`), unless they are in more
documents than can be ranked while somebody waits: then those that arrived last come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select, text

from sayso.model import Span
from sayso.store.browse.paging import Listed, key_of, page
from sayso.store.packing import unpack
from sayso.store.schema import documents as stored
from sayso.store.search import fold

# Matches that are ranked: BM25 over 5,000 takes about 15 ms (bench/web.py), and words that stand in more documents
# than that tell none of them from another.
MOST_RANKED = 5_000
_AROUND = 120  # code points shown on either side of the first word found
_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")


class Sought(Struct, frozen=True):
    """What is looked for: all that is given holds of a document.

    ``words`` stand in its text or title, all of them; ``first`` and ``last`` are days, both inclusive, of publication.
    ``agent`` tells something in it, of this ``kind`` and ``certainty`` where they are given: direct, indirect, mixed,
    or own (the document's own voice); a value of the FactBank scale.
    """

    words: str = ""
    agent: str | None = None
    outlet: str | None = None
    first: str | None = None
    last: str | None = None
    kind: str | None = None
    certainty: str | None = None


class DocumentRow(Struct, frozen=True):
    """A document in a list. ``passage`` is where the words were found; ``hits`` are spans of it."""

    id: str
    title: str | None
    outlet: str
    published: str | None
    passage: str | None = None
    hits: tuple[Span, ...] = ()


def documents(connection: Connection, sought: Sought, after: str | None = None, limit: int = 20) -> Listed[DocumentRow]:
    """A page of the documents that fit. Raises InputError for an ``after`` that no such list gave out."""
    terms = list(dict.fromkeys(fold(sought.words).replace('"', " ").split()))
    if sought.words.strip() and not terms:
        return Listed(())
    given: dict[str, Any] = {"limit": limit + 1}
    wanted = _wanted(connection, sought, given)
    if not terms:
        return _newest(connection, wanted, given, after, limit)
    given["terms"] = " ".join(f'"{term}"' for term in terms)
    count = connection.execute(_COUNT, {"terms": given["terms"]}).scalar_one()
    found = _ranked if count <= MOST_RANKED else _latest
    listed = found(connection, wanted, given, after, limit)
    return Listed(_with_passages(connection, listed.rows, terms), listed.next)


def _wanted(connection: Connection, sought: Sought, given: dict[str, Any]) -> list[str]:
    """Conditions on ``listed``, and what they are given."""
    parts = []
    if sought.outlet is not None:
        parts.append("listed.outlet = (SELECT number FROM names WHERE name = :outlet)")
        given["outlet"] = sought.outlet
    if sought.first is not None:
        parts.append("listed.published >= :first")
        given["first"] = sought.first
    if sought.last is not None:
        parts.append("listed.published < :last AND listed.published > ''")
        given["last"] = f"{sought.last}~"  # after every hour of that day
    return parts + _told(connection, sought, given)


def _told(connection: Connection, sought: Sought, given: dict[str, Any]) -> list[str]:
    """One telling that has the agent, the kind and the certainty asked for."""
    parts = {
        "agent": "tellings.agent = (SELECT number FROM names WHERE name = :agent)",
        "kind": "tellings.kind = :kind",
        "certainty": "tellings.certainty = :certainty",
    }
    asked = {name: getattr(sought, name) for name in parts if getattr(sought, name) is not None}
    given |= asked
    if not asked:
        return []
    conditions = " AND ".join(parts[name] for name in asked)
    if set(asked) == {"kind"} and connection.execute(_OF_KIND, asked).scalar_one() > MOST_RANKED:
        # Common: a page is found soon among the newest, and all of them would be many.
        return [f"EXISTS (SELECT 1 FROM tellings WHERE tellings.document = listed.number AND {conditions})"]
    return [f"listed.number IN (SELECT tellings.document FROM tellings WHERE {conditions})"]


def _newest(
    connection: Connection, wanted: list[str], given: dict[str, Any], after: str | None, limit: int
) -> Listed[DocumentRow]:
    if after is not None:
        given["published"], given["number"] = key_of(after, (str, int))
        wanted = [*wanted, "(listed.published, listed.number) < (:published, :number)"]
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    order = "ORDER BY listed.published DESC, listed.number DESC LIMIT :limit"
    found = connection.execute(text(f"{_ROW} FROM listed {_NAMED} {where} {order}"), given).all()
    return page([_row(one) for one in found], [(one.published, one.number) for one in found], limit)


def _ranked(
    connection: Connection, wanted: list[str], given: dict[str, Any], after: str | None, limit: int
) -> Listed[DocumentRow]:
    beyond = ""
    if after is not None:
        given["rank"], given["number"] = key_of(after, (float, int))
        beyond = "WHERE (rank, number) > (:rank, :number)"
    hits = "SELECT rowid AS number, bm25(search, 5.0, 1.0) AS rank FROM search WHERE search MATCH :terms"
    filters = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    inner = f"SELECT hits.number, hits.rank FROM ({hits}) AS hits JOIN listed ON listed.number = hits.number {filters}"
    best = f"SELECT number, rank FROM ({inner}) {beyond} ORDER BY rank, number LIMIT :limit"
    query = f"{_ROW}, best.rank FROM ({best}) AS best JOIN listed ON listed.number = best.number {_NAMED}"
    found = connection.execute(text(f"{query} ORDER BY best.rank, best.number"), given).all()
    return page([_row(one) for one in found], [(float(one.rank), one.number) for one in found], limit)


def _latest(
    connection: Connection, wanted: list[str], given: dict[str, Any], after: str | None, limit: int
) -> Listed[DocumentRow]:
    if after is not None:
        (given["number"],) = key_of(after, (int,))
        wanted = [*wanted, "search.rowid < :number"]
    filters = "".join(f" AND {part}" for part in wanted)
    query = f"{_ROW} FROM search CROSS JOIN listed ON listed.number = search.rowid {_NAMED}"
    order = "ORDER BY search.rowid DESC LIMIT :limit"
    found = connection.execute(text(f"{query} WHERE search MATCH :terms{filters} {order}"), given).all()
    return page([_row(one) for one in found], [(one.number,) for one in found], limit)


def _row(found: Any) -> DocumentRow:  # noqa: ANN401 - a row of SQLAlchemy has no type of its own
    return DocumentRow(found.id, found.title, found.outlet, found.published or None)


def _with_passages(connection: Connection, rows: Sequence[DocumentRow], terms: list[str]) -> tuple[DocumentRow, ...]:
    wanted = stored.c.id.in_([row.id for row in rows])
    texts = {one.id: one.packed for one in connection.execute(select(stored.c.id, stored.c.packed).where(wanted))}
    found = ((row, passage(unpack(texts[row.id], _Text).text, terms)) for row in rows)
    return tuple(replace(row, passage=at[0], hits=at[1]) if at else row for row, at in found)


def passage(words: str, terms: list[str]) -> tuple[str, tuple[Span, ...]] | None:
    """Where the first of some folded terms stands in a text, with what is around it; None where none does."""
    lower = words.lower()
    first = _plain(terms).search(lower) if len(lower) == len(words) else None
    first = first or next(_hits(words, terms), None)
    if first is None:
        return None
    start = max(0, first.start() - _AROUND)
    start = (start and words.find(" ", start, first.start()) + 1) or start
    end = first.end() + 2 * _AROUND
    end = words.rfind(" ", first.end(), end) if len(words) > end and " " in words[first.end() : end] else end
    shown = words[start:end]
    return shown, tuple(Span(one.start(), one.end()) for one in _hits(shown, terms))


def _hits(words: str, terms: list[str]) -> Iterator[re.Match[str]]:
    """The words that are one of the terms. Folding each costs tenfold: it is for what is written in several ways."""
    if words.isascii() and "'" not in words:
        return _plain(terms).finditer(words.lower())
    return (one for one in _WORD.finditer(words) if _folded(one.group()) in terms)


@lru_cache(maxsize=10_000)  # of a news text's words most come again and again
def _folded(word: str) -> str:
    return fold(word)


def _plain(terms: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b")


class _Text(Struct, frozen=True):
    """Of a packed document its text alone."""

    text: str


_ROW = "SELECT documents.id, listed.number, listed.title, names.name AS outlet, listed.published"
_NAMED = "JOIN documents ON documents.number = listed.number JOIN names ON names.number = listed.outlet"
_OF_KIND = text("SELECT count(*) FROM (SELECT 1 FROM tellings WHERE kind = :kind LIMIT :most)").bindparams(
    bindparam("most", MOST_RANKED + 1)
)
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :terms LIMIT :most)").bindparams(
    bindparam("most", MOST_RANKED + 1)
)
