"""Claims, each and in lists."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.web.answers import answer
from sayso.web.pages.asked import known, store_of
from sayso.web.views.claim import claim_view

router = APIRouter()


@router.get("/claim/{name}")
def claim(request: Request, name: str) -> Response:
    """One claim."""
    with store_of(request) as connection:
        return answer(request, "claim.html.j2", known(claim_view(connection, name), f"claim {name}"))
