"""A run killed at any moment loses nothing that was reported done."""

from __future__ import annotations

import runpy
from pathlib import Path

BENCH = Path(__file__).parent.parent.parent / "bench" / "kills.py"


def test_eight_kills_lose_nothing(tmp_path: Path) -> None:
    kills = runpy.run_path(str(BENCH))
    assert kills["kill_adds"](tmp_path, 8)["kills"] == 8
