"""What changes the desk, and what works on it: uploads, judgements, texts to check, jobs, the log."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from sayso.link.judgements import Standing
from sayso.model import Finding, JudgementKind
from sayso.pipeline.judging import Asked, judging
from sayso.store import changes
from sayso.store.browse import Listed
from sayso.store.changes import ChangeRow
from sayso.web import changing
from sayso.web.api.asking import EDITOR, READER, After, Body, Limit, decoded, desk_of, given
from sayso.web.api.days import accepted
from sayso.web.api.described import gives, takes
from sayso.web.guard.forms import allowed, uploads
from sayso.web.job import Status
from sayso.web.problems import not_found

router = APIRouter()
_GIVEN = ("published", "outlet", "language", "url")
_FILES: dict[str, Any] = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
        **{name: {"type": "string", "description": "For those that do not say."} for name in _GIVEN},
    },
}
_UPLOAD = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FILES}}}}


class JudgementAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement as `sayso judge` takes it; it is kept under the name of the token.

    ``subject`` and ``object`` are ids of statements, assertions or claims for same, different and information grade
    (subject alone), names for agent, affiliation and source grade, and a judgement's id for a retraction.
    ``value`` is a grade of the Admiralty code.
    """

    kind: JudgementKind
    subject: str
    object: str | None = None
    value: str | None = None
    note: str | None = None


class NoteAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a judgement is taken back."""

    note: str | None = None


class TextAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """A text to check, Markdown or plain, and the day that its "on Monday" is counted from."""

    text: str
    published: str | None = None


class JudgementAnswer(Struct, frozen=True):
    """A judgement with what became of it; ``known``: it was kept before."""

    standing: Standing
    known: bool


@router.post(
    "/documents",
    tags=["documents"],
    dependencies=EDITOR,
    openapi_extra=_UPLOAD,
    **gives(Status, 202, "They are being read."),
)
async def add(request: Request) -> Response:
    """Add articles: files as `sayso add` takes them. What becomes of them is at /api/v1/jobs/ID."""
    files = await uploads(request)
    form = await request.form()
    stated = {name: value for name in _GIVEN if isinstance(value := form.get(name), str) and value.strip()}
    job = await run_in_threadpool(changing.add_files, request, files, stated)
    return accepted(request, job.status())


@router.get("/judgements", tags=["judgements"], **gives(tuple[Standing, ...]))
def judgements(request: Request) -> Response:
    """Every judgement by time, with what became of it."""
    with desk_of(request).store.reading() as connection:
        return given(request, judging(connection).standings)


@router.post(
    "/judgements",
    tags=["judgements"],
    dependencies=EDITOR,
    openapi_extra=takes(JudgementAsked),
    **gives(JudgementAnswer, 201, "It is kept."),
)
def judge(request: Request, body: Body) -> Response:
    """Say what you know better. The desk is linked again with it."""
    asked = decoded(body, JudgementAsked)
    kept = changing.keep_judgement(request, Asked(asked.kind, "", asked.subject, asked.object, asked.value, asked.note))
    return given(request, JudgementAnswer(kept.standing, kept.known), 201)


@router.post(
    "/judgements/{id}/retract",
    tags=["judgements"],
    dependencies=EDITOR,
    openapi_extra=takes(NoteAsked),
    **gives(JudgementAnswer, 201, "It is taken back; both stay on record."),
)
def retract(request: Request, id: str, body: Body) -> Response:
    """Take a judgement back."""
    note = decoded(body, NoteAsked).note
    kept = changing.keep_judgement(request, Asked("retraction", "", id, None, None, note))
    return given(request, JudgementAnswer(kept.standing, kept.known), 201)


@router.post(
    "/check",
    tags=["check"],
    dependencies=READER,
    openapi_extra=takes(TextAsked),
    **gives(tuple[Finding, ...]),
)
async def check(request: Request, body: Body) -> Response:
    """What does not hold in a text against everything on the desk, each at its place. Nothing of it is kept."""
    asked = decoded(body, TextAsked)
    viewer = allowed(request, "reader")
    return given(request, await request.app.state.worker.check(asked.text, asked.published, viewer.name))


@router.get("/jobs", tags=["state"], **gives(tuple[Status, ...]))
def jobs(request: Request) -> Response:
    """What works, waits or ended of late, the latest first."""
    return given(request, request.app.state.worker.jobs())


@router.get("/jobs/{id}", tags=["state"], **gives(Status))
def job(request: Request, id: str) -> Response:
    """One job: what was read so far, and why it failed where it did."""
    found = request.app.state.worker.job(id)
    if found is None:
        raise not_found(f"no job {id[:60]} is remembered", "see /api/v1/jobs; a server started anew remembers none")
    return given(request, found.status())


@router.get("/changes", tags=["state"], **gives(Listed[ChangeRow]))
def log(request: Request, after: After = None, limit: Limit = 50) -> Response:
    """Who changed what, the latest first; for editors."""
    allowed(request)
    with desk_of(request).store.reading() as connection:
        return given(request, changes.listed(connection, after, limit))
