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
    find         what an id names
    search       full text
"""

from __future__ import annotations

from sayso.store import assessments, documents, find, following, judgements, linking, readings, search, told
from sayso.store.connection import Store, sqlite_address

__all__ = [
    "Store",
    "assessments",
    "documents",
    "find",
    "following",
    "judgements",
    "linking",
    "readings",
    "search",
    "sqlite_address",
    "told",
]
