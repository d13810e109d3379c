"""Claims, each and in lists; disputes; what an id names."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.store import find
from sayso.web.answers import answer
from sayso.web.pages.asked import asked, known, store_of
from sayso.web.problems import not_found
from sayso.web.views.claim import claim_view
from sayso.web.views.claims import claims_view
from sayso.web.views.standing import dispute_view, disputes_view

router = APIRouter()


@router.get("/claims")
def claims(request: Request) -> Response:
    """The claims of the desk, those told most often or last first."""
    order: Literal["told", "latest"] = "latest" if asked(request, "order") == "latest" else "told"
    agent, outlet, day, after = (asked(request, name) for name in ("agent", "outlet", "day", "after"))
    with store_of(request) as connection:
        view = claims_view(connection, order=order, agent=agent, outlet=outlet, day=day, after=after)
        return answer(request, "claims.html.j2", view)


@router.get("/claim/{name}")
def claim(request: Request, name: str) -> Response:
    """One claim."""
    with store_of(request) as connection:
        return answer(request, "claim.html.j2", known(claim_view(connection, name), f"claim {name}"))


@router.get("/disputes")
def disputes(request: Request) -> Response:
    """Claims that cannot both hold."""
    with store_of(request) as connection:
        return answer(request, "disputes.html.j2", disputes_view(connection, asked(request, "after")))


@router.get("/dispute/{name}")
def dispute(request: Request, name: str) -> Response:
    """One dispute."""
    with store_of(request) as connection:
        return answer(request, "disputes.html.j2", known(dispute_view(connection, name), f"dispute {name}"))


@router.get("/find/{name}")
def found(request: Request, name: str) -> Response:
    """On to the page of what an id, or its beginning, names."""
    with store_of(request) as connection:
        thing = find.named(connection, name)
    document = quote(thing.document or "", safe="")
    if thing.kind in ("claim", "dispute", "document"):
        return RedirectResponse(f"/{thing.kind}/{quote(thing.id, safe='')}", 303)
    if thing.kind == "statement":
        return RedirectResponse(f"/document/{document}?statement={quote(thing.id)}#cited", 303)
    if thing.kind == "citation" and thing.span:
        return RedirectResponse(f"/document/{document}?start={thing.span.start}&end={thing.span.end}#cited", 303)
    raise not_found(f"a {thing.kind} has no page", f"`sayso show DESK {thing.id}` shows it")
