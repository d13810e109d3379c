"""What changes a desk from outside: one function for each, for pages and programs alike, each logged by name."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from sayso.desk import Desk
from sayso.pipeline import is_outdated
from sayso.pipeline.judging import Asked, Kept, judge
from sayso.store import changes
from sayso.web.guard.forms import Upload
from sayso.web.guard.people import Viewer
from sayso.web.job import Job
from sayso.web.worker import Worker


def keep_judgement(request: Request, asked: Asked) -> Kept:
    """Keep what the viewer judged, under their own name, and have the desk linked again where that is due."""
    desk, viewer = _desk(request), _viewer(request)
    kept = judge(desk.store, Asked(asked.kind, viewer.name, asked.subject, asked.object, asked.value, asked.note))
    if not kept.known:
        _log(desk, viewer, "judged", kept.standing.judgement.id)
    if is_outdated(desk):
        _worker(request).link(viewer.name)
    return kept


def add_files(request: Request, files: Sequence[Upload], given: dict[str, str]) -> Job:
    """Have files read into the desk."""
    viewer = _viewer(request)
    job = _worker(request).add(files, given, viewer.name)
    _log(_desk(request), viewer, "added", ", ".join(file.name for file in files)[:2_000])
    return job


def assess_day(request: Request, day: str | None) -> Job:
    """Have a day assessed, the latest without one."""
    viewer = _viewer(request)
    job = _worker(request).brief(day, viewer.name)
    _log(_desk(request), viewer, "assessed", day or "the latest day")
    return job


def _log(desk: Desk, viewer: Viewer, action: str, about: str) -> None:
    with desk.store.writing() as connection:
        changes.put(connection, viewer.name, action, about)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _worker(request: Request) -> Worker:
    worker: Worker = request.app.state.worker
    return worker


def _viewer(request: Request) -> Viewer:
    viewer: Viewer = request.state.viewer
    return viewer
