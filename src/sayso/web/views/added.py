"""Files handed in, and how far their reading is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sayso.web.job import JobEvent, Status
from sayso.web.settings import MB, ServeSettings

_SHOWN = 10


class AddView(Struct, frozen=True):
    """The form for files, and the jobs before."""

    most_files: int
    most_megabytes: int
    jobs: tuple[Status, ...]


class JobView(Struct, frozen=True):
    """A job as it stands. ``documents`` are those told of so far, ``linking`` whether it has come to that."""

    id: str
    kind: str
    state: str
    by: str
    files: int
    is_over: bool
    linking: bool
    documents: tuple[JobEvent, ...]
    fault: str | None
    to_do: str | None


def add_view(jobs: Sequence[Status], settings: ServeSettings) -> AddView:
    """The form, with the latest jobs that read files."""
    shown = tuple(job for job in jobs if job.kind == "add")[:_SHOWN]
    return AddView(settings.most_files, settings.most_bytes // MB, shown)


def job_view(status: Status) -> JobView:
    """A job for its page."""
    return JobView(
        id=status.id,
        kind=status.kind,
        state=status.state,
        by=status.by,
        files=status.files,
        is_over=status.state in ("done", "failed"),
        linking=any(event.what == "linking" for event in status.events),
        documents=tuple(event for event in status.events if event.what != "linking"),
        fault=status.fault,
        to_do=status.to_do,
    )
