"""Pages for what goes wrong, and for logging in: the guard calls these, and knows no template."""

from __future__ import annotations

from http import HTTPStatus

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from sayso.web.answers import page


class ErrorView(Struct, frozen=True):
    """What happened and what to do about it."""

    status: int
    title: str
    happened: str
    to_do: str
    login: str | None


class LoginView(Struct, frozen=True):
    """The form for a token. ``next`` is where to go then; ``problem`` why the last try failed."""

    next: str
    problem: str | None
    csrf: str


def error_page(request: Request, status: int, happened: str, to_do: str) -> Response:
    """A page that says what happened and what to do; one who is not logged in is shown where to."""
    login = "/login" if status == HTTPStatus.UNAUTHORIZED else None
    view = ErrorView(status, HTTPStatus(status).phrase, happened, to_do, login)
    return page(request, "error.html.j2", view, status)


def login_page(request: Request, there: str, problem: str | None) -> Response:
    """The form to log in with. ``there`` is an address of ours."""
    return page(request, "login.html.j2", LoginView(there, problem, getattr(request.state, "csrf", "")))
