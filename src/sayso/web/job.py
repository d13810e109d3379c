"""One piece of work that a page does not wait for, and what is heard of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from sayso.errors import DeskError, SaysoError
from sayso.model import Issue

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
        self._changed = threading.Condition()

    @property
    def state(self) -> State:
        """Where it stands."""
        return self._state

    def status(self) -> Status:
        """All that is known of it now."""
        with self._changed:
            fault = (self._fault.what, self._fault.to_do) if self._fault else ()
            return Status(self.id, self.kind, self._state, self.by, self.files, tuple(self._events), *fault)

    def begin(self) -> tuple[Any, ...]:
        """What to do; from now on it runs. Held no longer than until then: uploads are large."""
        arguments, self._arguments = self._arguments or (), None
        with self._changed:
            self._state = "running"
            self._changed.notify_all()
        return arguments

    def note(self, event: JobEvent) -> None:
        """Hear of something while it runs."""
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def end(self, result: object = None, fault: SaysoError | None = None) -> None:
        """It is over, with what came of it or what went wrong."""
        with self._changed:
            self._result, self._fault = result, fault
            self._state = "failed" if fault else "done"
            self._changed.notify_all()

    def result(self, timeout: float) -> Any:  # noqa: ANN401 - each kind of job has its own
        """What came of it, once it is over. Raises its fault, or DeskError when it takes longer than ``timeout``."""
        with self._changed:
            if not self._changed.wait_for(self._is_over, timeout):
                raise DeskError("the desk is busy with other work", "try again later; /api/v1/jobs shows what it does")
            if self._fault:
                raise self._fault
            return self._result

    def events(self, beat: float = 15.0) -> Iterator[JobEvent | None]:
        """Each event as it happens, until the job is over; None for every ``beat`` seconds without one."""
        seen = 0
        while True:
            new, over = self._since(seen, beat)
            seen += len(new)
            yield from new
            if over:
                return
            if not new:
                yield None

    def _since(self, seen: int, beat: float) -> tuple[list[JobEvent], bool]:
        with self._changed:
            self._changed.wait_for(lambda: len(self._events) > seen or self._is_over(), beat)
            return self._events[seen:], self._is_over()

    def _is_over(self) -> bool:
        return self._state in ("done", "failed")
