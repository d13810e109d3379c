"""Agents and outlets."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.web.answers import answer
from sayso.web.pages.asked import asked, desk_of, known, store_of
from sayso.web.views.sources import agent_view, outlet_view, sources_view

router = APIRouter()


@router.get("/sources")
def sources(request: Request) -> Response:
    """Who prints and who says."""
    with store_of(request) as connection:
        view = sources_view(connection, asked(request, "beginning") or "", asked(request, "after"))
        return answer(request, "sources.html.j2", view)


@router.get("/agent/{name:path}")
def agent(request: Request, name: str) -> Response:
    """Who says something, or through whom it is said."""
    with store_of(request) as connection:
        view = agent_view(connection, desk_of(request), name, asked(request, "after"))
        return answer(request, "agent.html.j2", known(view, f"agent {name}"))


@router.get("/outlet/{name:path}")
def outlet(request: Request, name: str) -> Response:
    """Who prints."""
    with store_of(request) as connection:
        view = known(outlet_view(connection, name, asked(request, "after")), f"article of {name}")
        return answer(request, "outlet.html.j2", view)
