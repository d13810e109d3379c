"""What is learnt of pronouns, from annotated articles."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.read.agents.antecedents import Candidate, total
from sayso.train.annotated import text_of
from sayso.train.antecedents import Choice, choices, learnt, main, same
from sayso.train.frames import articles

TEXT = "Mayor Olha Brenner met Jane Holt, a reporter.\n\nShe said that the road was shut.\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One record whose pronoun is the mayor's."""
    (tmp_path / "polnear" / "text").mkdir(parents=True)
    (tmp_path / "polnear" / "text" / "one.txt").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()[:16]

    def span(words: str) -> dict[str, int]:
        return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}

    statement: dict[str, Any] = {"id": "1", "source": span("She"), "cue": span("said"), "parent": None}
    statement |= {"content": [span("that the road was shut")], "chain": ["Politico", "Olha Brenner"]}
    record: dict[str, Any] = {"set": "polnear", "record": "one", "start": 0, "end": len(TEXT), "digest": digest}
    record |= {"outlet": "Politico", "published": "2016-07-06", "half": "develop", "statements": [statement]}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([record]), "utf-8")
    return path


def test_the_annotated_agent_is_the_right_one(gold: Path) -> None:
    (article,) = articles([gold])
    (choice,) = choices(article, text_of(gold.parent, article))
    assert len(choice.candidates) == 2
    assert sum(choice.right) == 1


def test_a_sign_of_the_right_ones_gains_weight() -> None:
    mayor, reporter = Candidate(0, -0.5, ("spoke last",)), Candidate(1, 0.0, ("silent",))
    table = learnt([Choice((mayor, reporter), (True, False))] * 20)
    assert table["spoke last"] > 0 > table["silent"]
    assert total(mayor, table) > total(reporter, table)


def test_a_name_is_the_same_in_part() -> None:
    assert same("Olha Brenner", "Brenner")
    assert not same("Olha Brenner", "Ivan Brenner")


def test_the_command_prints_a_table(gold: Path) -> None:
    result = CliRunner().invoke(main, [str(gold.parent), str(gold)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[1].startswith("share\t")
