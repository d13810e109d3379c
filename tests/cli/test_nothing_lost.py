"""Nothing that was reported done is lost, and nothing is there twice, whatever happens meanwhile."""

from __future__ import annotations

import runpy
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parent.parent.parent / "bench" / "kills.py"


@pytest.fixture
def kills() -> dict[str, Callable[..., Any]]:
    return runpy.run_path(str(BENCH))


def test_eight_kills_lose_nothing(kills: dict[str, Callable[..., Any]], tmp_path: Path) -> None:
    assert kills["kill_adds"](tmp_path, 8, articles=30)["kills"] == 8


def test_two_who_add_at_once_add_everything_once(kills: dict[str, Any], tmp_path: Path) -> None:
    pile, desk = tmp_path / "pile", tmp_path / "desk"
    kills["write_articles"](pile, 20)
    kills["run_to_end"]("init", str(desk))
    add = [*kills["SAYSO"], "add", str(desk), str(pile)]
    both = [subprocess.Popen(add, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    lines = [line for one in both for line in one.communicate()[0].splitlines()]
    assert [one.returncode for one in both] == [0, 0]
    assert sum(line.startswith("new\t") for line in lines) == 20
    kills["finish"](desk, pile, 20)
