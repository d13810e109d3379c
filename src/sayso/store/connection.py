"""Opens a store and gives transactions on it.

A write is one transaction that takes SQLite's write lock at its start (``BEGIN IMMEDIATE``), so that two
processes adding at once wait for each other instead of failing half way. The journal is a write-ahead
log with ``synchronous=FULL``: once a transaction has ended, a kill or a power cut does not undo it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sayso.errors import DeskError
from sayso.store.migrate import migrate

_PAGES = ("page_count", "page_size")
_WAIT_FOR_LOCK = 60.0  # seconds; the longest write measured is a linking of 100,000 documents

_CONNECTIONS = 8  # kept open once they were needed: as many as `sayso.web` answers requests at once, and a writer


class Store:
    """An open store. Ask it for a transaction and pass that to the functions of this package."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> Store:
        """Open or make the store at an SQLAlchemy address such as ``sqlite:////home/me/desk/store/desk.sqlite``.

        Raises DeskError when it is damaged, cannot be written, or comes from a later Sayso.
        """
        engine = create_engine(address, connect_args={"timeout": _WAIT_FOR_LOCK}, pool_size=_CONNECTIONS)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        store = cls(engine)
        with store.writing() as connection:
            migrate(connection)
        return store

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write: all of it is kept, or, after an error, none."""
        with _explained(), self._engine.execution_options(sayso_writes=True).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees the store as it was at its start."""
        with _explained(), self._engine.begin() as connection:
            yield connection

    def size(self) -> int:
        """How many bytes the store takes, its free pages included."""
        with self.reading() as connection:
            pages, each = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _PAGES)
        return int(pages * each)

    def copy(self, file: Path) -> None:
        """Write the store as it is now, packed into one file that is not there yet; others may go on writing.

        Raises DeskError where it is damaged or there is no room.
        """
        with _explained(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            try:
                raw.execute("VACUUM INTO ?", (str(file),))  # sees one moment of the store, as a reader does
            except sqlite3.Error as fault:
                raise DeskError(f"the desk's store cannot be copied: {fault}", _advice(str(fault))) from fault

    def close(self) -> None:
        """Let go of the store's file."""
        self._engine.dispose()


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Room in memory for the indexes of a large desk, while all of them are filled at once in no order."""
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_ROOM}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_USUAL}")


def sqlite_address(file: Path) -> str:
    """The address of a store kept in ``file``."""
    return f"sqlite:///{file}"


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not open or close transactions by itself
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.cursor().execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("sayso_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        raise DeskError(f"the desk's store cannot be used: {fault.orig}", _advice(str(fault.orig))) from fault


def _advice(message: str) -> str:
    for words, advice in _ADVICE.items():
        if words in message:
            return advice
    return "check the desk's folder, or restore it from a backup"


_ROOM, _USUAL = 262_144, 2_000  # kB; with the room, a desk of 10,000 documents costs the system a fifth of its time

_ADVICE = {
    "locked": "another program is writing to this desk; try again when it is done",
    "full": "free some space on the disk and run the command again; nothing reported done is lost",
    "disk I/O": "see that the disk is sound and has room, and run the command again; nothing reported done is lost",
    "readonly": "make the desk's store folder writable",
    "unable to open": "make the desk's store folder readable and writable",
    "not a database": "the file is no store; restore the desk from a backup",
    "malformed": "the file is damaged; restore the desk from a backup",
}
