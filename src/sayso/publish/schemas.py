"""The JSON Schemas (draft 2020-12) of what is published as JSON, made from the structs themselves."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from sayso.model import Assessment
from sayso.publish.edited import FORMAT as REPORT
from sayso.publish.folder import Manifest
from sayso.publish.report import Report
from sayso.publish.structured import FORMAT as ASSESSMENT

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Each schema by the name of its file."""
    return {
        "assessment.schema.json": _schema(Assessment, ASSESSMENT, "The assessment of a day"),
        "report.schema.json": _schema(Report, REPORT, "An edited text as it was published"),
        "manifest.schema.json": _schema(Manifest, None, "What a published folder holds"),
    }


def _schema(of: type[Struct], form: str | None, title: str) -> dict[str, Any]:
    """The struct's schema; where it is written with ``format`` before its keys, with that too."""
    whole: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(of)))
    own = whole["$defs"][of.__name__]
    if form is not None:
        own["properties"] = {"format": {"const": form}, **own["properties"]}
        own["required"] = ["format", *own["required"]]
    own["title"] = title
    return {"$schema": _DRAFT, **whole}
