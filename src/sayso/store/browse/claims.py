"""Claims by agent, outlet and day; tellings and disputes page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import Connection, select, text

from sayso.model import Claim, Dispute, Range
from sayso.store.browse.documents import MOST_RANKED, Sought
from sayso.store.browse.paging import Listed, key_of, page
from sayso.store.packing import unpack
from sayso.store.schema import claims as stored
from sayso.store.schema import disputes as kept_disputes

Order = Literal["told", "latest"]


class ClaimRow(Struct, frozen=True):
    """A claim in a list: the claim without its tellings, and how many there are."""

    id: str
    text: str
    tellings: int
    origins: tuple[str, ...]
    independent_origins: Range
    bottleneck: str | None
    first: str | None
    last: str | None


class TellingRow(Struct, frozen=True):
    """A telling in a list. ``kind`` is None for an assertion; ``agent`` the end of its ``chain``.

    ``denied``: the words by which the agent denies it, "" where it says it.
    """

    claim: str
    document: str
    statement: str
    text: str
    agent: str
    chain: tuple[str, ...]
    outlet: str
    published: str | None
    kind: str | None
    certainty: str | None
    denied: str = ""


def claims(
    connection: Connection,
    *,
    agent: str | None = None,
    outlet: str | None = None,
    first_by: str | None = None,
    day: str | None = None,
    order: Order = "told",
    after: str | None = None,
    limit: int = 20,
) -> Listed[ClaimRow]:
    """A page of the claims that ``agent`` makes, ``outlet`` prints, ``first_by`` printed first, told on ``day``.

    Those told most often come first, or those told last. Raises InputError for an ``after`` of another list.
    """
    given: dict[str, Any] = {"limit": limit + 1, "agent": agent, "outlet": outlet, "first_by": first_by}
    parts = [_WHERE[name] for name in ("agent", "outlet", "first_by") if given[name] is not None]
    if day is not None:
        parts.append(_WHERE["day"])
        given |= {"day": day, "end": f"{day}~"}
    key = {"told": "told", "latest": "last"}[order]
    if after is not None:
        given["key"], given["number"] = key_of(after, (int if order == "told" else str, int))
        parts.append(f"(heads.{key}, heads.number) < (:key, :number)")
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    ordered = f"ORDER BY heads.{key} DESC, heads.number DESC LIMIT :limit"
    query = f"SELECT heads.number, heads.told, heads.last FROM claim_heads AS heads {where} {ordered}"
    found = connection.execute(text(query), given).all()
    rows = _rows(connection, [(one.number, one.told) for one in found])
    return page(rows, [(getattr(one, key), one.number) for one in found], limit)


def tellings(connection: Connection, sought: Sought, after: str | None = None, limit: int = 20) -> Listed[TellingRow]:
    """A page of the tellings that fit, in the order of their claims; ``words`` are not looked at."""
    given: dict[str, Any] = {"limit": limit + 1}
    parts = [part for name, part in _OF_TELLING.items() if getattr(sought, name) is not None]
    given |= {name: getattr(sought, name) for name in _OF_TELLING if getattr(sought, name) is not None}
    if sought.last is not None:
        given["last"] = f"{sought.last}~"
    if after is not None:
        given["claim"], given["document"], given["statement"] = key_of(after, (int, int, str))
        parts.append("(t.claim, t.document, t.statement) > (:claim, :document, :statement)")
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    order = "ORDER BY t.claim, t.document, t.statement LIMIT :limit"
    found = connection.execute(
        text(f"{_TELLING} {_by_day(connection, given)} {_NUMBERED} {where} {order}"), given
    ).all()
    whole = _claims(connection, sorted({one.claim for one in found}))
    rows = [_telling(whole[one.claim], one) for one in found]
    return page(rows, [(one.claim, one.number, one.statement) for one in found], limit)


def disputes(connection: Connection, after: str | None = None, limit: int = 20) -> Listed[Dispute]:
    """A page of the disputes, by their order in the last linking."""
    beyond = key_of(after, (int,))[0] if after is not None else 0
    table = kept_disputes.c
    query = select(table.number, table.packed).where(table.number > beyond).order_by(table.number).limit(limit + 1)
    found = connection.execute(query).all()
    return page([unpack(one.packed, Dispute) for one in found], [(one.number,) for one in found], limit)


def _rows(connection: Connection, found: Sequence[tuple[int, int]]) -> list[ClaimRow]:
    numbers = [number for number, _ in found]
    packed = connection.execute(select(stored.c.number, stored.c.packed).where(stored.c.number.in_(numbers)))
    heads = {row.number: unpack(row.packed, _Head) for row in packed}
    return [heads[number].row(told) for number, told in found]


class _Head(Struct, frozen=True):
    """Of a packed claim what a list shows: the tellings of a much-told one take most of the time to unpack."""

    id: str
    text: str
    origins: tuple[str, ...]
    independent_origins: Range
    bottleneck: str | None
    first: str | None
    last: str | None

    def row(self, told: int) -> ClaimRow:
        return ClaimRow(
            self.id, self.text, told, self.origins, self.independent_origins, self.bottleneck, self.first, self.last
        )


def _claims(connection: Connection, numbers: Sequence[int]) -> dict[int, Claim]:
    rows = connection.execute(select(stored.c.number, stored.c.packed).where(stored.c.number.in_(numbers)))
    return {row.number: unpack(row.packed, Claim) for row in rows}


def _telling(claim: Claim, found: Any) -> TellingRow:  # noqa: ANN401 - a row of SQLAlchemy has no type of its own
    member = next(one for one in claim.members if (one.document, one.statement) == (found.id, found.statement))
    certainty = member.certainty.value if member.certainty else None
    about = (member.chain[-1], member.chain, member.outlet, member.published, member.kind, certainty, member.denied)
    return TellingRow(claim.id, member.document, member.statement, member.text, *about)


def _by_day(connection: Connection, given: dict[str, Any]) -> str:
    """The index to go by where few tellings are of the days asked for: the order of claims would walk all others."""
    if not {"first", "last"} & given.keys():
        return ""
    days = {"first": given.get("first", ""), "last": given.get("last", "~"), "most": MOST_RANKED + 1}
    few = connection.execute(_OF_DAYS, days).scalar_one() <= MOST_RANKED
    return "INDEXED BY tellings_published" if few else ""


def _number_of(name: str) -> str:
    return f"(SELECT number FROM names WHERE name = :{name})"


_WHERE = {
    "agent": f"heads.number IN (SELECT claim FROM tellings WHERE agent = {_number_of('agent')})",
    "outlet": f"heads.number IN (SELECT claim FROM tellings WHERE outlet = {_number_of('outlet')})",
    "first_by": f"heads.outlet = {_number_of('first_by')}",
    "day": "heads.number IN (SELECT claim FROM tellings WHERE published >= :day AND published < :end)",
}
_OF_TELLING = {
    "agent": f"t.agent = {_number_of('agent')}",
    "outlet": f"t.outlet = {_number_of('outlet')}",
    "first": "t.published >= :first",
    "last": "t.published < :last AND t.published > ''",
    "kind": "t.kind = :kind",
    "certainty": "t.certainty = :certainty",
}
_TELLING = "SELECT t.claim, t.document AS number, t.statement, documents.id FROM tellings AS t"
_NUMBERED = "JOIN documents ON documents.number = t.document"
_OF_DAYS = text(
    "SELECT count(*) FROM (SELECT 1 FROM tellings WHERE published >= :first AND published < :last LIMIT :most)"
)
