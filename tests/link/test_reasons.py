"""Reasons of disputes are for readers: the texts' own words, and figures as they are written."""

from __future__ import annotations

import re

import pytest
from link_builder import Row, desk

from sayso.link import link

DAY = "2024-11-01"


def reason(left: str, right: str, *, cue: str = "said") -> str:
    (found,) = link(
        desk(
            Row("River Wire", f"{DAY}T08:00", "Olena Rudy (person)", left),
            Row("Harbour Post", f"{DAY}T09:00", "Ministry of Ports", right, cue=cue),
        )
    ).disputes
    return found.reason


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            "a gas leak caused the explosion at the mill in {Orlivka|place}",
            "an electrical fault caused the explosion at the mill in {Orlivka|place}",
            "“a gas leak” against “an electrical fault” as the cause",
        ),
        (
            "the flood destroyed {40 houses|=40 houses} in {Orlivka|place}",
            "the flood destroyed {90 houses|=90 houses} in {Orlivka|place}",
            "“40 houses” against “90 houses”",
        ),
        (
            "the port of {Orlivka|place} opened to Vardanian ships",
            "the port of {Orlivka|place} was closed to Vardanian ships",
            "“opened” against “closed”",
        ),
        (
            "the pillar in {Orlivka|place} moved by {four centimetres|=4 cm}",
            "the pillar in {Orlivka|place} moved by {six centimetres|=6 cm}",
            "“four centimetres” against “six centimetres”",
        ),
    ],
)
def test_the_texts_own_words(left: str, right: str, expected: str) -> None:
    assert reason(left, right) == expected


def test_what_is_denied() -> None:
    told = reason(
        "Vardanian ships entered the port of {Orlivka|place}",
        "Vardanian ships never entered the port of {Orlivka|place}",
    )
    assert told == "one denies what the other states (“entered”)"


def test_a_large_figure_is_written_out() -> None:
    told = reason(
        "the fund will pay {1.9 million euros|=1900000 EUR} to {Orlivka|place}",
        "the fund will pay {4.2 million euros|=4200000 EUR} to {Orlivka|place}",
    )
    assert told == "“1.9 million euros” against “4.2 million euros”"
    assert not re.search(r"\de[+]", told)
