"""What the rules of words alone make of a line, the judge not asked: it would clear or doubt most of these itself."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import sayso.check.lines as lines
from sayso.check import CheckSettings, Known, check
from sayso.link import link
from sayso.model import Document
from sayso.read import read

DESKS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "cases" / "check_by_words.json").read_text("utf-8")
)
CASES = [pytest.param(n, case, id=case["text"]) for n, desk in enumerate(DESKS) for case in desk["cases"]]


@pytest.fixture(autouse=True)
def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "read_whole", lambda own, line, drafts, near, *_: (drafts, near, False))
    monkeypatch.setattr(lines, "read_together", lambda own, checked, *_: checked)


@lru_cache(maxsize=1)
def _known(number: int) -> Known:
    desk = DESKS[number]
    reading = read(Document("d", desk["article"], language="en", outlet="Lake Courier", published=desk["published"]))
    return Known.of([reading], link([reading]))


@pytest.mark.parametrize(("desk", "case"), CASES)
def test_a_line_gets_the_findings_it_deserves(desk: int, case: dict[str, Any]) -> None:
    found = check(case["text"], _known(desk), CheckSettings(published=DESKS[desk]["published"]))
    assert {one.code for one in found} == set(case["expected"]), [one.message for one in found]
