"""The cases of `tests/cases`, as parameters: known failures are strict, so an improvement is noticed."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[Any]:
    found = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    failure = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(case, id=case["label"], marks=failure if case.get("known_failure") else ()) for case in found]
