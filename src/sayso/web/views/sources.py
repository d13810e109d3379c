"""Who says and who prints: lists, an agent, an outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection

from sayso.desk import Desk
from sayso.link.grades import RELIABILITY, grades
from sayso.link.judgements import Verdicts
from sayso.link.names import agent_key
from sayso.store import browse
from sayso.store.browse import NameRow, Sought
from sayso.web.views.claims import ClaimLine, claim_lines
from sayso.web.views.judged import JudgedView, about_name, judged_on
from sayso.web.views.phrases import counted
from sayso.web.views.search import DocumentLine, document_lines
from sayso.web.views.standing import PositionView, positions_view

_LOOKED_AT = 200  # tellings from which it is seen through whom an agent reaches readers
_SHOWN = 12


class SourcesView(Struct, frozen=True):
    """The outlets of the desk, and those who say something, whose names begin with ``beginning``."""

    outlets: tuple[NameRow, ...]
    agents: tuple[NameRow, ...]
    beginning: str
    next: str | None


class AgentView(Struct, frozen=True):
    """Who it is: what it said, through whom, and how people graded it.

    ``through`` counts the tellings, of the first ``looked_at``, that reach the reader by each outlet or intermediary.
    """

    name: str
    told: str
    looked_at: int
    through: tuple[NameRow, ...]
    printed_by: tuple[NameRow, ...]
    claims: tuple[ClaimLine, ...]
    next: str | None
    grade: str | None
    is_outlet: bool
    positions: tuple[PositionView, ...]
    judged: tuple[JudgedView, ...]


class OutletView(Struct, frozen=True):
    """What an outlet printed first, whom it cites, whose articles it copies, and its articles, the newest first."""

    name: str
    documents: int
    first: tuple[ClaimLine, ...]
    more_first: bool
    cites: tuple[NameRow, ...]
    copies: tuple[NameRow, ...]
    latest: tuple[DocumentLine, ...]
    next: str | None
    grade: str | None
    speaks: bool
    judged: tuple[JudgedView, ...]


def sources_view(connection: Connection, beginning: str = "", after: str | None = None) -> SourcesView:
    """Outlets by name; agents by how much they say. Raises InputError for an ``after`` of another list."""
    agents = browse.agents(connection, beginning, after, 60)
    return SourcesView(browse.outlets(connection).rows, agents.rows, beginning, agents.next)


def agent_view(connection: Connection, desk: Desk, name: str, after: str | None = None) -> AgentView | None:
    """The page of those who bear this name; None where nobody who says something does, nor anybody says through it."""
    claims = browse.claims(connection, agent=name, order="latest", after=after, limit=20)
    found = browse.tellings(connection, Sought(agent=name), limit=_LOOKED_AT).rows
    documents = browse.documents(connection, Sought(outlet=name), limit=1).rows
    verdicts = judged_on(connection)
    about = about_name(verdicts.standings, name)
    if not found and not documents and not about and not _passes_on(connection, name):
        return None
    count = next((row.count for row in browse.agents(connection, name, limit=5).rows if row.name == name), len(found))
    return AgentView(
        name=name,
        told=counted(count, "telling"),
        looked_at=len(found),
        through=_counted(other for row in found for other in row.chain[1:-1]),
        printed_by=_counted(row.outlet for row in found),
        claims=claim_lines(claims.rows),
        next=claims.next,
        grade=_grade(verdicts, name),
        is_outlet=bool(documents),
        positions=positions_view(desk, name).rows if desk.settings.issues and found else (),
        judged=about,
    )


def outlet_view(connection: Connection, name: str, after: str | None = None) -> OutletView | None:
    """The page of an outlet; None where no article of the desk is its."""
    latest = browse.documents(connection, Sought(outlet=name), after, 20)
    if not latest.rows and after is None:
        return None
    first = browse.claims(connection, first_by=name, order="latest", limit=_SHOWN)
    verdicts = judged_on(connection)
    return OutletView(
        name=name,
        documents=next((row.count for row in browse.outlets(connection).rows if row.name == name), len(latest.rows)),
        first=claim_lines(first.rows),
        more_first=first.next is not None,
        cites=browse.cited_by(connection, name),
        copies=browse.copied_by(connection, name),
        latest=document_lines(latest.rows),
        next=latest.next,
        grade=_grade(verdicts, name),
        speaks=bool(browse.tellings(connection, Sought(agent=name), limit=1).rows),
        judged=about_name(verdicts.standings, name),
    )


def _passes_on(connection: Connection, name: str) -> bool:
    """Whether the name stands on the desk at all: as one through whom something is said."""
    return any(row.name == name for row in browse.agents(connection, name, limit=50).rows)


def _counted(names: Iterable[str]) -> tuple[NameRow, ...]:
    return tuple(NameRow(name, count) for name, count in Counter(names).most_common(_SHOWN))


def _grade(verdicts: Verdicts, name: str) -> str | None:
    """The grade that people gave the source, in words."""
    found = grades(verdicts).sources.get(agent_key(name))
    if found is None:
        return None
    return f"{found.value} ({RELIABILITY.get(found.value or '', '')}), by {found.person} on {found.made_at[:10]}"
