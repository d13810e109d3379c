"""What goes wrong, said in one shape: to programs as problem+json (RFC 9457), to people as a page.

{"type": "about:blank", "title": "Not Found", "status": 404, "detail": what happened, "to_do": what to do}
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from sayso.errors import (
    CitationError,
    DeskError,
    InputError,
    MissingExtra,
    NothingToRead,
    SaysoError,
    SettingsError,
)
from sayso.web.answers import wants_json

PROBLEM = "application/problem+json"
_METHODS = ("GET", "POST")
_LOG = logging.getLogger("sayso.web")


class Refusal(SaysoError):
    """A request that is not done, with the HTTP status that says why."""

    def __init__(self, status: int, what: str, to_do: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(what, to_do)
        self.status = status
        self.headers = headers or {}


class Problem(Struct, frozen=True):
    """What went wrong: ``detail`` says what happened, ``to_do`` what to do about it."""

    title: str
    status: int
    detail: str
    to_do: str = ""
    type: str = "about:blank"


def problem(request: Request, fault: SaysoError) -> Response:
    """The answer to a request that failed: problem+json, or a page where the client wants one."""
    status = _status(fault)
    headers = {**(fault.headers if isinstance(fault, Refusal) else {}), "Cache-Control": "no-store"}
    if wants_json(request):
        body = Problem(HTTPStatus(status).phrase, status, fault.what, fault.to_do)
        return Response(msgspec.json.encode(body), status, headers, PROBLEM)
    from sayso.web.pages import error_page

    response = error_page(request, status, fault.what, fault.to_do)
    response.headers.update(headers)
    return response


def not_found(what: str, to_do: str = "look it up in the list of its kind") -> Refusal:
    """The refusal of what is not on this desk."""
    return Refusal(404, what, to_do)


def answer_faults(app: FastAPI) -> None:
    """Answer every fault in this one shape, those of the framework included."""
    app.add_exception_handler(SaysoError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_parameters)
    app.add_exception_handler(Exception, _of_nobody)


def _status(fault: SaysoError) -> int:
    if isinstance(fault, Refusal):
        return fault.status
    return next(status for kind, status in _STATUS.items() if isinstance(fault, kind))


async def _of_ours(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, SaysoError)
    if _status(fault) >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, fault)
    return problem(request, fault)


async def _of_http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    unknown = fault.status_code == 404 and fault.detail == HTTPStatus.NOT_FOUND.phrase
    what = f"nothing is at {request.url.path}" if unknown else str(fault.detail)
    to_do = _TO_DO.get(fault.status_code, "see /api/v1/docs for what can be asked")
    headers = {"Allow": _allowed(request)} if fault.status_code == 405 else dict(fault.headers or {})
    return problem(request, Refusal(fault.status_code, what, to_do, headers))


def _allowed(request: Request) -> str:
    """What an address takes: the framework names only the methods of the first route that has its path."""
    routes = request.app.routes
    asked = (method for method in _METHODS if _takes(routes, {**request.scope, "method": method}))
    return ", ".join(asked)


def _takes(routes: Sequence[BaseRoute], scope: Scope) -> bool:
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


async def _of_parameters(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    said = [f"{'.'.join(map(str, error['loc'][1:]))}: {error['msg']}" for error in fault.errors()]
    return problem(request, Refusal(422, "; ".join(said) or "the request cannot be understood", _TO_DO[422]))


async def _of_nobody(request: Request, fault: Exception) -> Response:
    """A fault of ours: said without its traceback, which goes to the log."""
    return problem(request, Refusal(500, "this should not have happened", "tell who runs this desk; the log has more"))


_STATUS: dict[type[SaysoError], int] = {
    NothingToRead: 404,
    InputError: 400,
    CitationError: 409,
    SettingsError: 409,
    MissingExtra: 501,
    DeskError: 503,
    SaysoError: 500,
}
_TO_DO = {
    404: "check the address",
    405: "see /api/v1/docs for what this address takes",
    422: "see /api/v1/docs for what can be given",
}
