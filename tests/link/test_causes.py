"""What a text gives as the cause of what, however it puts it."""

from __future__ import annotations

import pytest

from sayso.link.causes import are_rivals, cause_in


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("A gas leak caused the explosion at the mill in Orlivka", "A gas leak"),
        ("Today a gas leak set off the explosion that wrecked the mill", "Today a gas leak"),
        ("The mill in Orlivka blew up on Monday because of a gas leak", "a gas leak"),
        ("that the explosion at the mill was caused by a gas leak", "a gas leak"),
        ("Behind the blast at the mill was a gas leak.", "a gas leak"),
        ("The cause of the blast at the mill was a gas leak", "a gas leak"),
        ("A gas leak was behind the blast at the mill", "A gas leak"),
    ],
)
def test_the_cause(text: str, cause: str) -> None:
    found = cause_in(text)
    assert found is not None
    assert found.cause == cause
    assert "mil" in found.effect


def test_no_cause() -> None:
    assert cause_in("The mill in Orlivka exploded after a gas leak was reported") is None


@pytest.mark.parametrize(
    ("other", "rivals"),
    [
        ("Behind the blast at the mill was leaking gas", False),
        ("The blast at the mill was caused by a short circuit", True),
        ("On Friday morning a bomb caused the blast at the mill", True),
        ("The flood in the valley was caused by a short circuit", False),
    ],
)
def test_rivals(other: str, rivals: bool) -> None:
    one, two = cause_in("A gas leak caused the blast at the mill"), cause_in(other)
    assert one is not None
    assert two is not None
    assert are_rivals(one, two) == rivals


def test_one_cause_in_other_words() -> None:
    one = cause_in("An electrical fault caused the blast at the mill")
    two = cause_in("The mill exploded because of a short circuit")
    assert one is not None
    assert two is not None
    assert not are_rivals(one, two)
