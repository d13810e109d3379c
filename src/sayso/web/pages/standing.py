"""Positions: what each agent said on the desk's issues over time."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.web.answers import answer
from sayso.web.pages.asked import asked, desk_of
from sayso.web.views.standing import positions_view

router = APIRouter()


@router.get("/positions")
def positions(request: Request) -> Response:
    """Positions on all issues, on one, or of one agent."""
    view = positions_view(desk_of(request), asked(request, "agent"), asked(request, "issue"))
    return answer(request, "positions.html.j2", view)
