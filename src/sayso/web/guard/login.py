"""Logging in with a token, and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.guard.forms import proven
from sayso.web.guard.gate import Door, address_of, cookie, cookie_name
from sayso.web.problems import Refusal

router = APIRouter(include_in_schema=False)
_FRESH = {"Cache-Control": "no-store"}


@router.get("/login")
def show(request: Request, next: str = "/") -> Response:
    """The form; whoever is known already goes on."""
    if request.state.viewer is not None:
        return RedirectResponse(local(next), 303, _FRESH)
    return _form(request, local(next), None, 200)


@router.post("/login")
async def log_in(request: Request) -> Response:
    """A session for a token, and on to where the person came from."""
    form = await request.form(max_files=0, max_fields=5, max_part_size=10_000)
    token, there, csrf = (str(form.get(name) or "") for name in ("token", "next", "csrf"))
    door: Door = request.app.state.door
    if door.keeper is None:
        return RedirectResponse(local(there), 303, _FRESH)
    try:
        proven(request, csrf)
        door.at_the_door(address_of(request))
        found = door.by_token(token.strip(), address_of(request))
    except Refusal as refusal:
        response = _form(request, local(there), f"{refusal.what}: {refusal.to_do}", refusal.status)
        response.headers.update(refusal.headers)
        return response
    session = door.sessions.log_in(found.id)
    return RedirectResponse(local(there), 303, {**_FRESH, "Set-Cookie": cookie(request, session)})


@router.post("/logout")
async def log_out(request: Request) -> Response:
    """End the session."""
    form = await request.form(max_files=0, max_fields=5, max_part_size=10_000)
    proven(request, str(form.get("csrf") or ""))
    request.app.state.door.sessions.log_out(request.state.session)
    gone = f"{cookie_name(request)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
    return RedirectResponse("/login", 303, {**_FRESH, "Set-Cookie": gone})


def local(address: str) -> str:
    """``address`` where it is a path of this desk, else the first page: nobody is sent elsewhere."""
    plain = "".join(letter for letter in address if letter.isprintable() and letter not in "\\ ")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or not plain.startswith("/") or plain.startswith("//") or plain != address:
        return "/"
    return plain


def _form(request: Request, there: str, problem: str | None, status: int) -> Response:
    from sayso.web.pages import login_page

    request.state.csrf = request.app.state.door.sessions.csrf(request.state.session)
    response: Response = login_page(request, there, problem)
    response.status_code = status
    return response
