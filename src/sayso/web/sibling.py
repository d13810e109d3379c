"""The process that answers what only reads: requests in on standard input, answers out on standard output.

It takes one request after another. Who may ask was settled before it gets one, so it guards nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from typing import IO

from starlette.types import ASGIApp, Message, Scope

from sayso.errors import SaysoError
from sayso.web.app import reading
from sayso.web.frames import receive, send
from sayso.web.siblings import Answer

_LOG = logging.getLogger("sayso.web")


async def answered(app: ASGIApp, scope: Scope) -> Answer:
    """What an application answers to a request without a body."""
    said: list[Message] = []

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def hear(message: Message) -> None:
        said.append(message)

    (fault,) = await asyncio.gather(app(scope, nothing, hear), return_exceptions=True)
    if fault is not None:  # one of ours: it was answered already, and uvicorn logs it in the same way
        _LOG.error("%s", scope["path"], exc_info=fault)
    start, *parts = said
    return start["status"], list(start.get("headers", ())), b"".join(part.get("body", b"") for part in parts)


async def _serve(folder: str, asked: IO[bytes], told: IO[bytes]) -> None:
    """Answer each request in turn until there are no more. Nothing else runs here, so waiting for one may block."""
    app = reading(folder)
    gc.collect()
    gc.freeze()  # what stays as long as the process need not be looked through again and again
    send(told, "ready")
    while True:
        try:
            scope = receive(asked)
        except EOFError:
            return
        send(told, "heard")
        send(told, await answered(app, {**scope, "app": app}))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's; when it ends, no more is asked here
    told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the answers
    try:
        with contextlib.suppress(BrokenPipeError):
            asyncio.run(_serve(sys.argv[1], sys.stdin.buffer, told))
    except SaysoError as fault:
        sys.exit(str(fault))
