"""One page from the web, within limits of time, size and redirects.

Every hop is read and checked as the first one was; the connection itself is checked in `connecting`. A
server that answers with an error is no exception here: what its status means is for the caller to say.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Self
from urllib.parse import urljoin

import httpcore2
import httpx2
from msgspec import Struct
from msgspec.structs import replace

from sayso import __version__
from sayso.errors import FetchError
from sayso.watch.addresses import Guard, literal, port_of, read_address
from sayso.watch.certificates import why_refused
from sayso.watch.clock import Clock, SystemClock, written
from sayso.watch.connecting import GuardedBackend, Resolve, system_resolver
from sayso.watch.schedule import LEAST_PEACE
from sayso.watch.unpacking import ACCEPTED, unpacked

AGENT = "Sayso"
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}

Gate = Callable[[httpx2.URL], AbstractAsyncContextManager[None]]


class Limits(Struct, frozen=True):
    """How long and how much: seconds to connect, between bytes and for one answer; bytes sent and unpacked.

    A browser gives up a connection after 20 to 60 s and follows 20 redirects; five are what RFC 9309 asks of
    a crawler. The largest page of `bench/pages.py` has 1.7 MB.
    """

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    packed: int = 10_000_000
    unpacked: int = 10_000_000
    redirects: int = 5


class Validators(Struct, frozen=True):
    """What a server gave with its last answer, to be asked "has it changed?" (RFC 9110, 13)."""

    etag: str | None = None
    modified: str | None = None


class Answer(Struct, frozen=True):
    """What a server answered. ``body`` is unpacked; ``moved``: every redirect on the way was for good."""

    asked: str
    address: str
    at: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    moved: bool = False

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def validators(self) -> Validators:
        """What to ask with next time."""
        return Validators(self.header("etag"), self.header("last-modified"))


class Fetcher:
    """Fetches pages; use it in ``async with``. ``contact`` is told to servers, for their complaints."""

    def __init__(
        self,
        guard: Guard | None = None,
        limits: Limits | None = None,
        *,
        contact: str = "",
        resolve: Resolve | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._guard = guard or Guard()
        self.limits = limits or Limits()
        self._clock = clock or SystemClock()
        self._agent = f"{AGENT}/{__version__}" + (f" (+{contact})" if contact else "")
        # Proxies and .netrc of the environment stay out: the guard must see where a connection goes.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=None,
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
            network_backend=GuardedBackend(self._guard, resolve or system_resolver()),
        )

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def get(
        self, address: str, known: Validators | None = None, gate: Gate | None = None, limits: Limits | None = None
    ) -> Answer:
        """The answer at an address, after its redirects; 304 where nothing changed since ``known``.

        ``gate`` is entered for each hop, and may wait or raise. Raises FetchError for what may not be asked,
        does not answer in time, or answers with too much.
        """
        bounds = limits or self.limits
        here, moved = address, True
        seen = {address}
        for _ in range(bounds.redirects + 1):
            url = self._read(here)
            async with (gate or _no_gate)(url):
                answer = await self._one(url, known, bounds)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return replace(answer, asked=address, moved=moved and here != address)
            moved = moved and answer.status in _FOR_GOOD
            here = _redirected(url, target)
            if here in seen:
                raise FetchError(f"{address} redirects in a circle", "check the address")
            seen.add(here)
        raise FetchError(f"{address} redirects more than {bounds.redirects} times", "check the address")

    def _read(self, address: str) -> httpx2.URL:
        url = read_address(address)
        number = literal(url.host)
        if number is not None:
            self._guard.check(number, url.host, port_of(url))
        return url

    async def _one(self, url: httpx2.URL, known: Validators | None, limits: Limits) -> Answer:
        try:
            async with asyncio.timeout(limits.whole):
                return await self._exchange(url, known, limits)
        except TimeoutError as fault:
            raise _silent(f"{url.host} did not answer within {limits.whole:g} s") from fault
        except httpcore2.TimeoutException as fault:
            raise _silent(f"{url.host} did not answer in time") from fault
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as fault:
            raise _unreachable(url.host, fault) from fault

    async def _exchange(self, url: httpx2.URL, known: Validators | None, limits: Limits) -> Answer:
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeouts = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.whole}
        at = written(self._clock.now())
        async with self._pool.stream(
            "GET", target, headers=self._headers(url, known), extensions={"timeout": timeouts}
        ) as response:
            headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
            answer = Answer(
                asked=str(url),
                address=str(url).partition("#")[0],
                at=at,
                status=response.status,
                reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
                headers=headers,
                body=b"",
            )
            packed = await _body(response, answer, limits)
        return replace(answer, body=unpacked(packed, answer.header("content-encoding") or "", limits.unpacked))

    def _headers(self, url: httpx2.URL, known: Validators | None) -> list[tuple[bytes, bytes]]:
        asked = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
        }
        if known and known.etag:
            asked["If-None-Match"] = known.etag
        if known and known.modified:
            asked["If-Modified-Since"] = known.modified
        return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in asked.items()]


def _redirected(url: httpx2.URL, target: str) -> str:
    """Where a Location header leads. Servers write it in UTF-8, where the standard has no more than ASCII."""
    try:
        return urljoin(str(url), target.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as fault:
        raise FetchError(f"{url.host} redirects to what is no address", "check the address") from fault


async def _body(response: httpcore2.Response, answer: Answer, limits: Limits) -> bytes:
    """The body as it was sent. Its length is believed where it is too long, and counted anyway."""
    declared = answer.header("content-length") or ""
    if declared.isascii() and declared.isdigit() and int(declared) > limits.packed:
        raise _too_large(answer, limits)
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_stream():
        size += len(part)
        if size > limits.packed:
            raise _too_large(answer, limits)
        parts.append(part)
    return b"".join(parts)


def _too_large(answer: Answer, limits: Limits) -> FetchError:
    return FetchError(f"{answer.address} is larger than {limits.packed // 1_000_000} MB", "it is no article")


@asynccontextmanager
async def _no_gate(_url: httpx2.URL) -> AsyncIterator[None]:
    yield


def _unreachable(host: str, fault: Exception) -> FetchError:
    if refused := why_refused(fault):
        return _silent(f"{host} was not asked for its certificate's sake: {refused[0]}", refused[1])
    return _silent(f"{host} could not be asked: {' '.join(str(fault).split())[:200] or type(fault).__name__}")


def _silent(what: str, to_do: str = "try again later") -> FetchError:
    """A host that cannot be asked just now, and is left alone for a while."""
    return FetchError(what, to_do, passing=True, wait=LEAST_PEACE)
