"""Floors of quality on the readings made by hand in ``examples/gold``: a change may not lower them silently.

The floors and the commit that set them stand in ``tests/floors.json``, a little below what was reached then. See what
is reached now with::

    python bench/readings.py examples/gold examples/articles --desk examples/desk.toml --misses

To raise a floor, write there what is reached less 0.01, with the commit that reached it. Lowering one is a decision:
the change's message gives its reasons.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import readings

from sayso.desk import read_settings
from sayso.read import ReadSettings, read

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def figures():
    settings = ReadSettings(outlets=read_settings(EXAMPLES / "desk.toml").outlets)
    total: dict[str, int] = {}
    for _, gold, document in readings.articles(EXAMPLES / "gold", EXAMPLES / "articles"):
        counts, _ = readings.score(gold, read(document, settings))
        total = {key: total.get(key, 0) + value for key, value in counts.items()}
    return readings.figures(total)


@pytest.mark.parametrize("name", FLOORS["floors"])
def test_floor(name, figures):
    floor, reached = FLOORS["floors"][name], figures[name]
    assert reached >= floor, (
        f"{name}: {reached:.3f} is below the floor of {floor} that commit {FLOORS['commit']} set. See what was lost: "
        "python bench/readings.py examples/gold examples/articles --desk examples/desk.toml --misses"
    )
