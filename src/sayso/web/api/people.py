"""Who says and who prints: agents, outlets, and what agents said on the desk's issues."""

from __future__ import annotations

from fastapi import APIRouter
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from sayso.link.positions import Position
from sayso.pipeline.standing import positions_kept
from sayso.store import browse
from sayso.store.browse import ClaimRow, Listed, NameRow
from sayso.web.api.asking import After, Limit, Name, desk_of, given
from sayso.web.api.described import gives
from sayso.web.problems import not_found

router = APIRouter(tags=["agents and outlets"])
_CLAIMS = 20


class AgentAnswer(Struct, frozen=True):
    """An agent: how many tellings end at it, and the claims it made last."""

    name: str
    tellings: int
    claims: Listed[ClaimRow]


class OutletAnswer(Struct, frozen=True):
    """An outlet: its documents, whom it has things from, whose articles it printed again, what it told first."""

    name: str
    documents: int
    cites: tuple[NameRow, ...]
    copies: tuple[NameRow, ...]
    first: Listed[ClaimRow]


@router.get("/agents", **gives(Listed[NameRow]))
def agents(request: Request, beginning: Name = "", after: After = None, limit: Limit = 20) -> Response:
    """Those who say something, with the number of tellings that end at them, the most first."""
    with desk_of(request).store.reading() as connection:
        return given(request, browse.agents(connection, beginning, after, limit))


@router.get("/agents/{name}", **gives(AgentAnswer))
def agent(request: Request, name: str) -> Response:
    """One agent, by the name that the desk knows it under."""
    with desk_of(request).store.reading() as connection:
        told = browse.told_by(connection, name)
        if told is None:
            raise not_found(f"nobody on this desk is called {name[:100]!r}", "see /api/v1/agents for those there are")
        claims = browse.claims(connection, agent=name, order="latest", limit=_CLAIMS)
    return given(request, AgentAnswer(name, told, claims))


@router.get("/outlets", **gives(Listed[NameRow]))
def outlets(request: Request, after: After = None, limit: Limit = 20) -> Response:
    """The outlets of the desk by name, with the number of their documents."""
    with desk_of(request).store.reading() as connection:
        return given(request, browse.outlets(connection, after, limit))


@router.get("/outlets/{name}", **gives(OutletAnswer))
def outlet(request: Request, name: str) -> Response:
    """One outlet, by the name that the desk knows it under."""
    with desk_of(request).store.reading() as connection:
        printed = browse.printed_by(connection, name)
        if not printed:
            raise not_found(
                f"no outlet on this desk is called {name[:100]!r}", "see /api/v1/outlets for those there are"
            )
        cites, copies = browse.cited_by(connection, name), browse.copied_by(connection, name)
        first = browse.claims(connection, first_by=name, order="latest", limit=_CLAIMS)
    return given(request, OutletAnswer(name, printed, cites, copies, first))


@router.get("/positions", **gives(tuple[Position, ...]))
def positions(request: Request, agent: Name | None = None, issue: Name | None = None) -> Response:
    """What agents said on the desk's issues in order of time, and where it changed."""
    return given(request, positions_kept(desk_of(request), agent, issue))
