"""Shares and decades, in whatever form a text has them."""

from __future__ import annotations

import pytest

from sayso.check.ratios import decades, ratios


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("nine in ten men signed", 0.9),
        ("90% of the men signed", 0.9),
        ("90 percent of the men signed", 0.9),
        ("two out of three were born later", 2 / 3),
        ("two-thirds were born later", 2 / 3),
        ("a third of the voters came", 1 / 3),
        ("one voter in three came", 1 / 3),
        ("three-fourths of his unit", 0.75),
    ],
)
def test_a_share_is_the_same_in_every_form(text: str, share: float) -> None:
    assert [pytest.approx(one.value) for one in ratios(text)] == [share]


@pytest.mark.parametrize("text", ["ten of nine", "two in May", "in ten years", "the three men"])
def test_what_is_no_share(text: str) -> None:
    assert not list(ratios(text))


def test_decades_are_years() -> None:
    assert decades("friends for three decades, and a decade more") == {30.0, 10.0}
