"""What check finds on small desks of one article or a few, each made for one kind of mistake and what is like it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sayso.check import CheckSettings, Known, check
from sayso.link import link
from sayso.model import Document
from sayso.read import read

DESKS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "cases" / "check_desks.json").read_text("utf-8")
)
CASES = [pytest.param(n, case, id=case["text"]) for n, desk in enumerate(DESKS) for case in desk["cases"]]


def _document(number: int, article: dict[str, Any]) -> Document:
    told = {name: article[name] for name in ("outlet", "published")}
    return Document(f"d{number}", article["text"], language="en", **told)


@lru_cache(maxsize=1)
def _known(number: int) -> Known:
    articles = DESKS[number]["articles"]
    documents = [_document(n, one) for n, one in enumerate(articles)]
    readings = [read(document) for document in documents]
    return Known.of(readings, link(readings))


@pytest.mark.parametrize(("desk", "case"), CASES)
def test_a_line_gets_the_findings_it_deserves(desk: int, case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "known_failure" in case:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=True))
    found = check(case["text"], _known(desk), CheckSettings(published="2026-03-12"))
    assert {one.code for one in found} == set(case["expected"]), [one.message for one in found]
