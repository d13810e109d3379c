"""Documents: the text with what was found in it, its bytes, and its versions side by side."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import DeskError
from sayso.ingest import media
from sayso.store import documents as kept
from sayso.web.answers import answer
from sayso.web.pages.asked import known, store_of
from sayso.web.views.compare import compare_view
from sayso.web.views.document import document_view

router = APIRouter()
_ENDINGS = {
    media.PLAIN: "txt",
    media.PAGE: "html",
    media.MARKDOWN: "md",
    media.JSON: "json",
    media.RECORDS: "jsonl",
    media.PDF: "pdf",
    media.WORD: "docx",
    media.WARC: "warc",
    media.FEED: "xml",
    media.JSON_FEED: "json",
    media.MAIL: "eml",
    media.MESSAGE: "json",
}


@router.get("/document/{name}")
def document(request: Request, name: str) -> Response:
    """One document."""
    with store_of(request) as connection:
        view = known(document_view(connection, name, _cited(request)), f"document {name}")
        return answer(request, "document.html.j2", view)


@router.get("/document/{name}/original")
def original(request: Request, name: str) -> Response:
    """The bytes it came from, to be kept and not shown: whatever is in them, no browser opens it as a page of ours."""
    with store_of(request) as connection:
        try:
            where = kept.kept(connection, name)
        except DeskError:
            where = None
        data = kept.original(connection, known(where, f"document {name}").original)
    ending = _ENDINGS.get(where.media if where else "", "bin")
    headers = {
        "Content-Disposition": f'attachment; filename="{re.sub(r"[^0-9a-z]", "", name)}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-cache",
    }
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get("/document/{name}/compare/{other}")
def compare(request: Request, name: str, other: str) -> Response:
    """Two versions side by side, the first on the left."""
    with store_of(request) as connection:
        view = known(compare_view(connection, name, other), f"document {name} or {other}")
        return answer(request, "compare.html.j2", view)


def _cited(request: Request) -> tuple[int, int] | str | None:
    """The span, or the id of the statement, whose words are to be marked."""
    asked = request.query_params
    if asked.get("statement"):
        return asked["statement"]
    start, end = asked.get("start", ""), asked.get("end", "")
    fits = start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10
    return (int(start), int(end)) if fits else None
