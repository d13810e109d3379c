"""What the API says of itself: each address names the kind of value it gives, and OpenAPI is made from these.

The values are frozen msgspec structs, so their schemas are those that msgspec makes (JSON Schema 2020-12, as OpenAPI
3.1 takes it), and what is sent is encoded from the same structs.
"""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sayso.web.problems import PROBLEM, Problem

_TEMPLATE = "#/components/schemas/{name}"
_KINDS: dict[str, Any] = {"problem": Problem}
_ABOUT = (
    "What a desk of Sayso knows: who said what, through whom, and how many independent origins stand behind it. "
    "Lists are given in pages: `next` of one is `after` of the following. Every answer carries an ETag. "
    "Offsets count code points of a document's text, from 0. Every failure is problem+json: `detail` says what "
    "happened, `to_do` what to do about it."
)


def gives(kind: Any, status: int = 200, about: str = "Done.") -> dict[str, Any]:  # noqa: ANN401 - any type there is
    """What FastAPI is to know of an address that gives JSON of a kind."""
    name = f"{getattr(kind, '__qualname__', 'value')} {len(_KINDS)}"
    _KINDS[name] = kind
    answers: dict[int | str, dict[str, Any]] = {
        status: {"description": about, "content": {"application/json": {"schema": {"x-kind": name}}}},
        "default": {"description": "It failed.", "content": {PROBLEM: {"schema": {"x-kind": "problem"}}}},
    }
    if status == 200:
        answers[304] = {"description": "The client has it already."}
    return {"response_model": None, "status_code": status, "responses": answers}


def takes(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - any type there is
    """What FastAPI is to know of the JSON that an address takes."""
    name = f"{getattr(kind, '__qualname__', 'value')} {len(_KINDS)}"
    _KINDS[name] = kind
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"x-kind": name}}}}}


def openapi(app: FastAPI) -> dict[str, Any]:
    """The API as OpenAPI 3.1, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title="Sayso", version=app.version, description=_ABOUT, routes=app.routes)
        schemas, components = msgspec.json.schema_components(_KINDS.values(), ref_template=_TEMPLATE)
        by_name = dict(zip(_KINDS, schemas, strict=True))
        known = made.setdefault("components", {}).setdefault("schemas", {})
        known |= components
        for unused in ("HTTPValidationError", "ValidationError"):
            known.pop(unused, None)
        made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        made["security"] = [{"token": []}, {}]
        app.openapi_schema = _resolved(made, by_name)
    return app.openapi_schema


def _resolved(value: Any, schemas: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """``value`` with the schema of each kind where its name stands; FastAPI's own account of 422 is ours too."""
    if isinstance(value, list):
        return [_resolved(one, schemas) for one in value]
    if not isinstance(value, dict):
        return value
    if "x-kind" in value:
        return schemas[value["x-kind"]]
    return {key: _resolved(one, schemas) for key, one in value.items() if not _is_framework(key, one)}


def _is_framework(key: str, value: Any) -> bool:  # noqa: ANN401 - JSON
    return key == "422" and isinstance(value, dict) and value.get("description") == "Validation Error"
