"""Whether a store's file is sound: SQLite's own checks, the schema, rows that lead nowhere, indexes out of step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from sayso.store.damage import INDEX_AGAIN, LINK_AGAIN, RESTORE, Damage
from sayso.store.migrate import HEAD, version
from sayso.store.schema import metadata

_MOST = 20  # lines about one kind of damage; who has more restores the desk anyway
_INDEXES = ("search", "told")
_LINKS = {"members", "claims", "copies", "dispute_sides", "disputes"}


def schema_damage(connection: Connection) -> Iterator[Damage]:
    """A change of the schema that was not finished: tables without a version, or a version without its tables."""
    found = version(connection)
    tables = set(inspect(connection).get_table_names())
    if found is None and tables - {"alembic_version"}:
        yield Damage("store", "its tables have no version: a change of the schema was not finished")
    if found != HEAD:
        return
    for name in sorted((set(metadata.tables) | set(_INDEXES)) - tables):
        yield Damage("store", f"table {name} is missing: a change of the schema was not finished")
    for table in metadata.sorted_tables:
        if table.name not in tables:
            continue
        columns = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for column in sorted({column.name for column in table.columns} - columns):
            yield Damage("store", f"table {table.name} lacks {column}: a change of the schema was not finished")


def file_damage(connection: Connection) -> Iterator[Damage]:
    """What SQLite finds in its pages and indexes."""
    for (message,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            yield Damage("store", " ".join(str(message).split()))


def strays(connection: Connection) -> Iterator[Damage]:
    """Rows that name what is not there, and claims that nobody tells."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check")
    for table, row, parent, _ in islice(broken, _MOST):
        what = f"row {row} of {table} names a row of {parent} that is not there"
        yield Damage("store", what, LINK_AGAIN if table in _LINKS else RESTORE)
    for part, what, query, to_do in _STRAYS:
        for (name,) in connection.execute(text(f"{query} LIMIT {_MOST}")):
            yield Damage(part, f"{name}: {what}", to_do)


def index_damage(connection: Connection) -> Iterator[Damage]:
    """What FTS5 finds in its own pages. It asks for the right to write, and writes nothing."""
    for index in _INDEXES:
        try:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
        except DatabaseError as fault:
            yield Damage("index", f"{index} is damaged: {fault.orig}", INDEX_AGAIN)


_STRAYS = (
    (
        "claim",
        "no telling of it is kept",
        "SELECT id FROM claims WHERE id NOT IN (SELECT claim FROM members)",
        LINK_AGAIN,
    ),
    (
        "dispute",
        "one of its sides is not there",
        "SELECT DISTINCT dispute FROM dispute_sides WHERE claim NOT IN (SELECT id FROM claims)",
        LINK_AGAIN,
    ),
    (
        "document",
        "nothing says how it arrived",
        "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM arrivals WHERE document IS NOT NULL)",
        RESTORE,
    ),
    (
        "index",
        "the search index lacks this document",
        "SELECT id FROM documents WHERE number NOT IN (SELECT rowid FROM search)",
        INDEX_AGAIN,
    ),
    (
        "index",
        "no list of documents has it",
        "SELECT document FROM readings WHERE document NOT IN"
        " (SELECT id FROM documents WHERE number IN (SELECT number FROM listed))",
        INDEX_AGAIN,
    ),
    (
        "index",
        "no list of claims has it",
        "SELECT id FROM claims WHERE number NOT IN (SELECT number FROM claim_heads)",
        LINK_AGAIN,
    ),
    (
        "index",
        "the search index holds this row of no document",
        "SELECT rowid FROM search WHERE rowid NOT IN (SELECT number FROM documents)",
        INDEX_AGAIN,
    ),
    (
        "index",
        "the index of claims holds this row of no claim",
        "SELECT rowid FROM told WHERE rowid NOT IN (SELECT number FROM claims)",
        INDEX_AGAIN,
    ),
)
