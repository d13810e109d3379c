"""Blocks: the parts of a document and their roles, one case for each role and each form that is easily mistaken.

A case of ``blocks.json`` has a label, a comment, a text (and the title that its page gave), and all its blocks in
order: role and exact words. ``known_failure`` is strict.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.model import Document
from sayso.read.agents.directory import Directory
from sayso.read.blocks import blocks

CASES = json.loads((Path(__file__).parents[1] / "cases" / "blocks.json").read_text(encoding="utf-8"))


def case_id(case: dict[str, object]) -> str:
    return str(case["label"])


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_case(case, request):
    if case.get("known_failure"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["comment"]))
    document = Document(id="case", text=case["text"], title=case.get("title"), language="en")
    found = [[b.role, document.text[b.start : b.end]] for b in blocks(document, Directory((), ()))]
    assert found == case["expected"]
