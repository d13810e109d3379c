"""The process that works on a desk: jobs in on standard input, what is heard of them out on standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any

from sayso.desk import Desk
from sayso.errors import SaysoError
from sayso.ingest import Given, Ingested, ingest_bytes
from sayso.model import Finding
from sayso.pipeline import Outcome, add_found, brief, bring_up_to_date, checker
from sayso.store import linking
from sayso.web.frames import receive, send
from sayso.web.guard.forms import Upload
from sayso.web.job import JobEvent

Tell = Callable[[JobEvent], None]
_NICE = 5  # pages come first


class Bench:
    """What the jobs of one desk share: the desk, and what was made ready to check texts with."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._checker: tuple[tuple[str | None, str | None], Callable[..., tuple[Finding, ...]]] | None = None

    def add(self, tell: Tell, uploads: list[Upload], given: dict[str, str]) -> None:
        """Read files, telling of each document once it is kept, then link."""

        def told(outcome: Outcome) -> None:
            what = "read" if outcome.state == "new" else outcome.state
            tell(JobEvent(what, outcome.path, outcome.document, outcome.issues))

        add_found(self._desk, _found(uploads, Given(**given)), told)
        self.link(tell)

    def link(self, tell: Tell) -> None:
        """Link again where that is due."""
        tell(JobEvent("linking"))
        bring_up_to_date(self._desk)

    def brief(self, _: Tell, day: str | None) -> str | None:
        """Assess a day; the day."""
        return brief(self._desk, day).assessment.day

    def check(self, _: Tell, text: str, published: str | None) -> tuple[Finding, ...]:
        """What does not hold in a text. What the desk knows is made ready once for each linking."""
        from sayso.check import manuscript

        with self._desk.store.reading() as connection:
            of = (linking.fingerprint(connection), published)
        if self._checker is None or self._checker[0] != of:
            self._checker = None  # two at once do not fit into memory
            self._checker = (of, checker(self._desk, published=published))
        return self._checker[1](manuscript(text.encode(), "text.md"))


def _found(uploads: list[Upload], given: Given) -> Iterator[Ingested]:
    for upload in uploads:
        yield from ingest_bytes(upload.data, None, upload.name, given)


def work(folder: str, jobs: IO[bytes], heard: IO[bytes]) -> None:
    """Do each job in turn until there are no more."""
    with Desk.open(folder) as desk:
        bench = Bench(desk)
        while True:
            try:
                kind, arguments = receive(jobs)
            except EOFError:
                return
            _do(bench, kind, arguments, heard)


def _do(bench: Bench, kind: str, arguments: tuple[Any, ...], heard: IO[bytes]) -> None:
    def tell(event: JobEvent) -> None:
        send(heard, ("event", event, 0))

    try:
        made = getattr(bench, kind)(tell, *arguments)
    except SaysoError as fault:
        send(heard, ("failed", fault, _memory()))
    else:
        send(heard, ("done", made, _memory()))


def _memory() -> int:
    """The most bytes that this process had so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    heard = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the values
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        work(sys.argv[1], sys.stdin.buffer, heard)
