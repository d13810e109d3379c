"""What is read of a request to the API: the desk, parameters with their bounds, a body."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, Query
from pydantic import AfterValidator
from starlette.requests import Request
from starlette.responses import Response

from sayso.desk import Desk
from sayso.store.browse import Sought
from sayso.store.browse.paging import MOST
from sayso.web.answers import JSON, tagged
from sayso.web.guard.forms import allowed, proven
from sayso.web.problems import Refusal

Value = TypeVar("Value")


def _day(given: str) -> str:
    if date.fromisoformat(given).isoformat() != given:
        raise ValueError("write it as YYYY-MM-DD")
    return given


def _plain(given: str) -> str:
    if "\0" in given:
        raise ValueError("it holds a null character")
    return given


Day = Annotated[str, Query(json_schema_extra={"format": "date"}), AfterValidator(_day)]
Name = Annotated[str, Query(max_length=500), AfterValidator(_plain)]
Words = Annotated[str, Query(max_length=1000), AfterValidator(_plain)]
After = Annotated[str | None, Query(max_length=500, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]
Kind = Annotated[str, Query(pattern="^(direct|indirect|mixed|own)$", description="own: in the document's own voice.")]
FactBank = Annotated[str, Query(pattern=r"^(CT|PR|PS)[+-]$|^Uu$|^CTu$", description="A value of the FactBank scale.")]


def desk_of(request: Request) -> Desk:
    """The desk that is served."""
    desk: Desk = request.app.state.desk
    return desk


def sought(
    words: Words = "",
    agent: Name | None = None,
    outlet: Name | None = None,
    first: Day | None = None,
    last: Day | None = None,
    kind: Kind | None = None,
    certainty: FactBank | None = None,
) -> Sought:
    """What documents or tellings are looked for."""
    return Sought(words, agent, outlet, first, last, kind, certainty)


def given(request: Request, value: object, status: int = 200) -> Response:
    """``value`` as JSON, with its ETag."""
    return tagged(request, msgspec.json.encode(value), JSON, status)


async def _raw(request: Request) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Refusal(415, f"this takes {JSON}, not {kind or 'nothing'}", f"send JSON, with Content-Type: {JSON}")
    return await request.body()


Body = Annotated[bytes, Depends(_raw)]


def decoded(data: bytes, kind: type[Value]) -> Value:
    """A body as a value. Raises Refusal (422) that names what does not fit."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Refusal(422, f"the body does not fit: {fault}", "see /api/v1/docs for what this address takes") from fault


def editor(request: Request) -> None:
    """See that who asks may change the desk, and that no other site made their browser ask."""
    allowed(request)
    proven(request)


def reader(request: Request) -> None:
    """See that no other site made a browser ask."""
    allowed(request, "reader")
    proven(request)


EDITOR: list[Any] = [Depends(editor)]
READER: list[Any] = [Depends(reader)]
