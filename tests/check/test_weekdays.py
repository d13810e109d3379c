"""Which days of a line stand in a passage, however each says them."""

from __future__ import annotations

import pytest

from sayso.check.dates import are_days_of
from sayso.model import Document, Time
from sayso.read import ReadSettings, read


def times(words: str, published: str | None) -> tuple[Time, ...]:
    return tuple(read(Document("a" * 16, words, published=published), ReadSettings("grammar")).times)


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("They met in Galați on Sunday.", True),  # of the passage's 2 March, though the line has no date of its own
        ("They met in Galați on 2 March.", True),
        ("They met in Galați on Monday.", False),
        ("They met in Galați on Sunday and again on Friday.", False),
    ],
)
def test_a_weekday_is_the_day_that_the_passage_names_by_its_date(line: str, stands: bool) -> None:
    assert are_days_of(times(line, None), times("They met in Galați on 2 March.", "2025-03-04")) is stands


@pytest.mark.parametrize(("line", "stands"), [("They met in March.", True), ("They met in May.", False)])
def test_a_month_is_that_of_a_year_which_only_the_passage_tells(line: str, stands: bool) -> None:
    assert are_days_of(times(line, None), times("They met in March 2025.", "2025-06-04")) is stands
