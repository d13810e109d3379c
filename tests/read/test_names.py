"""Names: whom the words of a source name, whatever stands beside the name.

A case of ``names.json`` has a label, a comment (what it shows), a text, the words of a source in it (their last place
there) and the name of the agent that a careful reader gives them; ``before`` is a source that spoke before. No model
is asked: where sources begin and end is held by ``statements.json``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.model import Span
from sayso.read.agents.directory import Directory
from sayso.read.agents.people import people
from sayso.read.agents.registry import Registry

CASES = json.loads((Path(__file__).parents[1] / "cases" / "names.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_case(case):
    text, directory = case["text"], Directory()
    registry = Registry(text, people(text, directory.is_organisation), directory, "Morning Ledger")
    for words in filter(None, (case.get("before"), case["source"])):
        begin = text.rindex(words)
        index = registry.resolve(Span(begin, begin + len(words)))
    assert registry.agents({index}, "case")[index].name == case["named"]
