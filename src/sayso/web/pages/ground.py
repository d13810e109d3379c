"""The map of a day."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.web.answers import answer
from sayso.web.pages.asked import asked, store_of
from sayso.web.views.groundmap import map_view

router = APIRouter()


@router.get("/map")
def ground(request: Request) -> Response:
    """What is said to have happened where on a day. The slider names a day by its place among all (``at``)."""
    with store_of(request) as connection:
        day, agent, at = (asked(request, name) for name in ("day", "agent", "at"))
        view = map_view(connection, day, agent, at, request.app.state.borders)
        response = answer(request, "ground.html.j2", view)
    fields = {"day": view.day, **({"agent": view.agent} if view.agent else {})}
    response.headers["HX-Push-Url"] = f"/map?{urlencode(fields)}"  # the slider's own number says nothing tomorrow
    return response
