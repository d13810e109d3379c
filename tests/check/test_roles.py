"""Lines about people without a name: of which country they are, and the forms in which a share is told."""

from __future__ import annotations

import pytest

from sayso.check import Known, check
from sayso.link import link
from sayso.model import Document
from sayso.read import ReadSettings, read

ARTICLE = """Talks on the Arda bridge

A senior Bulgarian official told the Rila Courier on Monday that the Arda bridge will be closed to lorries until autumn.

Nine in ten drivers who were asked have used the bridge for two decades, said Mira Stancheva of the drivers' union.

The highway agency granted the hauliers permission to cross at night, the union said.
"""


@pytest.fixture(scope="module")
def known() -> Known:
    reading = read(Document("d1", ARTICLE, published="2025-03-03", language="en"), ReadSettings(tier="grammar"))
    return Known.of([reading], link([reading]))


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (
            "The Arda bridge will be shut to lorries until autumn, a senior Bulgarian official told the Rila Courier.",
            set(),
        ),
        (
            "The Arda bridge will be shut until autumn, a senior Greek official told the Rila Courier.",
            {"S003", "F003"},
        ),
        (
            "Of the drivers who were asked, 90 percent have used the bridge for twenty years, Mira Stancheva said.",
            set(),
        ),
        (
            "Of the drivers who were asked, 60 percent have used the bridge for twenty years, Mira Stancheva said.",
            {"F001"},
        ),
        ("The highway agency denied the hauliers permission to cross at night, the union said.", {"S008"}),
        ("The union said that the highway agency let the hauliers cross at night with its permission.", set()),
    ],
)
def test_who_and_how_many(line: str, codes: set[str], known: Known) -> None:
    found = check(line, known)
    assert {one.code for one in found} == codes, [one.message for one in found]
