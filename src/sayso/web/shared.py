"""Hands what only reads to the processes beside the server, and their answers back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.errors import DeskError
from sayso.web.problems import problem
from sayso.web.siblings import Siblings
from sayso.web.worker import Worker

# What needs the server itself: its files, logins, the queue of jobs. A form to check a text is no work to speak of.
_HERE = ("/static/", "/favicon.ico", "/login", "/add", "/check", "/api/v1/health", "/api/v1/jobs")
_PLAIN = ("type", "asgi", "http_version", "method", "scheme", "path", "raw_path", "query_string", "root_path")
_PARTS = (*_PLAIN, "headers", "client", "server")


class Shared:
    """The innermost of what a request passes: who asks is known, and whether they may."""

    def __init__(self, app: ASGIApp, siblings: Siblings, worker: Worker) -> None:
        self._app = app
        self._siblings = siblings
        self._worker = worker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or answer it with what a process says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["at_work"] = self._worker.is_at_work
        if scope["method"] != "GET" or scope["path"].startswith(_HERE):
            await self._app(scope, receive, send)
            return
        asked = {name: scope[name] for name in _PARTS if name in scope}
        try:
            answer = await self._siblings.answer({**asked, "state": {**state}})
        except DeskError as fault:
            await problem(Request(scope), fault)(scope, receive, send)
            return
        if answer is None:
            with self._siblings.here():
                await self._app(scope, receive, send)
            return
        status, headers, body = answer
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
