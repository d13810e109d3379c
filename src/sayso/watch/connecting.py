"""Names to addresses, checked, and connections to exactly the addresses that were checked.

A name is looked up once for a connection, every answer is checked, and the connection goes to one of those
answers, as a number. So an answer that changes between the check and the connection (DNS rebinding)
changes nothing: there is no second question.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any

import httpcore2

from sayso.errors import FetchError
from sayso.watch.addresses import Address, Guard, literal

Resolve = Callable[[str, int], Awaitable[tuple[Address, ...]]]

_LOOKING_UP = 32  # at once; a name server that is silent holds a thread for up to 30 s


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to checked addresses only. Raises FetchError for what the guard refuses."""

    def __init__(self, guard: Guard, resolve: Resolve) -> None:
        self._guard = guard
        self._resolve = resolve
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first address of ``host`` that answers, all of them checked before."""
        addresses = await self._addresses(host, port, timeout)
        for address in addresses:
            self._guard.check(address, host, port)
        refused: Exception | None = None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as fault:
                refused = fault
        raise refused or httpcore2.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.AsyncNetworkStream:
        """Never: a socket of this machine is no address of the web."""
        raise FetchError("a socket of this machine is no web address", "give one that begins with http")

    async def sleep(self, seconds: float) -> None:
        """As the library asks between its own tries; it makes none."""
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int, timeout: float | None) -> tuple[Address, ...]:
        number = literal(host)
        if number is not None:
            return (number,)
        try:
            async with asyncio.timeout(timeout):
                return await self._resolve(host, port)
        except TimeoutError as fault:
            raise httpcore2.ConnectTimeout("its name could not be looked up in time") from fault
        except (OSError, UnicodeError) as fault:
            raise httpcore2.ConnectError(f"its name has no address ({fault})") from fault


def system_resolver() -> Resolve:
    """Looks names up as the system does, in threads of its own."""
    threads = ThreadPoolExecutor(_LOOKING_UP, "names")

    async def resolve(host: str, port: int) -> tuple[Address, ...]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(threads, _looked_up, host, port)
        return tuple(dict.fromkeys(ip_address(address) for address in found))

    return resolve


def _looked_up(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
