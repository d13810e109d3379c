"""The store of a desk: what was added, read, linked, assessed and judged, so that nothing is lost.

`Store.open` gives an open store; ``with store.writing() as connection`` (or ``reading()``) gives a
transaction, which the functions of the modules here take first:

    documents    original bytes, documents, revisions, issues of the intake
    readings     what was found in each document, and the run that found it
    linking      claims, copies, disputes of the last linking
    told         claims by the words of their tellings
    judgements   what people judged
    assessments  the report of each day
    following    where following stands: feeds, the articles they named, robots.txt
    runs         what made the readings
    find         what an id names
    search       full text
    browse       lists with filters, page by page
    changes      who changed what from a browser or a program
"""

from __future__ import annotations

from sayso.store import (
    assessments,
    browse,
    changes,
    documents,
    find,
    following,
    judgements,
    linking,
    readings,
    runs,
    search,
    told,
)
from sayso.store.connection import Store, sqlite_address

__all__ = [
    "Store",
    "assessments",
    "browse",
    "changes",
    "documents",
    "find",
    "following",
    "judgements",
    "linking",
    "readings",
    "runs",
    "search",
    "sqlite_address",
    "told",
]
