"""A page and its JSON from one value: the view.

The same address gives HTML to a browser and JSON to a program (``?format=json``, or an ``Accept`` that prefers it).
Both carry an ETag, and both are answered with 304 where the client has them already.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from sayso.web import assets

_TEMPLATES = Path(__file__).parent / "templates"
JSON = "application/json"
_HTML = "text/html; charset=utf-8"


@cache
def environment() -> Environment:
    """The templates. What a document says is escaped everywhere; a name that a view lacks is a fault, not silence."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(_TEMPLATES), PackageLoader("sayso.publish")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = assets.address
    made.filters["as_json"] = lambda value: msgspec.json.encode(value).decode()
    return made


def answer(request: Request, template: str, view: object, status: int = 200) -> Response:
    """``view`` as the page that ``template`` makes of it, or as JSON where that is asked for."""
    if wants_json(request):
        return tagged(request, msgspec.json.encode(view), JSON, status)
    return page(request, template, view, status)


def page(request: Request, template: str, view: object, status: int = 200) -> Response:
    """``view`` as the page that ``template`` makes of it. Templates see view, viewer and request."""
    viewer = getattr(request.state, "viewer", None)
    made = environment().get_template(template).render(view=view, viewer=viewer, request=request)
    return tagged(request, made.encode(), _HTML, status)


def tagged(request: Request, body: bytes, media: str, status: int = 200) -> Response:
    """A body with its ETag; 304 and no body where the client has it already."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Cookie, Authorization"}
    if status == 200 and request.method in ("GET", "HEAD") and _has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media)


def wants_json(request: Request) -> bool:
    """Whether the client asks for JSON rather than a page."""
    if request.url.path.startswith("/api/") or request.query_params.get("format") == "json":
        return True
    accepted = request.headers.get("accept", "*/*")
    return _quality(accepted, JSON) > _quality(accepted, "text/html")


def _quality(accepted: str, media: str) -> float:
    """How much a client wants a media type (RFC 9110, 12.5.1): the most specific range that fits decides."""
    best = (-1, 0.0)
    for part in accepted.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind = {media: 2, media.split("/")[0] + "/*": 1, "*/*": 0}.get(name)
        if kind is not None:
            best = max(best, (kind, _weight(parameters)))
    return best[1]


def _weight(parameters: list[str]) -> float:
    weight = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return float(weight)
    except ValueError:
        return 0.0


def _has(request: Request, tag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag in known or known == ["*"]
