"""The server itself: a socket that is ours before anything is said to be served, and the loop that answers on it."""

from __future__ import annotations

import socket

from fastapi import FastAPI

from sayso.errors import SettingsError
from sayso.web.settings import ServeSettings

_GRACE = 5  # seconds that answers under way have when the server is told to stop
_WAITING = 128  # connections that the system holds while the server is busy


def listen(settings: ServeSettings) -> socket.socket:
    """A socket bound to the address of the settings. Raises SettingsError where that cannot be."""
    try:
        found = socket.getaddrinfo(settings.host.strip("[]"), settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(_WAITING)
    except OSError as fault:
        where = f"{settings.host}, port {settings.port}"
        raise SettingsError(f"nothing can be served at {where}: {fault.strerror}", "give another --port") from fault
    return bound


def address_of(bound: socket.socket) -> str:
    """Where a browser finds what is served on a socket."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: FastAPI, bound: socket.socket) -> None:
    """Answer until told to stop."""
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=_GRACE)
    uvicorn.Server(config).run(sockets=[bound])
