"""The paraphrases written by hand: their parts stand where they say, and the checker lets faithful ones pass.

The half for developing alone is checked here; the other half is kept for `bench/check.py`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sayso.check import CheckSettings, Known, check

GOLD = Path(__file__).parent.parent.parent / "bench" / "gold" / "paraphrases.json"
ROWS: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))


def test_there_are_as_many_as_the_measure_asks_for() -> None:
    assert len(ROWS) >= 300
    assert len({row["text"] for row in ROWS}) == len(ROWS)


def test_every_part_stands_in_its_line() -> None:
    for row in ROWS:
        for places in row["spans"].values():
            assert all(0 <= start < end <= len(row["text"]) for start, end in places)


def test_at_most_one_of_twenty_faithful_paraphrases_is_accused(known: Known, settings: CheckSettings) -> None:
    names = sorted({row["article"] for row in ROWS}, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    developing = set(names[::2])
    lines = [row["text"] for row in ROWS if row["article"] in developing]
    accused = [line for line in lines if check(line, known, settings)]
    assert len(accused) <= 0.05 * len(lines), accused
