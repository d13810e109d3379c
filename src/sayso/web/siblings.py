"""Processes beside the server that answer what only reads, so that a busy desk uses more than one processor.

Python does one thing at a time in a process. What has to stand in one place stays with the server: who is logged in,
who failed to, the queue of jobs, every change. A page or a value that somebody only reads goes, once it is known who
asks, to the next process that is free. They are started when a request comes while others are being answered, which
one person alone hardly brings about; until they are ready, the server answers itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from sayso.errors import DeskError
from sayso.web.frames import heard, packed

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]  # status, headers, body
_MOST = 4  # processes; each takes about 100 MB
_TOGETHER = 3  # requests at once from which the processes are started
_TRIES = 2  # processes that may end over one request which they heard
_AGAIN = 60.0  # seconds before one is started again where one could not start
_ROOM = 1 << 20  # bytes of an answer that are taken over before its process has to wait
_END = 5.0  # seconds that a process has to end by itself
_GONE = (EOFError, OSError)
_LOG = logging.getLogger("sayso.web")


class Siblings:
    """The processes of one desk, and who waits for one."""

    def __init__(self, folder: str | os.PathLike[str], most: int | None = None) -> None:
        self._folder = os.fspath(folder)
        self._most = useful() if most is None else most
        self._alive: set[Process] = set()
        self._free: list[Process] = []
        self._waiting: deque[asyncio.Future[Process | None]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._not_before = 0.0
        self._here = 0

    @property
    def alive(self) -> tuple[int, ...]:
        """The ids of the processes that are ready."""
        return tuple(sorted(child.pid for child in self._alive))

    async def answer(self, request: Mapping[str, Any]) -> Answer | None:
        """What a process answers; None where there is none, so that the server has to. Raises DeskError."""
        for _ in range(_TRIES):
            child = await self._hearing(request)
            if child is None:
                return None
            with suppress(*_GONE), self._kept(child):
                answer: Answer = await _told(child)
                self._give(child)
                return answer
        raise DeskError("the processes that answer this ended over it", "try again; the log may say more")

    @contextmanager
    def here(self) -> Iterator[None]:
        """While the server itself answers; where it does much at once, processes are started."""
        self._here += 1
        if self._here >= _TOGETHER:
            self.start()
        try:
            yield
        finally:
            self._here -= 1

    def start(self) -> None:
        """Start the processes that are missing, unless one could not start a moment ago."""
        while len(self._alive) + len(self._starting) < self._most and time.monotonic() >= self._not_before:
            _begun(self._start(), self._starting)

    async def close(self) -> None:
        """End the processes, those that are just starting too."""
        self._most = 0
        starting = tuple(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        await asyncio.gather(*map(_ended, tuple(self._alive)), *self._ending)
        self._alive.clear()

    async def _start(self) -> None:
        command = (sys.executable, "-m", "sayso.web.sibling", self._folder)
        child = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=_ROOM)
        try:
            await _told(child)  # that it is ready
        except _GONE:
            self._not_before = time.monotonic() + _AGAIN
            _LOG.error("a process to answer pages could not start; the server answers them itself")
        else:
            self._alive.add(child)
            self._give(child)
        finally:
            if child not in self._alive:
                await _ended(child)

    async def _hearing(self, request: Mapping[str, Any]) -> Process | None:
        """A process that has heard the request. One that had ended before it was asked did not end over it."""
        while child := await self._taken():
            with suppress(*_GONE), self._kept(child):
                await _asked(child, request)
                return child
        return None

    async def _taken(self) -> Process | None:
        """The next process that is free; None where none is left."""
        if self._free:
            return self._free.pop()
        if not self._alive:
            return None
        turn: asyncio.Future[Process | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and (child := turn.result()) is not None:
                self._give(child)
            raise

    def _give(self, child: Process | None) -> None:
        """Hand a free process, or that there is none, to who waits the longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(child)
                return
        if child is not None:
            self._free.append(child)

    @contextmanager
    def _kept(self, child: Process) -> Iterator[None]:
        """Do without a process that was broken off: it would answer the next request with the rest of this one."""
        try:
            yield
        except BaseException:  # who asked may have gone, too, which cancels the asking
            self._lose(child)
            raise

    def _lose(self, child: Process) -> None:
        """Do without a process from now on, and start another."""
        self._alive.discard(child)
        with suppress(ProcessLookupError):
            child.kill()
        _begun(_ended(child), self._ending)
        while self._waiting and not self._alive:
            self._give(None)
        self.start()


def useful() -> int:
    """How many processes are worth while here: as many as processors, none where there is one."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST, known) if known > 1 else 0


def _begun(work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
    """Have something done beside, and remember it until it is."""
    task = asyncio.get_running_loop().create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)


async def _asked(child: Process, request: Mapping[str, Any]) -> None:
    """Put a request to a process and see that it has heard. Raises EOFError or OSError where it is gone."""
    assert child.stdin
    try:
        child.stdin.write(packed(request))
    except RuntimeError as fault:  # what uvloop raises where it has closed the pipe to a process that ended
        raise BrokenPipeError from fault
    await child.stdin.drain()
    await _told(child)


async def _told(child: Process) -> Any:  # noqa: ANN401 - that it is ready or has heard, and answers
    assert child.stdout
    return await heard(child.stdout)


async def _ended(child: Process) -> None:
    """See a process out: it ends when nothing more can be asked of it."""
    if child.stdin:
        child.stdin.close()
    try:
        await asyncio.wait_for(child.wait(), _END)
    except TimeoutError:
        child.kill()
        await child.wait()
