"""Today, and any past day."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.answers import answer
from sayso.web.pages.asked import store_of
from sayso.web.views.today import no_day_view, today_view

router = APIRouter()
_UNDATED = "undated"  # in an address, for the assessment of articles without a date


@router.get("/")
def today(request: Request) -> Response:
    """The latest assessment."""
    return _day(request, None)


@router.get("/day")
def chosen(day: str = "") -> Response:
    """The form that chooses a day, sent without a script."""
    plain = day if day == _UNDATED or day.replace("-", "").isdigit() else ""
    return RedirectResponse(f"/day/{plain}" if plain else "/", status_code=303)


@router.get("/day/{day}")
def past(request: Request, day: str) -> Response:
    """The assessment of a day."""
    return _day(request, "" if day == _UNDATED else day)


def _day(request: Request, day: str | None) -> Response:
    with store_of(request) as connection:
        view = today_view(connection, day)
        if view is not None:
            return answer(request, "today.html.j2", view)
        return answer(request, "noday.html.j2", no_day_view(connection, day), 404 if day is not None else 200)
