"""What a document puts forward itself in a sentence in which somebody speaks, and what is only the attribution's."""

from __future__ import annotations

import pytest

from sayso.model import Document
from sayso.read import ReadSettings, read

GRAMMAR = ReadSettings(tier="grammar")


def own(text: str) -> list[str]:
    reading = read(Document("x", text, outlet="Harbour Post"), GRAMMAR)
    assert reading.statements
    return [text[one.start : one.end] for one in reading.assertions]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param(
            "Shares fell after the company said that it would miss its guidance.",
            ["Shares fell"],
            id="before a clause in which somebody speaks",
        ),
        pytest.param(
            "The strike began on Monday because unions say that wages are too low.",
            ["The strike began on Monday"],
            id="before its reason",
        ),
        pytest.param(
            "In Harrow, thousands marched while the mayor said that the road was closed.",
            ["In Harrow, thousands marched"],
            id="behind its place",
        ),
        pytest.param(
            "Lund met Petrenko on Monday and said that the deal was dead.",
            ["Lund met Petrenko on Monday"],
            id="what who speaks did before",
        ),
    ],
)
def test_a_main_clause_is_the_documents_own(text: str, clauses: list[str]) -> None:
    assert own(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A blogger complained that commanders submit false reports.", id="source and cue"),
        pytest.param("The union demanded that the mine be closed.", id="a cue that is an act"),
        pytest.param("In a letter issued on Monday, the firm said that it was sorry.", id="an occasion"),
        pytest.param("When shares fell, the firm said that it was sorry.", id="a clause of time"),
        pytest.param("Officials said that three people had died, and dozens were hurt.", id="what they may say too"),
        pytest.param("“It was a mistake,” Lund conceded in an interview on Sunday.", id="the tail of a quotation"),
        pytest.param("“They took it,” a woman said by phone, asking not to be named.", id="on what terms one speaks"),
    ],
)
def test_an_attribution_is_no_assertion(text: str) -> None:
    assert own(text) == []


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param(
            "Shares fell after the company said it would miss its guidance, and analysts cut their targets.",
            ["Shares fell", "analysts cut their targets."],
            id="joined behind what is said",
        ),
        pytest.param(
            "The bridge, which engineers say is unsafe, will close.",
            ["The bridge, which engineers say is unsafe, will close."],
            id="around a relative clause in which somebody speaks",
        ),
    ],
)
def test_so_it_is_where_the_network_bounds_what_is_said(text: str, clauses: list[str]) -> None:
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert [text[one.start : one.end] for one in reading.assertions] == clauses
