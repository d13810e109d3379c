"""What an outlet tells again in its next edition, and what is only worded alike."""

from __future__ import annotations

import pytest
from link_builder import Row, desk

from sayso.link import link
from sayso.link.editions import is_of_its_day, is_phrase

TEXT = "Vardanian forces conducted limited ground attacks near {Orlivka|place}"


@pytest.mark.parametrize(
    ("text", "phrase", "of_its_day"),
    [
        ("Supporting effort, southern axis (objective: hold the port)", True, False),
        ("the violations of the laws of war", True, False),
        ("Vardanian forces attacked the port", False, True),
        ("Vardanian forces have not attacked the port", False, True),
        ("Vardania has sufficient power to attack", False, False),
        ("Vardanian forces may attack what they have shelled", False, False),
        ("Vardanian forces continue to shell the port", False, True),
        ("Vardanian forces will continue to shell the port", False, False),
        ("Vardanian forces may cross the river within the next 48-72 hours", False, True),
        ("Vardanian forces may cross the river within the coming weeks", False, False),
    ],
)
def test_kinds_of_text(text: str, phrase: bool, of_its_day: bool) -> None:
    assert is_phrase(text) == phrase
    assert is_of_its_day(text) == of_its_day


def days_of_claims(*rows: Row) -> list[int]:
    return sorted(len(claim.members) for claim in link(desk(*rows)).claims)


def test_editions_of_one_day_tell_one_thing() -> None:
    rows = [Row("Front Desk", f"2024-10-31T{hour:02}:00", "", TEXT) for hour in (9, 15)]
    assert days_of_claims(*rows) == [2]


def test_the_next_days_edition_tells_another() -> None:
    rows = [Row("Front Desk", f"2024-{day}T20:00", "", TEXT) for day in ("10-30", "10-31", "11-01")]
    assert days_of_claims(*rows) == [1, 1, 1]


def test_a_version_of_a_page_tells_what_the_page_told() -> None:
    told = [
        TEXT,
        "The council of {Orlivka|place} closed all schools",
        "Rescuers brought old people to the harbour",
        "A ferry took them over the bay",
        "Nobody was hurt when the roof of the market fell in",
    ]
    rows = [
        Row("Front Desk", f"2024-{day}T20:00", "", text, url="https://front.example/attack", page=day)
        for day in ("10-30", "10-31")
        for text in told
    ]
    assert days_of_claims(*rows) == [2, 2, 2, 2, 2]
