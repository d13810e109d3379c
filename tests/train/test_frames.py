"""What is learnt of media in chains, from annotated articles."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.read.agents.directory import Directory
from sayso.train.annotated import text_of
from sayso.train.frames import articles, main, rows

TEXT = (
    "In an interview with CNN on Sunday, Dan Rourke said that the bill was dead.\n\n“It will not pass,” Rourke said.\n"
)


def _span(words: str, start: int = 0) -> dict[str, int]:
    begin = TEXT.index(words, start)
    return {"start": begin, "end": begin + len(words)}


def _statement(number: int, source: str, content: str, chain: list[str], start: int = 0) -> dict[str, Any]:
    return {
        "id": str(number),
        "source": _span(source, start),
        "cue": _span("said", start),
        "content": [_span(content)],
        "parent": None,
        "chain": chain,
    }


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two records of one text, the second kept for testing."""
    (tmp_path / "polnear" / "text").mkdir(parents=True)
    (tmp_path / "polnear" / "text" / "one.txt").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    record: dict[str, Any] = {"set": "polnear", "record": "one", "start": 0, "end": len(TEXT), "digest": digest}
    record |= {"outlet": "Politico", "published": "2016-07-06", "half": "develop"}
    chain = ["Politico", "CNN", "Dan Rourke"]
    record["statements"] = [
        _statement(1, "Dan Rourke", "that the bill was dead", chain),
        _statement(2, "Rourke", "It will not pass", chain, TEXT.index("pass")),
    ]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([record, record | {"half": "test"}]), "utf-8")
    return path


def test_media_of_annotated_chains_are_right(gold: Path) -> None:
    (article,) = articles([gold])
    found = list(rows(article, text_of(gold.parent, article), Directory()))
    assert found and all(row.right for row in found)


def test_the_command_prints_a_table(gold: Path) -> None:
    result = CliRunner().invoke(main, [str(gold.parent), str(gold)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[1].count("\t") == 1


def test_another_text_is_told(gold: Path) -> None:
    (gold.parent / "polnear" / "text" / "one.txt").write_text(TEXT.replace("dead", "gone"), "utf-8")
    result = CliRunner().invoke(main, [str(gold.parent), str(gold)])
    assert result.exit_code != 0
    assert "not the text that was annotated" in str(result.exception or result.output)
