"""Claims findable by words: those of every telling, and the names of those who tell.

Words are folded as in `search` and stemmed (Porter, by SQLite's FTS5), so that a question need not inflect as the claim
does. A question is answered by its rarest words, so that it costs the same on a desk of a hundred claims as on one of a
million: a scan is never made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import Connection, bindparam, select, text

from sayso.model import Claim
from sayso.store.packing import unpack
from sayso.store.schema import claims
from sayso.store.search import fold

# Rows that a question may touch: 20,000 are ranked in 40 ms (bench/trace.py), and no claim that shares only commoner
# words with the question is near it.
MOST_ROWS = 20_000
_AT_ONCE = 5_000  # claims
MOST_TERMS = 24  # of one question; a longer one is cut: its rarest words say which claim is meant
_WORD = re.compile(r"[^\W_]+")
_TABLE = "CREATE VIRTUAL TABLE told USING fts5(words, agents, tokenize='porter unicode61')"


def clear(connection: Connection) -> None:
    """Forget every claim."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS told")  # to delete half a million rows one by one takes minutes
    connection.exec_driver_sql(_TABLE)


def put(connection: Connection, found: Iterable[Claim]) -> None:
    """Make claims findable that are kept already."""
    rows = ({"id": claim.id, "words": _words(_texts(claim)), "agents": _words(_agents(claim))} for claim in found)
    while batch := list(islice(rows, _AT_ONCE)):
        connection.execute(_INSERT, batch)


def remove(connection: Connection, names: Sequence[str]) -> None:
    """Forget the claims with these ids, before they are deleted themselves."""
    if names:
        connection.execute(_DELETE, [{"id": name} for name in names])


def has(connection: Connection, claim: Claim) -> bool:
    """Whether a claim is findable by its words as they are now."""
    row = connection.execute(_ROW, {"id": claim.id}).first()
    return row is not None and tuple(row) == (_words(_texts(claim)), _words(_agents(claim)))


def find(connection: Connection, words: str, limit: int = 100) -> tuple[Claim, ...]:
    """The claims that share the rarest of ``words``, the most likely first; () where none is known."""
    match = _match(connection, words)
    if match is None:
        return ()
    numbers = connection.execute(_FIND, {"match": match, "limit": limit}).scalars().all()
    rows = connection.execute(select(claims.c.number, claims.c.packed).where(claims.c.number.in_(numbers)))
    packed = {row.number: row.packed for row in rows}
    return tuple(unpack(packed[number], Claim) for number in numbers)


def names(connection: Connection, name: str, limit: int = 200) -> tuple[str, ...]:
    """Names of those who tell something on the desk that share a word with ``name``; all its words first."""
    terms = [f'agents : "{term}"' for term in dict.fromkeys(_WORD.findall(fold(name)))]
    found: dict[str, None] = {}
    for match in (" AND ".join(terms), " OR ".join(terms)) if terms else ():
        rows = connection.execute(_FIND, {"match": match, "limit": limit}).scalars().all()
        packed = connection.execute(select(claims.c.packed).where(claims.c.number.in_(rows)).order_by(claims.c.number))
        for claim in (unpack(data, Claim) for data in packed.scalars()):
            found |= dict.fromkeys(told for told in _agents(claim) if _share(told, name))
    return tuple(found)


def _share(told: str, name: str) -> bool:
    return bool(set(_WORD.findall(fold(told))) & set(_WORD.findall(fold(name))))


def _match(connection: Connection, words: str) -> str | None:
    """What to ask FTS5 for: any of the rarest words, all of them where even the rarest is common."""
    terms = list(dict.fromkeys(_WORD.findall(fold(words))))
    counts = {term: connection.execute(_COUNT, {"match": f'"{term}"'}).scalar_one() for term in terms}
    known = sorted((term for term in terms if counts[term]), key=lambda term: (counts[term], term))[:MOST_TERMS]
    if not known:
        return None
    if counts[known[0]] > MOST_ROWS:
        return _all_of(connection, known)
    rarest: list[str] = []
    rows = 0
    for term in known:
        rows += counts[term]
        if rarest and rows > MOST_ROWS:
            break
        rarest.append(term)
    return " OR ".join(f'"{term}"' for term in rarest)


def _all_of(connection: Connection, known: Sequence[str]) -> str:
    """As many of the words as stand together in any claim, the rarest first."""
    for size in range(len(known), 1, -1):
        match = " AND ".join(f'"{term}"' for term in known[:size])
        if connection.execute(_COUNT, {"match": match}).scalar_one():
            return match
    return f'"{known[0]}"'


def _texts(claim: Claim) -> Iterable[str]:
    return dict.fromkeys((claim.text, *(member.text for member in claim.members)))


def _agents(claim: Claim) -> Iterable[str]:
    return dict.fromkeys(name for member in claim.members for name in member.chain)


def _words(texts: Iterable[str]) -> str:
    """Each word once: how often a claim was told says nothing about which one is meant."""
    return " ".join(dict.fromkeys(word for part in texts for word in _WORD.findall(fold(part))))


_INSERT = text("INSERT INTO told(rowid, words, agents) SELECT number, :words, :agents FROM claims WHERE id = :id")
_DELETE = text("DELETE FROM told WHERE rowid = (SELECT number FROM claims WHERE id = :id)")
_ROW = text("SELECT words, agents FROM told WHERE rowid = (SELECT number FROM claims WHERE id = :id)")
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM told WHERE told MATCH :match LIMIT :most)").bindparams(
    bindparam("most", MOST_ROWS + 1)
)
_FIND = text("SELECT rowid FROM told WHERE told MATCH :match ORDER BY bm25(told, 1.0, 0.5), rowid LIMIT :limit")
