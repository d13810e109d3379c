"""The examples are what their README says: marked, invented, and with a truth that occurs in them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
CASE: dict[str, Any] = json.loads((EXAMPLES / "case.json").read_text())
GOLD = sorted((EXAMPLES / "gold").glob("*.json"))
MARK = "Example article written for Sayso; outlet and people are invented."
REAL = {"Putin", "Zelensky", "Zelenskyy", "Trump", "Biden", "Lavrov", "Peskov", "Orbán", "Erdoğan", "Macron"}
HIDDEN_MARKUP = re.compile(r"(?s)<(script|style|head)\b.*?</\1>|<[^>]*>")


def texts() -> dict[str, str]:
    """Each document's words by its path in the case file; of a page, what a reader sees."""
    found: dict[str, str] = {}
    for file in sorted((EXAMPLES / "articles").iterdir()):
        text, name = file.read_text(), f"articles/{file.name}"
        if file.suffix == ".jsonl":
            found |= {f"{name}:{n}": json.loads(line)["text"] for n, line in enumerate(text.splitlines(), 1)}
        elif file.suffix == ".html":
            found[name] = html.unescape(HIDDEN_MARKUP.sub("\n", text))
        else:
            found[name] = text
    return found


TEXTS = texts()


def claims() -> list[Any]:
    return [pytest.param(claim, id=claim["label"]) for claim in CASE["claims"]]


@pytest.mark.parametrize("path", TEXTS)
def test_every_article_says_that_it_is_an_example(path: str) -> None:
    assert MARK in TEXTS[path]


@pytest.mark.parametrize("path", TEXTS)
def test_no_article_names_a_real_politician(path: str) -> None:
    assert not REAL & set(re.findall(r"\w+", TEXTS[path]))


def test_the_case_names_every_document() -> None:
    assert sorted(CASE["documents"]) == sorted(TEXTS)


@pytest.mark.parametrize("claim", claims())
def test_every_telling_occurs_in_its_document(claim: dict[str, Any]) -> None:
    for member in claim["members"] + claim["also"]:
        assert member["text"] in TEXTS[member["path"]]


@pytest.mark.parametrize("claim", claims())
def test_origins_are_counted_as_the_chains_allow(claim: dict[str, Any]) -> None:
    ends = {member["chain"][-1] for member in claim["members"]}
    counted = claim["independent_origins"]
    assert set(claim["origins"]) <= ends
    assert 1 <= counted["at_least"] <= counted["at_most"] <= len(claim["origins"])
    assert claim["bottleneck"] is None or all(
        claim["bottleneck"] in member["chain"][1:-1]
        for member in claim["members"]
        if member["chain"][-1] in claim["origins"]
    )


def test_disputes_copies_drift_and_corrections_point_at_what_there_is() -> None:
    labels = {claim["label"] for claim in CASE["claims"]}
    assert {side for dispute in CASE["disputes"] for side in (dispute["left"], dispute["right"])} <= labels
    assert {copy[end] for copy in CASE["copies"] for end in ("document", "original")} <= set(TEXTS)
    for drift in CASE["drift"]:
        assert drift["claim"] in labels
        assert drift["after"] in TEXTS[drift["path"]]
    for correction in CASE["corrections"]:
        assert correction["note"] in TEXTS[correction["document"]]


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_every_span_of_a_gold_reading_holds_its_words(file: Path) -> None:
    gold = json.loads(file.read_text())
    text = TEXTS[gold["article"]]
    spans = list(spans_in(gold))
    assert spans
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_every_chain_of_a_gold_reading_starts_at_its_outlet(file: Path) -> None:
    gold = json.loads(file.read_text())
    ids = {statement["id"] for statement in gold["statements"]}
    for statement in gold["statements"]:
        assert statement["chain"][0] == gold["outlet"]
        assert statement["parent"] is None or statement["parent"] in ids


def spans_in(value: Any) -> Any:
    """Every object with start, end and text, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_in(item)
