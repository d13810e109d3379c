"""What people look a desk through by: lists with filters, in pages, each answered from an index.

kept        writes the tables: `note` beside a reading, `clear`, `put` and `remove` beside claims
documents   documents by words, agent, outlet, day, kind and certainty
claims      claims by agent, outlet and day; tellings with filters
names       who says and who prints, how often, and whom outlets cite and copy
events      what happened where, by day
paging      a place in a list, as text that a client hands back
"""

from __future__ import annotations

from sayso.store.browse.claims import ClaimRow, TellingRow, claims, disputes, tellings
from sayso.store.browse.documents import DocumentRow, Sought, documents
from sayso.store.browse.events import EventRow, Happened, days, events
from sayso.store.browse.kept import clear, note, put, remove
from sayso.store.browse.names import NameRow, agents, cited_by, copied_by, most_told, outlets, printed_by, told_by
from sayso.store.browse.paging import Listed

__all__ = [
    "ClaimRow",
    "DocumentRow",
    "EventRow",
    "Happened",
    "Listed",
    "NameRow",
    "Sought",
    "TellingRow",
    "agents",
    "cited_by",
    "claims",
    "clear",
    "copied_by",
    "days",
    "disputes",
    "documents",
    "events",
    "most_told",
    "note",
    "outlets",
    "printed_by",
    "put",
    "remove",
    "tellings",
    "told_by",
]
