"""What check finds on a desk of one article and without a desk.toml: plain errors that once passed unseen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.check import Known, check, format_findings
from sayso.link import link
from sayso.model import Document
from sayso.read import read

DESK: dict[str, Any] = json.loads((Path(__file__).parent.parent / "cases" / "check_small_desk.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def small() -> Known:
    reading = read(Document("d1", DESK["article"], published="2025-03-03", language="en"))
    return Known.of([reading], link([reading]))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in DESK["cases"]])
def test_a_line_gets_the_findings_it_deserves(case: dict[str, Any], small: Known) -> None:
    found = [(finding.code, finding.message) for finding in check(case["text"], small)]
    assert {code for code, _ in found} == set(case["expected"]), found


def test_an_opposite_is_told_in_the_words_of_the_two_texts(small: Known) -> None:
    (found,) = check("Olena Hrin said the ceasefire would cease on Sunday.", small)
    assert found.message.startswith("the opposite of the source: “cease” here, “start” at the source")


def test_a_changed_quotation_shows_its_diff_once(small: Known) -> None:
    printed = format_findings(check('Kos described the delay as "deplorable".', small), "brief.md")
    assert printed.count("[-regrettable-] {+deplorable+}") == 1
