"""One piece of work that a page does not wait for, and what is heard of it."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, Literal

from msgspec import Struct

from sayso.errors import DeskError, SaysoError
from sayso.model import Issue

_SHORTEST, _LONGEST = 0.01, 0.3  # seconds between two looks at a job

Kind = Literal["add", "link", "check", "brief"]
State = Literal["queued", "running", "done", "failed"]


class JobEvent(Struct, frozen=True):
    """What happened while a job ran. ``what``: read, known or unread (a document), or linking."""

    what: str
    path: str | None = None
    document: str | None = None
    issues: tuple[Issue, ...] = ()


class Status(Struct, frozen=True):
    """A job as it stands. ``fault`` and ``to_do`` say why it failed; ``events`` what was read so far."""

    id: str
    kind: Kind
    state: State
    by: str
    files: int
    events: tuple[JobEvent, ...] = ()
    fault: str | None = None
    to_do: str | None = None


class Job:
    """A job as the threads of the server see it."""

    def __init__(self, ident: str, kind: Kind, by: str, arguments: tuple[Any, ...], files: int = 0) -> None:
        self.id = ident
        self.kind = kind
        self.by = by
        self.files = files
        self._arguments: tuple[Any, ...] | None = arguments
        self._state: State = "queued"
        self._events: list[JobEvent] = []
        self._result: Any = None
        self._fault: SaysoError | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        """Where it stands."""
        return self._state

    def status(self) -> Status:
        """All that is known of it now."""
        with self._lock:
            fault = (self._fault.what, self._fault.to_do) if self._fault else ()
            return Status(self.id, self.kind, self._state, self.by, self.files, tuple(self._events), *fault)

    def begin(self) -> tuple[Any, ...]:
        """What to do; from now on it runs. Held no longer than until then: uploads are large."""
        arguments, self._arguments = self._arguments or (), None
        with self._lock:
            self._state = "running"
        return arguments

    def note(self, event: JobEvent) -> None:
        """Hear of something while it runs."""
        with self._lock:
            self._events.append(event)

    def end(self, result: object = None, fault: SaysoError | None = None) -> None:
        """It is over, with what came of it or what went wrong."""
        with self._lock:
            self._result, self._fault = result, fault
            self._state = "failed" if fault else "done"

    async def result(self, patience: float) -> Any:  # noqa: ANN401 - each kind of job has its own
        """What came of it, once it is over. Raises its fault, or DeskError when it takes longer than ``patience``.

        It looks now and then instead of waiting: a thread that waits is one that answers no page.
        """
        until, pause = time.monotonic() + patience, _SHORTEST
        while self.state not in ("done", "failed"):
            if time.monotonic() > until:
                raise DeskError("the desk is busy with other work", "try again later; /api/v1/jobs shows what it does")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, _LONGEST)
        if self._fault:
            raise self._fault
        return self._result
