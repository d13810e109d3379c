"""What an id, or the unambiguous beginning of one, names."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from sqlalchemy import Column, Connection, null, select

from sayso.errors import InputError
from sayso.model import Span
from sayso.store.schema import carriers, claims, disputes, documents, judgements, lines, originals

Kind = Literal["line", "claim", "dispute", "judgement", "statement", "document", "original", "citation"]

# In the order of the walk that `show` makes. Each kind: where its ids stand, and the document they belong to.
_COLUMNS: tuple[tuple[Kind, Column[str], Column[str] | None], ...] = (
    ("line", lines.c.id, None),
    ("claim", claims.c.id, None),
    ("dispute", disputes.c.id, None),
    ("judgement", judgements.c.id, None),
    ("statement", carriers.c.id, carriers.c.document),
    ("document", documents.c.id, None),
    ("original", originals.c.sha256, None),
)
_SHOWN = 5
_LAST_CHARACTER = "\U0010ffff"
_CITATION = re.compile(r"(?P<document>[^.]+)\.(?P<start>\d+)-(?P<end>\d+)")
_ID = re.compile(r"c-[0-9a-f]{1,12}|[es][0-9a-f]{12}")


class Named(Struct, frozen=True, order=True):
    """What an id names. ``document`` is given for what stands in one; ``span`` for a citation."""

    kind: Kind
    id: str
    document: str | None = None
    span: Span | None = None


def named(connection: Connection, beginning: str) -> Named:
    """The one thing whose id is, or begins with, ``beginning``. Raises InputError for none or several.

    A citation is named as in the endnotes of an assessment: its document's id, a dot, its first and last offset.
    """
    if cited := _CITATION.fullmatch(beginning):
        document = named(connection, cited["document"]).id
        return Named("citation", beginning, document, Span(int(cited["start"]), int(cited["end"])))
    found = [thing for column in _COLUMNS for thing in _matches(connection, beginning, *column)]
    whole = [thing for thing in found if thing.id == beginning]
    candidates = whole or found
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise InputError(f"nothing on this desk has an id that begins with {beginning!r}", _WHERE)
    listed = ", ".join(f"{thing.id} ({thing.kind})" for thing in candidates[:_SHOWN])
    raise InputError(f"{beginning!r} could be any of {listed}", "give more of the id")


def looks_like_an_id(words: str) -> bool:
    """Whether some words can only be the id, or the beginning of one, of a claim, a statement or an assertion."""
    return _ID.fullmatch(words.strip()) is not None


def _matches(
    connection: Connection, beginning: str, kind: Kind, names: Column[str], owner: Column[str] | None
) -> list[Named]:
    wanted = (names >= beginning) & (names < beginning + _LAST_CHARACTER)
    document = null() if owner is None else owner
    rows = connection.execute(
        select(names, document).where(wanted).distinct().order_by(names, document).limit(_SHOWN + 1)
    )
    return [Named(kind, name, document) for name, document in rows]


_WHERE = "`sayso claims DESK` and a brief's endnotes show ids"
