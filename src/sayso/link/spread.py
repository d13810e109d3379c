"""Work on a large desk shared by two processes: every other portion goes to a child that is forked with all in it.

In: portions, and what is to be done with each. Out: what came of them, in their order: what one process would have
made, for the work on a portion depends on it alone and on what was known before. A child that cannot be had costs time
and changes nothing; neither does one that stops: what it leaves undone is done here.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

import msgspec

Portion = TypeVar("Portion")
Result = TypeVar("Result")
_pack = msgspec.msgpack.Encoder().encode


def spread(
    portions: Iterable[Portion], work: Callable[[Portion], Result], asked: type[Portion], made: type[Result]
) -> Iterator[Result]:
    """What ``work`` makes of each portion. Portions and results are of these types, and fit for MessagePack."""
    rest = iter(portions)
    even, odd = next(rest, None), next(rest, None)
    if odd is None or even is None or not can_fork():
        yield from (work(portion) for portion in (even, odd) if portion is not None)
        yield from map(work, rest)
        return
    child = _Child(work, asked, made)
    try:
        while even is not None and odd is not None:
            child.give(odd)
            mine, yours = work(even), child.take(odd)
            yield mine
            yield yours
            even, odd = next(rest, None), next(rest, None)
    finally:
        child.end()
    if even is not None:
        yield work(even)


def can_fork() -> bool:
    """Whether there is a second core, and no second thread, which a fork would lose."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class _Child(Generic[Portion, Result]):
    """A forked process that works on the portions it is given."""

    def __init__(self, work: Callable[[Portion], Result], asked: type[Portion], made: type[Result]) -> None:
        self._work, self._decode = work, msgspec.msgpack.Decoder(made).decode
        self._pipe, theirs = Pipe()
        self._alive = True
        self._id = os.fork()
        if self._id == 0:
            try:
                self._pipe.close()
                _serve(theirs, work, msgspec.msgpack.Decoder(asked).decode)
            finally:
                os._exit(0)  # whatever went wrong here goes wrong there again, where it is seen
        theirs.close()

    def give(self, portion: Portion) -> None:
        """Let the child work on a portion."""
        try:
            self._pipe.send_bytes(_pack(portion))
        except OSError:
            self._alive = False

    def take(self, portion: Portion) -> Result:
        """What came of the portion that was given last."""
        if self._alive:
            try:
                return self._decode(self._pipe.recv_bytes())
            except (EOFError, OSError):
                self._alive = False
        return self._work(portion)

    def end(self) -> None:
        """Let go of the child."""
        self._pipe.close()
        os.kill(self._id, signal.SIGKILL)
        os.waitpid(self._id, 0)


def _serve(pipe: Connection, work: Callable[[Portion], Result], decode: Callable[[bytes], Portion]) -> None:
    gc.freeze()  # what is inherited is never garbage here: to look for some would copy every page of it
    while True:
        try:
            portion = decode(pipe.recv_bytes())
        except EOFError:
            return
        pipe.send_bytes(_pack(work(portion)))
