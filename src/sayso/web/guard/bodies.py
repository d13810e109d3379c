"""How much a request may send, counted as it arrives: what is too large is never held."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.problems import Refusal, problem
from sayso.web.settings import MB, ServeSettings

UPLOADS = ("/add", "/api/v1/documents")
_MOST = 12 * MB  # a text to check: ten megabytes are the most that `check` takes, and JSON escapes some of them
_AROUND = 200_000  # bytes of the multipart form around the files


class Bodies:
    """Refuses with 413 what is larger than its address takes."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on with a body that ends in a refusal where it is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._settings.most_bytes + _AROUND if scope["path"] in UPLOADS else _MOST
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > most:
            await problem(Request(scope), _too_large(most))(scope, receive, send)
            return
        await self._app(scope, _counted(receive, most), send)


def _counted(receive: Receive, most: int) -> Receive:
    arrived = 0

    async def counting() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > most:
            raise _too_large(most)
        return message

    return counting


def _too_large(most: int) -> Refusal:
    return Refusal(413, f"the request is larger than {most // MB} MB", "send it in parts")
