"""What changes the desk or takes its time: judging, checking a text, adding articles and watching them being read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import get_args

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from sayso.errors import InputError
from sayso.model import Finding, JudgementKind
from sayso.pipeline.judging import Asked
from sayso.web.answers import answer
from sayso.web.changing import add_files, assess_day, keep_judgement
from sayso.web.guard.forms import posted, uploads
from sayso.web.guard.login import local
from sayso.web.job import Job
from sayso.web.pages.asked import known
from sayso.web.views.added import add_view, job_view
from sayso.web.views.found import check_view
from sayso.web.worker import Worker

router = APIRouter()
_GIVEN = ("published", "outlet", "language", "url")
_BEAT = 0.3  # seconds between two looks at a job
_QUIET = 50  # looks without news after which the connection is kept alive with a comment


def _worker(request: Request) -> Worker:
    worker: Worker = request.app.state.worker
    return worker


@router.post("/judge")
async def judged(request: Request) -> Response:
    """Keep what an editor judged, and back to where it was said; the desk is linked again meanwhile."""
    form = await posted(request)
    kind, subject = _field(form, "kind"), _field(form, "subject")
    if kind not in _KINDS or not subject:
        raise InputError("the form says nothing to judge", "open the page again and send it from there")
    other, value, note = (_field(form, name) or None for name in ("object", "value", "note"))
    await run_in_threadpool(keep_judgement, request, Asked(_KINDS[kind], "", subject, other, value, note))
    return RedirectResponse(local(_field(form, "back") or "/"), 303)


@router.get("/check")
def check_form(request: Request) -> Response:
    """The form for a text."""
    return answer(request, "check.html.j2", check_view())


@router.post("/check")
async def checked(request: Request) -> Response:
    """The text with what does not hold in it."""
    form = await posted(request, "reader")
    text, published = _field(form, "text").replace("\r\n", "\n"), _field(form, "published")
    if not text.strip():
        return answer(request, "check.html.j2", check_view("", published))
    name = request.state.viewer.name
    found: tuple[Finding, ...] = await _worker(request).check(text, published or None, name)
    return answer(request, "check.html.j2", check_view(text, published, found))


@router.get("/add")
def add_form(request: Request) -> Response:
    """The form for files, and what is being read."""
    return answer(request, "add.html.j2", add_view(_worker(request).jobs(), request.app.state.settings))


@router.post("/add")
async def added(request: Request) -> Response:
    """Hand the files to the worker, and on to the page that shows how it goes."""
    files = await uploads(request)
    form = await request.form()
    given = {name: value for name in _GIVEN if (value := _field(form, name))}
    job = await run_in_threadpool(add_files, request, files, given)
    return RedirectResponse(f"/add/{job.id}", 303)


@router.post("/assess")
async def assessed(request: Request) -> Response:
    """Have a day assessed, and on to the page that shows how it goes."""
    form = await posted(request)
    job = await run_in_threadpool(assess_day, request, _field(form, "day") or None)
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{name}")
def adding(request: Request, name: str) -> Response:
    """How far a job is."""
    job = known(_worker(request).job(name), f"work {name} any more")
    return answer(request, "job.html.j2", job_view(job.status()))


@router.get("/add/{name}/events")
def events(request: Request, name: str) -> Response:
    """The job's events as they happen (server-sent events), and ``end`` once it is over."""
    job = known(_worker(request).job(name), f"work {name} any more")
    return StreamingResponse(_stream(job), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _stream(job: Job) -> AsyncIterator[bytes]:
    """Looks at the job instead of waiting for it: a thread that waits is one that answers no page."""
    told = quiet = 0
    while True:
        status = job.status()
        for event in status.events[told:]:
            yield b"data: %s\n\n" % msgspec.json.encode(event)
        quiet = 0 if len(status.events) > told else quiet + 1
        told = len(status.events)
        if status.state in ("done", "failed"):
            yield b"event: end\ndata: %s\n\n" % msgspec.json.encode(status.state)
            return
        if quiet >= _QUIET:
            quiet = 0
            yield b": still here\n\n"
        await asyncio.sleep(_BEAT)


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


_KINDS: dict[str, JudgementKind] = {kind: kind for kind in get_args(JudgementKind)}
