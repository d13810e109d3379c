"""robots.txt (RFC 9309), and one request at a time to a host, a pause between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import httpx2
from msgspec import Struct
from protego import Protego

from sayso.errors import FetchError
from sayso.watch.addresses import origin_of
from sayso.watch.clock import Clock, written
from sayso.watch.fetching import AGENT, Answer, Fetcher, Limits
from sayso.watch.schedule import LEAST_PEACE, retry_after

_LASTS = timedelta(hours=24)  # RFC 9309, 2.4
_MOST_READ = 500 * 1024  # RFC 9309, 2.5
_LONGEST_DELAY = 60.0  # of Crawl-delay; some sites write 86400 to keep everybody out, and mean Disallow
_LONGEST_STANDING = 60.0  # seconds that a request waits in line; for more it goes and comes back
_LIMITS = Limits(packed=2_000_000, unpacked=2_000_000)

Remember = Callable[[str], Awaitable["Robots | None"]]
Keep = Callable[["Robots"], Awaitable[None]]


class Robots(Struct, frozen=True):
    """The robots.txt of an origin as it was fetched. ``lasts`` is when to fetch it again."""

    origin: str
    lasts: str
    text: str


class _Host:
    """A host: whose turn it is, and when the next may be."""

    def __init__(self, now: datetime) -> None:
        self.turn = asyncio.Lock()
        self.free_at = now


class Politeness:
    """The gate that each request passes: allowed by robots.txt, in its turn, after a pause of ``pace`` seconds."""

    def __init__(self, fetcher: Fetcher, clock: Clock, pace: float, remember: Remember, keep: Keep) -> None:
        self._fetcher, self._clock, self._pace = fetcher, clock, pace
        self._remember, self._keep = remember, keep
        self._hosts: dict[str, _Host] = {}
        self._rules: dict[str, tuple[str, Protego]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def gate(self, url: httpx2.URL) -> AsyncIterator[None]:
        """Entered for a request. Raises FetchError where robots.txt forbids it or the host asked for peace."""
        rules = await self._rules_of(url)
        if not rules.can_fetch(str(url), AGENT):
            raise FetchError(f"{url.host} forbids it in its robots.txt", "ask the outlet, or leave it out of desk.toml")
        delay = min(float(rules.crawl_delay(AGENT) or 0.0), _LONGEST_DELAY)
        async with self._in_turn(url.host, max(self._pace, delay)):
            yield

    def leave_alone(self, host: str, answer: Answer) -> float | None:
        """Note that a host asked to be left alone for a while; the seconds, None where it did not say."""
        asked = retry_after(answer.header("retry-after"), self._clock.now())
        if asked:
            found = self._host(host)
            found.free_at = max(found.free_at, self._clock.now() + timedelta(seconds=asked))
        return asked

    @asynccontextmanager
    async def _in_turn(self, name: str, pause: float) -> AsyncIterator[None]:
        host = self._host(name)
        async with host.turn:
            wait = (host.free_at - self._clock.now()).total_seconds()
            if wait > max(_LONGEST_STANDING, pause):
                raise FetchError(f"{name} asked to be left alone", "nothing needs to be done", passing=True, wait=wait)
            if wait > 0:
                await self._clock.sleep(wait)
            try:
                yield
            finally:
                host.free_at = max(host.free_at, self._clock.now() + timedelta(seconds=pause))

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host(self._clock.now()))

    async def _rules_of(self, url: httpx2.URL) -> Protego:
        origin = origin_of(url)
        async with self._asking.setdefault(origin, asyncio.Lock()):
            known = self._rules.get(origin)
            if known is None and (kept := await self._remember(origin)):
                known = (kept.lasts, Protego.parse(kept.text))
            if known is None or known[0] <= written(self._clock.now()):
                robots = await self._fetched(url, origin)
                await self._keep(robots)
                known = (robots.lasts, Protego.parse(robots.text))
            self._rules[origin] = known
        return known[1]

    async def _fetched(self, url: httpx2.URL, origin: str) -> Robots:
        """The rules now: none where there is no file, none allowed where the server fails (RFC 9309, 2.3.1)."""
        now = self._clock.now()
        async with self._in_turn(url.host, self._pace):
            answer = await self._fetcher.get(f"{origin}/robots.txt", limits=_LIMITS)
        if answer.status >= 500 or answer.status == 429:
            wait = self.leave_alone(url.host, answer)
            what = f"{url.host} does not give its robots.txt ({answer.status})"
            raise FetchError(what, "try again later", passing=True, wait=wait or LEAST_PEACE)
        text = answer.body[:_MOST_READ].decode("utf-8", "replace") if answer.status < 300 else ""
        return Robots(origin, written(now + _LASTS), text)
