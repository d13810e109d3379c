"""Documents, their readings and their original bytes; statements."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from msgspec import Struct
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sayso.model import Reading
from sayso.publish.json_lines import DocumentJson, ReadingJson, reading_value
from sayso.store import browse, documents, linking, readings
from sayso.store.browse import DocumentRow, Listed, Sought, TellingRow
from sayso.web.answers import tagged
from sayso.web.api.asking import After, Limit, desk_of, given, sought
from sayso.web.api.described import gives
from sayso.web.problems import not_found

router = APIRouter(tags=["documents"])
Asked = Annotated[Sought, Depends(sought)]


class DocumentAnswer(Struct, frozen=True):
    """A document, where it came from, and the other versions of its address in the order of arrival."""

    document: DocumentJson
    path: str
    media: str
    original: str
    revisions: tuple[str, ...]
    run: str


class ClaimTold(Struct, frozen=True):
    """Of a statement or assertion of a document the claim that it tells; null for one that is in none."""

    document: str
    statement: str
    claim: str | None


@router.get("/documents", **gives(Listed[DocumentRow]))
def listed(request: Request, asked: Asked, after: After = None, limit: Limit = 20) -> Response:
    """Documents that fit, the newest first; with words the closest first."""
    with desk_of(request).store.reading() as connection:
        return given(request, browse.documents(connection, asked, after, limit))


@router.get("/documents/{id}", **gives(DocumentAnswer))
def one(request: Request, id: str) -> Response:
    """A document with its text."""
    with desk_of(request).store.reading() as connection:
        reading = _reading(connection, id)
        kept = documents.kept(connection, id)
        revisions = documents.revisions(connection, id)
    document = reading_value(kept.path, reading).document
    return given(request, DocumentAnswer(document, kept.path, kept.media, kept.original, revisions, reading.run))


@router.get("/documents/{id}/reading", **gives(ReadingJson))
def reading(request: Request, id: str) -> Response:
    """Everything found in a document, as `sayso read --json` prints it."""
    with desk_of(request).store.reading() as connection:
        found = _reading(connection, id)
        return given(request, reading_value(documents.kept(connection, id).path, found))


_BYTES: dict[str, Any] = {
    "response_class": Response,
    "response_model": None,
    "responses": {
        **gives(DocumentAnswer)["responses"],
        200: {
            "description": "The bytes.",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        },
    },
}


@router.get("/documents/{id}/original", **_BYTES)
def original(request: Request, id: str) -> Response:
    """The bytes that a document came from, as they came. They are a stranger's: to be saved, never shown as a page."""
    with desk_of(request).store.reading() as connection:
        kept = documents.kept(connection, _known(connection, id))
        data = documents.original(connection, kept.original)
    response = tagged(request, data, "application/octet-stream")
    name = kept.path.rsplit("/", 1)[-1]
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["X-Media-Type"] = kept.media.encode("ascii", "replace").decode()
    return response


@router.get("/documents/{id}/statements/{statement}/claim", **gives(ClaimTold))
def claim_of(request: Request, id: str, statement: str) -> Response:
    """Which claim a statement or an assertion tells."""
    with desk_of(request).store.reading() as connection:
        reading = _reading(connection, id)
        names = {one.id for one in reading.statements} | {one.id for one in reading.assertions}
        if statement not in names:
            raise not_found(f"document {id} has no statement {statement[:60]}", f"see /api/v1/documents/{id}/reading")
        return given(request, ClaimTold(id, statement, linking.claim_of(connection, id, statement)))


@router.get("/statements", **gives(Listed[TellingRow]))
def statements(request: Request, asked: Asked, after: After = None, limit: Limit = 20) -> Response:
    """Statements and assertions that tell claims, in the order of the claims; `words` are not looked at here."""
    with desk_of(request).store.reading() as connection:
        return given(request, browse.tellings(connection, asked, after, limit))


def _known(connection: Connection, name: str) -> str:
    if readings.run(connection, name) is None:
        raise not_found(f"there is no document {name[:60]} on this desk", "see /api/v1/documents for those there are")
    return name


def _reading(connection: Connection, name: str) -> Reading:
    return readings.get(connection, _known(connection, name))
