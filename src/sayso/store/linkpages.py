"""What linking keeps of a desk in order to go on from it, as pages of bytes that nobody else looks into.

A page belongs to the linking that stands beside it in `linkings`: both are written in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert as insert_new

from sayso.errors import DeskError
from sayso.store.schema import link_pages

_AT_ONCE = 100


def read(connection: Connection, kind: str, number: int) -> bytes:
    """A page. Raises DeskError where it is missing."""
    return reader(connection)(kind, number)


def reader(connection: Connection) -> Callable[[str, int], bytes]:
    """What `read` gives, for thousands of pages within the connection's transaction: with no ado about each."""
    driver = connection.connection.driver_connection
    assert driver is not None
    execute = driver.cursor().execute

    def page(kind: str, number: int) -> bytes:
        found = execute(_READ, (kind, number)).fetchone()
        if found is None:
            raise DeskError(
                f"page {number} of {kind!r} of the desk's linking is missing", "restore the desk's store from a backup"
            )
        data: bytes = found[0]
        return data

    return page


def has(connection: Connection, kind: str) -> bool:
    """Whether there is any page of this kind."""
    return connection.exec_driver_sql(_READ, (kind, 0)).scalar() is not None


def clear(connection: Connection) -> None:
    """Forget every page."""
    connection.execute(delete(link_pages))


def put(connection: Connection, pages: Iterable[tuple[str, int, bytes]], dropped: Sequence[str] = ()) -> None:
    """Keep pages in place of those of the same kind and number, and forget all pages of the ``dropped`` kinds."""
    for kind in dropped:
        connection.execute(delete(link_pages).where(link_pages.c.kind == kind))
    for batch in _batches(pages):
        rows = [{"kind": kind, "number": number, "packed": packed} for kind, number, packed in batch]
        changed = insert_new(link_pages)
        connection.execute(
            changed.on_conflict_do_update(index_elements=["kind", "number"], set_={"packed": changed.excluded.packed}),
            rows,
        )


def _batches(pages: Iterable[tuple[str, int, bytes]]) -> Iterator[list[tuple[str, int, bytes]]]:
    rest = iter(pages)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


_READ = "SELECT packed FROM link_pages WHERE kind = ? AND number = ?"
