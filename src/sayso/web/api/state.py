"""How the desk and the server are; the API's account of itself."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from sayso import __version__
from sayso.pipeline import is_outdated
from sayso.store import documents, linking, runs
from sayso.store.runs import RunRow
from sayso.web.answers import JSON, page, tagged
from sayso.web.api.asking import desk_of, given
from sayso.web.api.described import gives, openapi
from sayso.web.api.reference import reference

router = APIRouter(tags=["state"])


class Health(Struct, frozen=True):
    """Whether the store answers."""

    ok: bool
    version: str


class State(Struct, frozen=True):
    """The desk: how much is on it, who asks, and whether its links are those of all that was read."""

    name: str
    version: str
    documents: int
    claims: int
    linked: bool
    viewer: str
    role: str


@router.get("/health", **gives(Health))
def health(request: Request) -> Response:
    """Whether the server works. Nobody has to log in for it."""
    with desk_of(request).store.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    return given(request, Health(True, __version__))


@router.get("/state", **gives(State))
def state(request: Request) -> Response:
    """How much is on the desk."""
    desk, viewer = desk_of(request), request.state.viewer
    with desk.store.reading() as connection:
        counts = documents.count(connection), linking.count(connection)
    linked = not is_outdated(desk)
    return given(request, State(desk.settings.name, __version__, *counts, linked, viewer.name, viewer.role))


@router.get("/runs", **gives(tuple[RunRow, ...]))
def made_by(request: Request) -> Response:
    """The versions and settings that made the readings."""
    with desk_of(request).store.reading() as connection:
        return given(request, runs.every(connection))


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """The API as OpenAPI 3.1."""
    return tagged(request, msgspec.json.encode(openapi(request.app)), JSON)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """The reference, for people."""
    described: dict[str, Any] = openapi(request.app)
    return page(request, "api.html.j2", reference(described))
