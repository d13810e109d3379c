"""Days: what was published, what happened, and the assessments."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response

from sayso.model import Assessment
from sayso.store import assessments, browse
from sayso.store.browse import EventRow, Happened, Listed, NameRow
from sayso.web import changing
from sayso.web.api.asking import EDITOR, After, Body, Day, Limit, Name, decoded, desk_of, given
from sayso.web.api.described import gives, takes
from sayso.web.job import Status
from sayso.web.problems import Refusal, not_found

router = APIRouter(tags=["days"])
UNDATED = "undated"


class DayAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """The day to assess, YYYY-MM-DD; the latest there is without one."""

    day: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


@router.get("/days", **gives(tuple[NameRow, ...]))
def days(request: Request) -> Response:
    """Each day that documents were published on, in order, and how many were."""
    with desk_of(request).store.reading() as connection:
        return given(request, browse.days(connection))


@router.get("/events", **gives(Listed[EventRow]))
def events(
    request: Request,
    first: Day | None = None,
    last: Day | None = None,
    type: Name | None = None,
    place: Name | None = None,
    agent: Annotated[Name | None, Query(description="Who says so.")] = None,
    mapped: Annotated[bool, Query(description="Only what has coordinates.")] = False,
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """Events as statements and assertions tell them, the latest day first."""
    asked = Happened(first, last, type, place, agent, mapped)
    with desk_of(request).store.reading() as connection:
        return given(request, browse.events(connection, asked, after, limit))


@router.get("/assessments", **gives(tuple[str, ...]))
def listed(request: Request) -> Response:
    """The days that have an assessment, in order; `undated` for one of undated articles."""
    with desk_of(request).store.reading() as connection:
        return given(request, tuple(day or UNDATED for day in assessments.days(connection)))


@router.get("/assessments/{day}", **gives(Assessment))
def one(request: Request, day: str) -> Response:
    """The assessment of a day (YYYY-MM-DD, `undated`, or `latest`)."""
    with desk_of(request).store.reading() as connection:
        known = assessments.days(connection)
        name = known[-1] if day == "latest" and known else "" if day == UNDATED else day
        found = assessments.get(connection, name) if name in known else None
    if found is None:
        raise not_found(f"there is no assessment of {day[:60]}", "see /api/v1/assessments, or make it")
    return given(request, found)


@router.post("/assessments", dependencies=EDITOR, openapi_extra=takes(DayAsked), **gives(Status, 202, "It is made."))
def made(request: Request, body: Body) -> Response:
    """Assess a day; what becomes of it is at /api/v1/jobs/ID, which `Location` names."""
    day = decoded(body, DayAsked).day
    _calendar(day)
    return accepted(request, changing.assess_day(request, day).status())


def accepted(request: Request, status: Status) -> Response:
    """The answer to what goes on after it."""
    response = given(request, status, 202)
    response.headers["Location"] = f"/api/v1/jobs/{status.id}"
    return response


def _calendar(day: str | None) -> None:
    try:
        if day is not None:
            date.fromisoformat(day)
    except ValueError as fault:
        raise Refusal(422, f"{day} is in no calendar", "write a day as YYYY-MM-DD") from fault
