"""Readings and claims as the JSON that READING.md defines: these keys, in this order, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sayso.model import Claim, Reading

_DOCUMENT = ("id", "outlet", "url", "title", "published", "language", "text")
_FOUND = ("blocks", "statements", "assertions", "agents", "times", "places", "figures", "events", "issues")
_CLAIM = ("id", "text", "members", "origins", "independent_origins", "bottleneck", "ways", "first", "last")
_MEMBER = ("document", "statement")
_FIGURE = ("start", "end", "value", "unit", "of")
_CERTAINTY = ("value", "cue")


def reading_json(path: str, reading: Reading) -> bytes:
    """The reading of the document at ``path``, as one line."""
    whole = msgspec.to_builtins(reading)
    found = {key: whole[key] for key in _FOUND}
    for carrier in (*found["statements"], *found["assertions"]):
        if carrier["certainty"]:
            carrier["certainty"] = _only(carrier["certainty"], _CERTAINTY)
    found["figures"] = [_only(figure, _FIGURE) for figure in found["figures"]]
    return msgspec.json.encode({"path": path, "document": _only(whole["document"], _DOCUMENT), **found})


def claim_json(claim: Claim, paths: Mapping[str, str]) -> bytes:
    """The claim as one line. ``paths`` gives each document's path as it was given to `add`."""
    whole = _only(msgspec.to_builtins(claim), _CLAIM)
    whole["members"] = [{"path": paths[member["document"]], **_only(member, _MEMBER)} for member in whole["members"]]
    return msgspec.json.encode(whole)


def _only(value: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value[key] for key in keys}
