"""The page of findings says what the table of codes says, and each of its examples gives the finding it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.check import CODES, CheckSettings, Known, check

PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "findings.md"
_SECTION = re.compile(r"^## (\w\d{3}) (\w+): (.+)\n\n((?:    .*\n|\n)+)((?:.|\n)*?)(?=^## |\Z)", re.M)
SECTIONS = {found.group(1): found for found in _SECTION.finditer(PAGE.read_text(encoding="utf-8"))}


def test_every_code_is_on_the_page_in_the_order_of_the_table() -> None:
    assert list(SECTIONS) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_section_says_what_the_table_says_and_its_example_gives_it(
    code: str, known: Known, settings: CheckSettings
) -> None:
    section, row = SECTIONS[code], CODES[code]
    assert (section.group(2), section.group(3)) == (row.severity, row.what)
    assert f"To do: {row.to_do}" in section.group(5)
    example = re.sub(r"^    ", "", section.group(4), flags=re.M).strip()
    assert code in {finding.code for finding in check(example, known, settings)}
