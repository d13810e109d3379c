"""Makes again what is made of something else that the store keeps: the search index, lists of documents, links."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sayso.model import Document, Linked
from sayso.store import browse, linking, linkpages, readings, search
from sayso.store.packing import unpack
from sayso.store.schema import documents


def mend(connection: Connection) -> None:
    """Index and list every document anew, and forget the links: the next command that needs them makes them.

    Raises DeskError where a document or a reading cannot be read.
    """
    search.clear(connection)
    for number, packed in connection.execute(select(documents.c.number, documents.c.packed)):
        search.index(connection, number, unpack(packed, Document))
    linking.put(connection, Linked(), "")
    linkpages.clear(connection)
    for reading in readings.every(connection):
        browse.note(connection, reading)
