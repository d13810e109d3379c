"""Statements: who says what, through whom. A case for each pattern of the language, written before the code was asked.

A case of ``statements.json`` has a label, a comment (what it shows), a text, and all the statements that a careful
reader finds in it, in text order. A statement gives source and cue (the exact words, or null), content (one or more
pieces), kind, type and chain (publisher first); where it gives ``parent`` (its place in the list), ``certainty``,
``said``, ``alterations`` or ``takeaway``, these are held too. What it leaves out is not compared: the reference does
not settle it. ``known_failure`` marks what is not read rightly yet: mending it fails the test until the mark is gone.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.model import Document, Span, Statement
from sayso.read import ReadSettings, read

CASES = json.loads((Path(__file__).parents[1] / "cases" / "statements.json").read_text(encoding="utf-8"))
GRAMMAR = ReadSettings(tier="grammar")  # the model has tests of its own, and takes minutes here
OUTLET = "Morning Ledger"


def case_id(case: dict[str, object]) -> str:
    return str(case["label"])


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_case(case, request):
    if case.get("known_failure"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["comment"]))
    document = Document(id="case", text=case["text"], outlet=OUTLET, published=case.get("published"), language="en")
    statements = in_text_order(read(document, GRAMMAR).statements)
    found = [told(document.text, statement, statements) for statement in statements]
    asked = [{key: told_one[key] for key in wanted} for told_one, wanted in zip(found, case["expected"], strict=False)]
    assert asked + found[len(asked) :] == case["expected"]


def in_text_order(statements: tuple[Statement, ...]) -> list[Statement]:
    """By where the content begins; of two that begin together, the longer (the outer) first."""
    return sorted(statements, key=lambda s: (s.content[0].start, -s.content[-1].end))


def told(text: str, statement: Statement, statements: list[Statement]) -> dict[str, object]:
    """A statement in the words of the case file."""

    def words(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    hedge = statement.certainty
    return {
        "source": words(statement.source),
        "cue": words(statement.cue),
        "content": [words(span) for span in statement.content],
        "kind": statement.kind,
        "type": statement.type,
        "chain": " < ".join(link.name for link in statement.chain),
        "parent": next((i for i, s in enumerate(statements) if s.id == statement.parent), None),
        "certainty": [hedge.value, words(hedge.cue)] if hedge else None,
        "said": statement.said.value if statement.said else None,
        "alterations": [[a.kind, text[a.start : a.end]] for a in statement.alterations],
        "takeaway": statement.takeaway,
    }
