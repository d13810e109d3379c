"""The last linking of a desk: claims, copies and disputes. Replaced as a whole, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select

from sayso.errors import DeskError
from sayso.model import Claim, Copy, Dispute, Issue, Linked
from sayso.store import browse, schema, told
from sayso.store.packing import pack, unpack
from sayso.store.schema import claims, copies, dispute_sides, disputes, linkings, members


def put(connection: Connection, linked: Linked, fingerprint: str) -> None:
    """Keep a linking in place of the last; ``fingerprint`` says what it was made from."""
    clear(connection)
    add(
        connection,
        claims=linked.claims,
        disputes=linked.disputes,
        copies=linked.copies,
        issues=linked.issues,
        fingerprint=fingerprint,
    )


def clear(connection: Connection) -> None:
    """Forget the last linking."""
    told.clear(connection)
    browse.clear(connection)
    for table in (members, claims, copies, dispute_sides, disputes, linkings):
        connection.execute(delete(table))


def change(
    connection: Connection,
    *,
    gone: Collection[str],
    contested: Collection[str],
    claims: Iterable[Claim],
    disputes: Iterable[Dispute],
    uncopied: Iterable[tuple[str, str]],
    copies: Iterable[Copy],
    issues: tuple[Issue, ...],
    fingerprint: str,
) -> None:
    """Change the last linking where it has changed.

    ``gone``: ids of claims that are no more, with all disputes they are a side of; of ``contested`` claims the disputes
    are no more either. ``claims`` and ``disputes`` are new; so are ``copies``, while the pairs ``uncopied`` are none
    any more; ``issues`` are all there are.
    """
    names = [{"name": name} for name in sorted(gone)]
    told.remove(connection, sorted(gone))
    browse.remove(connection, sorted(gone))
    if names or contested:
        connection.execute(_FORGET_DISPUTES, [*names, *({"name": name} for name in sorted(contested))])
    if names:
        connection.execute(_FORGET_CLAIM, names)
    pairs = [{"one": document, "other": original} for document, original in sorted(uncopied)]
    if pairs:
        connection.execute(_FORGET_COPY, pairs)
    connection.execute(delete(linkings))
    add(connection, claims=claims, disputes=disputes, copies=copies, issues=issues, fingerprint=fingerprint)


def add(
    connection: Connection,
    *,
    claims: Iterable[Claim],
    disputes: Iterable[Dispute],
    copies: Iterable[Copy],
    issues: tuple[Issue, ...],
    fingerprint: str,
) -> None:
    """Add to what is kept; of ``issues`` and ``fingerprint`` nothing may be kept."""
    rest = iter(claims)
    while batch := list(islice(rest, _AT_ONCE)):
        _insert(connection, schema.claims, ({"id": claim.id, "packed": pack(claim)} for claim in batch))
        _insert(connection, members, (row for claim in batch for row in _members(claim)))
        told.put(connection, batch)
        browse.put(connection, batch)
    contested = list(disputes)
    _insert(connection, schema.disputes, ({"id": dispute.id, "packed": pack(dispute)} for dispute in contested))
    _insert(connection, dispute_sides, (row for dispute in contested for row in _sides(dispute)))
    rows = ({"document": copy.document, "original": copy.original, "packed": pack(copy)} for copy in copies)
    _insert(connection, schema.copies, rows)
    _insert(connection, linkings, [{"number": 1, "fingerprint": fingerprint, "packed": pack(issues)}])


def get(connection: Connection) -> Linked:
    """The last linking; an empty one if there was none."""
    issues = connection.execute(select(linkings.c.packed)).scalar()
    return Linked(
        claims=_every(connection, claims, Claim),
        copies=_every(connection, copies, Copy),
        disputes=every_dispute(connection),
        issues=unpack(issues, tuple[Issue, ...]) if issues else (),
    )


def fingerprint(connection: Connection) -> str | None:
    """What the last linking was made from, None if there was none."""
    return connection.execute(select(linkings.c.fingerprint)).scalar()


def count(connection: Connection) -> int:
    """How many claims there are."""
    return connection.execute(select(func.count()).select_from(claims)).scalar_one()


def claim(connection: Connection, name: str) -> Claim | None:
    """The claim with this id."""
    packed = connection.execute(select(claims.c.packed).where(claims.c.id == name)).scalar()
    return unpack(packed, Claim) if packed else None


def standing(connection: Connection, name: str) -> Claim:
    """The claim with this id. Raises DeskError where a claim that was linked is not there."""
    found = claim(connection, name)
    if found is None:
        raise DeskError(f"claim {name} of the desk's linking is missing", "restore the desk's store from a backup")
    return found


def dispute(connection: Connection, name: str) -> Dispute | None:
    """The dispute with this id."""
    packed = connection.execute(select(disputes.c.packed).where(disputes.c.id == name)).scalar()
    return unpack(packed, Dispute) if packed else None


def every_dispute(connection: Connection) -> tuple[Dispute, ...]:
    """All disputes, by id."""
    rows = connection.execute(select(disputes.c.packed).order_by(disputes.c.id)).scalars()
    return tuple(unpack(packed, Dispute) for packed in rows)


def disputes_of(connection: Connection, claim: str) -> tuple[Dispute, ...]:
    """The disputes that a claim is a side of, by id."""
    rows = connection.execute(
        select(disputes.c.packed)
        .join(dispute_sides, dispute_sides.c.dispute == disputes.c.id)
        .where(dispute_sides.c.claim == claim)
        .order_by(disputes.c.id)
    ).scalars()
    return tuple(unpack(packed, Dispute) for packed in rows)


def claim_of(connection: Connection, document: str, statement: str) -> str | None:
    """The id of the claim that a statement or assertion tells, None if it is in none."""
    told = (members.c.document == document) & (members.c.statement == statement)
    return connection.execute(select(members.c.claim).where(told)).scalar()


Value = TypeVar("Value")
_AT_ONCE = 4_000  # rows made at once: those of a large desk do not fit into memory beside what they are made of


def _every(connection: Connection, table: Table, kind: type[Value]) -> tuple[Value, ...]:
    order = table.c.number if "number" in table.c else table.c.document
    rows = connection.execute(select(table.c.packed).order_by(order)).scalars()
    return tuple(unpack(packed, kind) for packed in rows)


def _members(claim: Claim) -> list[dict[str, str]]:
    rows = {(claim.id, member.document, member.statement): None for member in claim.members}
    return [dict(zip(("claim", "document", "statement"), row, strict=True)) for row in rows]


def _sides(dispute: Dispute) -> list[dict[str, str]]:
    return [{"claim": side, "dispute": dispute.id} for side in sorted({dispute.left, dispute.right})]


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    rest = iter(rows)
    while batch := list(islice(rest, _AT_ONCE)):
        connection.execute(insert(table), batch)


_FORGET_CLAIM = delete(claims).where(claims.c.id == bindparam("name"))  # and its members with it
_FORGET_DISPUTES = delete(disputes).where(
    disputes.c.id.in_(select(dispute_sides.c.dispute).where(dispute_sides.c.claim == bindparam("name")))
)
_FORGET_COPY = delete(copies).where((copies.c.document == bindparam("one")) & (copies.c.original == bindparam("other")))
