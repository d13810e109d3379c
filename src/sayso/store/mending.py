"""Makes again what is made of something else that the store keeps: the search index, the index of claims, the links."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from sayso.model import Claim, Document
from sayso.store import search, told
from sayso.store.packing import unpack
from sayso.store.schema import claims, documents, linkings


def mend(connection: Connection) -> None:
    """Index every document and claim anew, and have the next command that needs links make them.

    Raises DeskError where a document or a claim cannot be read.
    """
    search.clear(connection)
    for number, packed in connection.execute(select(documents.c.number, documents.c.packed)):
        search.index(connection, number, unpack(packed, Document))
    told.clear(connection)
    for (packed,) in connection.execute(select(claims.c.packed)):
        told.put(connection, (unpack(packed, Claim),))
    connection.execute(delete(linkings))
