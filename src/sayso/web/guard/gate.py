"""Who asks. Every request passes here and goes on with its `Viewer`, or is asked to log in.

On this machine alone, without a token file, whoever asks is its user and may edit. Elsewhere a request is known by a
token (``Authorization: Bearer``) or by the cookie of a login.
"""

from __future__ import annotations

import getpass
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import SettingsError
from sayso.web.answers import wants_json
from sayso.web.guard.limits import Failures
from sayso.web.guard.people import Viewer
from sayso.web.guard.sessions import Sessions
from sayso.web.guard.tokens import Doorkeeper, Token
from sayso.web.problems import Refusal, problem
from sayso.web.settings import ServeSettings

_OPEN = ("/login", "/static/", "/favicon.ico", "/api/v1/health")  # seen by whoever comes to the door
_TOKEN = {"WWW-Authenticate": 'Bearer realm="sayso"'}


class Door:
    """What is known of tokens, sessions and failures; one for the whole server."""

    def __init__(self, settings: ServeSettings) -> None:
        self.sessions = Sessions()
        self.failures = Failures()
        self.keeper = Doorkeeper(settings.token_file) if settings.token_file else None
        self._user = _user()

    def by_token(self, given: str, address: str) -> Token:
        """Whose token it is. Raises Refusal for nobody's, and soon for every further try of that address."""
        token = self.keeper.known(given) if self.keeper else None
        if token is not None:
            return token
        self.at_the_door(address)
        self.failures.note(address)
        raise Refusal(401, "this token is not known here", "ask who runs this desk for one", _TOKEN)

    def at_the_door(self, address: str) -> None:
        """Raises Refusal for an address that failed too often."""
        if wait := self.failures.wait(address):
            raise Refusal(429, "too many wrong tokens", f"wait {wait} seconds", {"Retry-After": str(wait)})

    def viewer(self, request: Request, session: str) -> Viewer | None:
        """Who asks; None for somebody who has to log in. Raises Refusal for a wrong token, SettingsError."""
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self.keeper:
            token = self.by_token(given.strip(), address_of(request))
            return Viewer(token.name, token.role, by_header=True)
        csrf = self.sessions.csrf(session)
        if self.keeper is None:
            return Viewer(self._user, "editor", csrf)
        ident = self.sessions.token_of(session)
        found = self.keeper.by_id(ident) if ident else None
        return Viewer(found.name, found.role, csrf, login=True) if found else None


class Gate:
    """Puts ``viewer`` and ``session`` into the state of each request, or sends it to the login."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on with who asks."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        known = request.cookies.get(cookie_name(request), "")
        request.state.session = session = known or self._door.sessions.new()
        if not known and not request.url.path.startswith(("/static/", "/api/")):
            send = _with_cookie(send, cookie(request, session))
        try:
            viewer = self._door.viewer(request, session)
        except (Refusal, SettingsError) as refusal:
            await problem(request, refusal)(scope, receive, send)
            return
        request.state.viewer = viewer
        if viewer is None and not request.url.path.startswith(_OPEN):
            await _to_login(request)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def address_of(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else "unknown"


def cookie_name(request: Request) -> str:
    """The cookie's name: browsers do not keep cookies of two desks on one machine apart by port."""
    return f"sayso-{request.url.port or 0}"


def cookie(request: Request, session: str) -> str:
    """The header that gives a browser its session: only to this site, to no script, over TLS where there is any."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    return f"{cookie_name(request)}={session}; Path=/; HttpOnly; SameSite=Strict{secure}"


def _to_login(request: Request) -> ASGIApp:
    if wants_json(request):
        to_do = "send a token: Authorization: Bearer sayso_…"
        return problem(request, Refusal(401, "this desk asks who you are", to_do, _TOKEN))
    there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(there, safe='/')}", 303, {"Cache-Control": "no-store"})


def _with_cookie(send: Send, value: str) -> Send:
    async def giving(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "set-cookie" not in headers:  # a login gives its own
                headers.append("Set-Cookie", value)
        await send(message)

    return giving


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "you"
