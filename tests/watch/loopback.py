"""A web of our own on loopback: sites that answer, stall, lie and send bombs, as a test tells them to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from ssl import SSLContext

from sayso.watch.fetching import Limits

Serve = Callable[["Handler"], None]

START = datetime(2025, 3, 5, 10, 0, tzinfo=UTC)
FAST = Limits(connect=1.0, read=0.4, whole=1.0, packed=1_000_000, unpacked=3_000_000)
ARTICLE = (
    "<html><head><title>{title}</title><meta property='article:published_time' content='2025-03-05T09:00:00Z'>"
    "<link rel='canonical' href='{address}'></head><body><article><h1>{title}</h1>"
    "<p>Mayor Olena Haidai said on Tuesday that the bridge over the Ister would stay closed until {until}. "
    "The town council had asked for a decision by the end of the week, and the engineers wanted more time.</p>"
    "<p>“Nobody crosses before the last bolt is tight,” she told reporters at the town hall in Burshtyn.</p>"
    "<p>The Dnipro Courier reported that {count} lorries wait on the other side of the river every morning.</p>"
    "</article></body></html>"
)


@dataclass
class Page:
    """What a path answers. ``headers`` go out as they are; ``length`` overrides the true Content-Length."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None

    def __call__(self, handler: Handler) -> None:
        etag = self.headers.get("ETag")
        fresh = etag is not None and handler.headers.get("If-None-Match") == etag
        handler.send_response(304 if fresh else self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header(
            "Content-Length", "0" if fresh else str(len(self.body) if self.length is None else self.length)
        )
        handler.end_headers()
        if not fresh:
            handler.wfile.write(self.body)


@dataclass
class Site:
    """A running site: what its paths answer, and what was asked of it."""

    port: int
    scheme: str = "http"
    paths: dict[str, Serve] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        return self.asked.count(path)

    def article(
        self, path: str, title: str = "The bridge", until: str = "May", count: int = 40, host: str = "127.0.0.1"
    ) -> None:
        text = ARTICLE.format(title=title, address=self.at(path, host), until=until, count=count)
        self.paths[path] = Page(text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


class Handler(BaseHTTPRequestHandler):
    """Answers as its site says; a path that the site does not know is 404."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append({name.lower(): value for name, value in self.headers.items()})
        serve = self.site.paths.get(self.path, Page(status=404))
        try:
            serve(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def stall(self) -> None:
        """Say nothing until the test is over."""
        self.close_connection = True
        self.site.closing.wait(30)


class Server(ThreadingHTTPServer):
    """Says nothing of those who hang up, and does not wait for them."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serving(secured: SSLContext | None = None) -> Iterator[Site]:
    """A site that runs while the block does; with ``secured``, the certificate in it, over https."""
    handler = type("OfOneSite", (Handler,), {})
    server = Server(("127.0.0.1", 0), handler)
    if secured:  # the handshake is made by the thread that answers: a client that hangs up costs nobody else
        server.socket = secured.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = handler.site = Site(server.server_port, "https" if secured else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()


class Hands:
    """A clock that a test sets: waiting takes no time, it only passes."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def pass_(self, **duration: float) -> None:
        self.time += timedelta(**duration)


async def here(host: str, port: int) -> tuple[object, ...]:
    """A name server that says of every name that it is this machine."""
    return (ip_address("127.0.0.1"),)


def rss(*items: str, title: str = "Herald") -> bytes:
    channel = f"<channel><title>{title}</title><language>en</language>{''.join(items)}</channel>"
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {names}>{channel}</rss>'.encode()


def item(link: str, title: str = "The bridge", when: datetime = START, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(when)}</pubDate>{more}</item>"
    )


def feed(url: str, outlet: str = "Herald", **more: object) -> str:
    lines = [f'outlet = "{outlet}"', f'url = "{url}"', *(f"{key} = {value}" for key, value in more.items())]
    return "\n".join(lines)
