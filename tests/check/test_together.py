"""Sentences of one paragraph are read together where one of them is doubted alone."""

from __future__ import annotations

import pytest

from sayso.check import CheckSettings, Known, check
from sayso.link import link
from sayso.model import Document
from sayso.read import ReadSettings, read

STORY = """KARSA — After a week of bickering over the harbour levy, Mayor Orla Byrne on Monday ripped into \
Senator Hale over a range of policies.

The town's three schools reopened after the flood. Teachers have not been paid since May, their union said.

The fire was caused by a faulty heater, a police report said on Tuesday.
"""
FIRST = "A wide assault on what Senator Hale stands for was launched on Monday by Mayor Orla Byrne."
SECOND = "It came upon seven days of dispute."
SETTINGS = CheckSettings(published="2025-03-05")


@pytest.fixture(scope="module")
def desk() -> Known:
    reading = read(Document("a" * 16, STORY, published="2025-03-04"), ReadSettings("grammar"))
    return Known.of([reading], link([reading]))


def codes(text: str, desk: Known) -> set[str]:
    return {one.code for one in check(text, desk, SETTINGS)}


def test_a_sentence_that_no_passage_carries_alone_follows_with_the_one_before(desk: Known) -> None:
    assert codes(SECOND, desk) == {"S001"}
    assert not codes(f"{FIRST} {SECOND}", desk)


def test_what_is_wrong_in_either_is_told(desk: Known) -> None:
    assert codes(f"{FIRST} It came upon seven months of dispute.", desk)
    assert codes(f"{FIRST} It came upon seven days of cordial talks.", desk)
    assert codes(f"{FIRST.replace('Orla Byrne', 'Piet Hagen')} {SECOND}", desk)


def test_who_says_it_may_stand_in_the_next_sentence(desk: Known) -> None:
    alone = "What started the fire was a heater with a fault."
    assert codes(alone, desk) == {"S005"}
    assert not codes(f"{alone} A police report said so on Tuesday.", desk)
    assert codes(f"{alone} The teachers' union said so on Tuesday.", desk)


def test_sentences_of_two_paragraphs_stand_alone(desk: Known) -> None:
    assert codes(f"{FIRST}\n\n{SECOND}", desk)
