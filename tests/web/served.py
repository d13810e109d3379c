"""A desk served on loopback by a real server, and a client that is no browser."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What came back. Names of headers are in lower case; several of one name are joined by a line break."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Served(NamedTuple):
    """A server that runs: where it is, and the desk it serves."""

    port: int
    desk: Path
    app: Any

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answer:
        """One request, sent as it is given: ``content_type="…"`` stands for the header Content-Type."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            found: dict[str, str] = {}
            for name, value in answer.getheaders():
                found[name.lower()] = f"{found[name.lower()]}\n{value}" if name.lower() in found else value
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, value: Any, **headers: str) -> Answer:
        """JSON, posted."""
        return self.ask("POST", path, json.dumps(value), **{"content_type": "application/json", **headers})

    def upload(self, files: dict[str, bytes], path: str = "/api/v1/documents", **headers: str) -> Answer:
        """Files, posted as a form."""
        kind, body = form({}, files)
        return self.ask("POST", path, body, **{"content_type": kind, **headers})

    def done(self, job: dict[str, Any], within: float = 120.0, **headers: str) -> dict[str, Any]:
        """A job, once it is over."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            status = self.get(f"/api/v1/jobs/{job['id']}", **headers).json
            if status["state"] in ("done", "failed"):
                return status
            time.sleep(0.05)
        raise AssertionError(f"{job} takes too long: {status}")


def form(fields: dict[str, str], files: dict[str, bytes]) -> tuple[str, bytes]:
    """A multipart form and its media type."""
    edge = "----edge-of-a-part"
    parts = [_part(edge, f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [_part(edge, f'name="files"; filename="{name}"', data) for name, data in files.items()]
    return f"multipart/form-data; boundary={edge}", b"".join([*parts, f"--{edge}--\r\n".encode()])


def _part(edge: str, about: str, data: bytes) -> bytes:
    return f"--{edge}\r\nContent-Disposition: form-data; {about}\r\n\r\n".encode() + data + b"\r\n"


@contextmanager
def serving(desk: Path, **settings: Any) -> Iterator[Served]:
    """The desk, served on a free port until the block ends."""
    import uvicorn

    from sayso.web import ServeSettings
    from sayso.web.app import application

    app = application(desk, ServeSettings(**settings))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", server_header=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    try:
        yield Served(server.servers[0].sockets[0].getsockname()[1], desk, app)
    finally:
        server.should_exit = True
        thread.join(timeout=30)


class Tokens:
    """A token file with a reader and an editor."""

    def __init__(self, file: Path) -> None:
        from sayso.web.guard import tokens

        self.file = file
        self.reader = tokens.new(file, "Rita", "reader")
        self.editor = tokens.new(file, "Edgar", "editor")
