"""Shares and spans of time, in whatever form a text has them."""

from __future__ import annotations

import pytest

from sayso.check.ratios import alike, ratios, spans_of_time


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


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("friends for three decades", "friends for thirty years"),
        ("within seven days of it", "within a week of it"),
        ("for twelve months", "over the past year"),
        ("a quarter of a century", "the past 25 years"),
        ("forty-eight hours", "two days"),
    ],
)
def test_a_span_of_time_is_as_long_in_every_unit(text: str, other: str) -> None:
    (one,), (two,) = spans_of_time(text), spans_of_time(other)
    assert alike(one, two)


def test_spans_of_one_unit_must_be_equal() -> None:
    (one,), (two,) = spans_of_time("for 100 days"), spans_of_time("for 99 days")
    assert not alike(one, two)
