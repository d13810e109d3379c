"""What is a figure in the news, what it counts, and what only looks like one."""

import itertools
import json
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Figure
from sayso.read.figures import comparable, figures, normalised, units

CASES = json.loads((Path(__file__).parents[1] / "cases" / "figures.json").read_text(encoding="utf-8"))
WORDS = sorted({word for case in CASES for word in case["text"].split()})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_figures_of(case):
    text = case["text"]
    found = [[text[f.start : f.end], f.value, f.unit, f.of, f.bound] for f in figures(text)]
    assert found == case["expected"], case["comment"]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=80))
def test_figures_stand_in_the_text_in_order_and_twice_the_same(text):
    found = figures(text)
    assert found == figures(text)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(f.bound in (None, "min", "max", "about") for f in found)


def test_areas_in_different_units_are_comparable():
    assert comparable(Figure(0, 1, 400, "km2"), Figure(0, 1, 40_000, "ha")) == pytest.approx((400, 400))


@pytest.mark.parametrize(("left", "right"), [("km2", "km"), ("USD", "EUR"), ("percent", None), ("percent", "t")])
def test_what_measures_different_things_is_not_comparable(left, right):
    assert comparable(Figure(0, 1, 1, left), Figure(0, 1, 1, right)) is None


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(0, 1, 100, "mi2"), (pytest.approx(258.998811), "km2")),
        (Figure(0, 1, 3, "mi"), (pytest.approx(4.828032), "km")),
        (Figure(0, 1, 50, "degF"), (pytest.approx(10), "degC")),
        (Figure(0, 1, 22e9, "USD"), (22e9, "USD")),
        (Figure(0, 1, None, None), (None, None)),
    ],
)
def test_a_figure_in_the_usual_unit_of_its_kind(figure, expected):
    assert normalised(figure) == expected


def test_an_unspecified_number_is_comparable_with_nothing():
    assert comparable(Figure(0, 1, None, None), Figure(0, 1, 5, None)) is None


def test_twice_the_text_takes_at_most_about_twice_the_time():
    page = " ".join(case["text"] for case in CASES) * 20

    def seconds(text):
        begun = time.process_time()
        figures(text)
        return time.process_time() - begun

    short = min(seconds(page) for _ in range(3))
    assert min(seconds(page * 4) for _ in range(3)) < 8 * short + 0.05


def test_factors_are_pints() -> None:
    chance = Random(5)
    for unit, factor in units._FACTORS.items():
        for value in [1.0, 3.0, 400.0, *(round(10 ** chance.uniform(-1, 7), chance.randint(0, 2)) for _ in range(40))]:
            converted = units._converted(0.0, units._COMMON[unit], value, unit)
            assert converted is not None
            assert round(value * factor, 6) == round(converted[1], 6)
