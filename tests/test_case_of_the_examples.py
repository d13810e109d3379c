"""The demo's case file holds the whole way: from the articles, through the reader's mistakes, to claims and origins."""

from __future__ import annotations

import json
from typing import Any

import pytest
from case import EXAMPLES, judged, linked

from sayso.model import Claim
from sayso.read import ReadSettings

TRUTH = json.loads((EXAMPLES / "case.json").read_text("utf-8"))["claims"]


@pytest.fixture(scope="module")
def desk() -> tuple[list[Claim], dict[str, str]]:
    claims, paths = linked(ReadSettings().tier)
    return list(claims), paths


# A quotation over three paragraphs is one statement since the reader joins it; linking compares it as a whole.
JOINED = {
    "week-away": pytest.mark.xfail(strict=True, reason="one of several sentences of a statement is not its claim")
}


@pytest.mark.parametrize("truth", [pytest.param(t, id=t["label"], marks=JOINED.get(t["label"], ())) for t in TRUTH])
def test_members_and_independent_origins(truth: dict[str, Any], desk: tuple[list[Claim], dict[str, str]]) -> None:
    found = judged(truth, *desk)
    assert found.right["claims"], found.found
    assert found.right["ranges"], found.found
