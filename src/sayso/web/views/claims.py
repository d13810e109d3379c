"""Claims in a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection

from sayso.publish.page import dots
from sayso.store import browse
from sayso.store.browse import ClaimRow
from sayso.web.views.phrases import counted, flat, listed, moment_in_words, origins_in_words


class ClaimLine(Struct, frozen=True):
    """A claim as a list shows it."""

    id: str
    text: str
    told: str
    origins: str
    bottleneck: str | None
    by: str
    when: str
    sure_dots: int
    possible_dots: int


class ClaimsView(Struct, frozen=True):
    """A page of claims, the filters that made it, and the way to what follows."""

    rows: tuple[ClaimLine, ...]
    next: str | None
    order: str
    agent: str | None
    outlet: str | None
    day: str | None
    agents: tuple[str, ...]
    outlets: tuple[str, ...]


_OFFERED = 200  # names in the lists of the filters


def claims_view(
    connection: Connection,
    *,
    order: Literal["told", "latest"] = "told",
    agent: str | None = None,
    outlet: str | None = None,
    day: str | None = None,
    after: str | None = None,
    limit: int = 25,
) -> ClaimsView:
    """Claims, those told most often or told last first. Raises InputError for an ``after`` of another list."""
    found = browse.claims(connection, agent=agent, outlet=outlet, day=day, order=order, after=after, limit=limit)
    return ClaimsView(
        rows=claim_lines(found.rows),
        next=found.next,
        order=order,
        agent=agent,
        outlet=outlet,
        day=day,
        agents=browse.most_told(connection, _OFFERED),
        outlets=tuple(row.name for row in browse.outlets(connection, limit=_OFFERED).rows),
    )


def claim_lines(rows: Iterable[ClaimRow]) -> tuple[ClaimLine, ...]:
    """Claims for a list."""
    return tuple(_line(row) for row in rows)


def _line(row: ClaimRow) -> ClaimLine:
    sure, possible = dots(row.independent_origins)
    return ClaimLine(
        id=row.id,
        text=flat(row.text).removeprefix("that "),
        told=counted(row.tellings, "telling"),
        origins=origins_in_words(row.independent_origins),
        bottleneck=row.bottleneck,
        by=listed(row.origins, 4),
        when=_between(row.first, row.last),
        sure_dots=sure,
        possible_dots=possible,
    )


def _between(first: str | None, last: str | None) -> str:
    start, end = (moment_in_words(moment[:10] if moment else None) for moment in (first, last))
    return start if end in (start, "undated") else f"{start} to {end}"
