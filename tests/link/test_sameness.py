"""Pairs of tellings that are one claim, and pairs that are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from link_builder import Row, desk

from sayso.link import link

CASES = json.loads((Path(__file__).parent.parent / "cases" / "link_pairs.json").read_text(encoding="utf-8"))


def row(side: str | dict[str, Any], outlet: str) -> Row:
    given = {"text": side} if isinstance(side, str) else side
    return Row(**{"outlet": outlet, "published": "2024-11-01", "chain": "", **given})


def cases() -> list[Any]:
    failing = pytest.mark.xfail(reason="known failure", strict=True)
    return [pytest.param(case, id=case["label"], marks=failing if case.get("known_failure") else ()) for case in CASES]


@pytest.mark.parametrize("case", cases())
def test_pair(case: dict[str, Any]) -> None:
    linked = link(desk(row(case["left"], "Left Post"), row(case["right"], "Right Post")))
    one_claim = any(len({member.document for member in claim.members}) == 2 for claim in linked.claims)
    assert one_claim == (case["expected"] == "same"), [claim.reasons for claim in linked.claims]
