"""Which names this server answers to, and which sites may send it something.

A page of another site can point a name of its own at this machine (DNS rebinding) and then read what a local server
answers; the browser still sends that name as ``Host``. And it can post a form here; the browser then says so in
``Origin`` or ``Sec-Fetch-Site``. Both are refused before anything else looks at the request.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.web.problems import Refusal, problem
from sayso.web.settings import ServeSettings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = ("same-origin", "none")  # none: a person typed the address


class Hosts:
    """Refuses other names with 421 and other sites' posts with 403."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        answering = self._app if refusal is None else problem(Request(scope), refusal)
        await answering(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not _may_be(host, self._settings):
            to_do = "use the address that `sayso serve` printed, or start it with --name for this one"
            return Refusal(421, f"this desk is not served under the name {host[:100]!r}", to_do)
        if scope["method"] not in SAFE and not _is_own(headers, host):
            return Refusal(403, "another site sent this", "open the desk itself and do it there")
        return None


def _may_be(host: str, settings: ServeSettings) -> bool:
    """Whether a browser may have this name in its address bar. A number is nobody's name, so none can be rebound."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in settings.hosts:
        return True
    return not settings.is_local and _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_own(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host.lower() and origin.startswith(("http://", "https://"))
    return headers.get("sec-fetch-site", "same-origin") in _OWN


def from_browser(headers: Headers) -> bool:
    """Whether a browser sent a request: every one of today says so when it posts something."""
    return any(name in headers for name in ("origin", "sec-fetch-site", "cookie"))
