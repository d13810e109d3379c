"""What every round stands on: the desk, the way out, the clock, and the thread that reads and writes."""

from __future__ import annotations

import asyncio
import random
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar

from msgspec import Struct

from sayso.desk import Desk, Following
from sayso.errors import FetchError, SettingsError
from sayso.store import following
from sayso.watch.addresses import Guard, Network, read_address
from sayso.watch.clock import Clock, written
from sayso.watch.fetching import Answer, Fetcher, Limits, Validators
from sayso.watch.politeness import Politeness, Robots
from sayso.watch.schedule import after

Args = ParamSpec("Args")
Result = TypeVar("Result")
Happened = Literal["new", "known", "unread", "fault"]

_BUSY = frozenset({408, 425, 429})


class Told(Struct, frozen=True):
    """What happened: a document that is new, known or unread, or a ``fault`` of an address."""

    happened: Happened
    address: str
    document: str | None = None
    messages: tuple[str, ...] = ()


class Ground:
    """Shared by all rounds of one run. ``kept`` runs what reads and writes, one at a time, beside the network."""

    def __init__(
        self, desk: Desk, fetcher: Fetcher, clock: Clock, dice: random.Random, told: Callable[[Told], None]
    ) -> None:
        self.desk, self.clock, self.dice, self.told = desk, clock, dice, told
        self.addresses = tuple(feed.url for feed in desk.settings.feeds)
        self._fetcher = fetcher
        self._thread = ThreadPoolExecutor(1, "reader")
        self.politeness = Politeness(fetcher, clock, desk.settings.watch.pause, self._remembered, self._keep_robots)

    async def kept(self, work: Callable[Args, Result], *args: Args.args, **named: Args.kwargs) -> Result:
        """The result of ``work``, done in the thread that reads and writes."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **named))

    def now(self) -> str:
        """This moment as the store keeps it."""
        return written(self.clock.now())

    def later(self, seconds: float) -> str:
        """The moment so many seconds from now."""
        return written(after(self.clock.now(), seconds))

    async def get(self, address: str, known: Validators | None = None, limits: Limits | None = None) -> Answer:
        """A good answer (or 304), politely asked for. Raises FetchError for any other."""
        answer = await self._fetcher.get(address, known, self.politeness.gate, limits)
        if answer.status == 304 or 200 <= answer.status < 300:
            return answer
        host = read_address(answer.address).host
        wait = self.politeness.leave_alone(host, answer)
        passing = answer.status >= 500 or answer.status in _BUSY
        to_do = "it is tried again" if passing else "check the address"
        what = f"{host} answered {answer.status} {answer.reason}".strip()
        raise FetchError(what, to_do, passing=passing, wait=wait)

    def close(self) -> None:
        """Let the thread end its work and go."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    async def _remembered(self, origin: str) -> Robots | None:
        def look() -> tuple[str, str] | None:
            with self.desk.store.reading() as connection:
                return following.robots_of(connection, origin)

        found = await self.kept(look)
        return None if found is None else Robots(origin, *found)

    async def _keep_robots(self, robots: Robots) -> None:
        def keep() -> None:
            with self.desk.store.writing() as connection:
                following.put_robots(connection, robots.origin, robots.lasts, robots.text)

        await self.kept(keep)


def place_of(fault: Exception) -> str:
    """Where our own code failed, to be reported."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"a fault of Sayso ({Path(place.filename).name}, line {place.lineno}: {type(fault).__name__}: {fault})"


def guard_of(settings: Following) -> Guard:
    """The guard that a desk's settings ask for. Raises SettingsError for what is no network."""
    networks: list[Network] = []
    for words in settings.allow:
        try:
            networks.append(ip_network(words))
        except ValueError as fault:
            raise SettingsError(
                f"desk.toml allows {words!r}, which is no network ({fault})", 'write it as "10.1.0.0/16"'
            ) from fault
    return Guard(tuple(networks))
