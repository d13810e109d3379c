"""Reading, linking, checking and assessing in a process of its own, one job after another.

They take minutes on a large desk, and the memory of all its readings: in the process that serves, every page would
wait for them. The child is started when there is something to do. It ends after a job that left it large.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from sayso.errors import DeskError
from sayso.model import Finding
from sayso.web.frames import receive, send
from sayso.web.guard.forms import Upload
from sayso.web.job import Job, Kind, Status

_KEPT = 200  # jobs whose end is remembered
_WAITING = 50  # jobs in the queue; a fifty-first is refused
_LARGE = 1_000_000_000  # bytes of memory after which a child is replaced
_PATIENCE = 600.0  # seconds that somebody waits for findings
SYSTEM = "sayso"  # who asks for what nobody asked for


class Worker:
    """The queue of jobs of one desk, and the process that does them."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = os.fspath(folder)
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._number = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._work, name="sayso-worker", daemon=True)
        self._thread.start()

    def add(self, uploads: Sequence[Upload], given: dict[str, str], by: str = SYSTEM) -> Job:
        """Read files and link the desk again. ``given``: what the files do not say (published, outlet, …)."""
        return self._asked("add", by, (list(uploads), given), len(uploads))

    def link(self, by: str = SYSTEM) -> Job:
        """Link the desk again where that is due. One that waits already does it for this asking too."""
        with self._lock:
            waiting = next((job for job in self._jobs.values() if job.kind == "link" and job.state == "queued"), None)
        return waiting or self._asked("link", by, ())

    def brief(self, day: str | None = None, by: str = SYSTEM) -> Job:
        """Assess a day, the latest without one."""
        return self._asked("brief", by, (day,))

    async def check(self, text: str, published: str | None = None, by: str = SYSTEM) -> tuple[Finding, ...]:
        """What does not hold in a text, once the desk comes to it. Raises SaysoError."""
        found: tuple[Finding, ...] = await self._asked("check", by, (text, published)).result(_PATIENCE)
        return found

    def job(self, ident: str) -> Job | None:
        """The job with this id, while it is remembered."""
        with self._lock:
            return self._jobs.get(ident)

    @property
    def is_at_work(self) -> bool:
        """Whether something changes what pages show just now."""
        with self._lock:
            return any(job.state == "running" and job.kind != "check" for job in self._jobs.values())

    def jobs(self) -> tuple[Status, ...]:
        """Every job that is remembered, the latest first."""
        with self._lock:
            return tuple(job.status() for job in reversed(self._jobs.values()))

    def close(self) -> None:
        """Do nothing more; what runs is broken off, which leaves the desk whole."""
        self._queue.put(None)
        child = self._child
        if child is not None:
            child.terminate()
        self._thread.join(timeout=10)

    def _asked(self, kind: Kind, by: str, arguments: tuple[Any, ...], files: int = 0) -> Job:
        with self._lock:
            if sum(job.state == "queued" for job in self._jobs.values()) >= _WAITING:
                raise DeskError("the desk has too much to do already", "try again later")
            self._number += 1
            job = Job(f"job-{self._number}", kind, by, arguments, files)
            self._jobs[job.id] = job
            for old in [one for one in self._jobs.values() if one.state in ("done", "failed")][:-_KEPT]:
                del self._jobs[old.id]
        self._queue.put(job)
        return job

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            arguments = job.begin()
            try:
                self._do(job, arguments)
            except (EOFError, OSError):
                self._end_child()
                job.end(fault=DeskError("the process that works on the desk ended", "try again; the desk is whole"))
        self._end_child()

    def _do(self, job: Job, arguments: tuple[Any, ...]) -> None:
        child = self._started()
        assert child.stdin and child.stdout
        send(child.stdin, (job.kind, arguments))
        while True:
            what, value, size = receive(child.stdout)
            if what == "event":
                job.note(value)
                continue
            if size > _LARGE:
                self._end_child()
            job.end(**{"fault" if what == "failed" else "result": value})
            return

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            command = [sys.executable, "-m", "sayso.web.work", self._folder]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._child

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.terminate()
            for stream in (child.stdin, child.stdout):
                if stream:
                    _quietly(stream.close)
            child.wait()


def _quietly(close: Callable[[], None]) -> None:
    try:
        close()
    except OSError:  # what was not yet written has nobody left to read it
        return
