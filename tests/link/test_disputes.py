"""Claims that cannot both hold, and who stands where."""

from __future__ import annotations

import pytest
from link_builder import Row, desk

from sayso.link import link
from sayso.model import Dispute

DAY = "2024-11-01"


def disputes(*rows: Row) -> tuple[Dispute, ...]:
    return link(desk(*rows)).disputes


def sides(dispute: Dispute) -> set[tuple[str, ...]]:
    return {dispute.left_agents, dispute.right_agents}


def test_a_denial() -> None:
    text = "Vardanian ships entered the port of {Orlivka|place}"
    (found,) = disputes(
        Row("River Wire", DAY, "Olena Rudy (person)", text),
        Row("Harbour Post", DAY, "Ministry of Ports", text, cue="denied"),
    )
    assert found.kind == "denial"
    assert sides(found) == {("Olena Rudy",), ("Ministry of Ports",)}


FEW_WORDS = [
    ("the dam was about to fail", "denied", "the dam was about to fail"),
    ("the walkout has been called off", "said", "the walkout has not been called off"),
    ("the ferry has sunk", "said", "the ferry had not sunk"),
]


@pytest.mark.parametrize(("stated", "cue", "denied"), FEW_WORDS)
def test_a_flat_denial_in_the_same_few_words(stated: str, cue: str, denied: str) -> None:
    (found,) = disputes(
        Row("River Wire", DAY, "engineers at the site", stated),
        Row("Harbour Post", DAY, "Olena Rudy (person)", denied, cue=cue),
    )
    assert sides(found) == {("engineers at the site",), ("Olena Rudy",)}


OF_OTHERS = [
    ("he would resign the post", "she would not resign the post", DAY),
    ("prices would rise", "prices would not rise", DAY),
    ("the plan failed", "it had not failed", DAY),
    ("they had been paid in full", "they had not been paid in full", DAY),
    ("the dam was about to fail", "the dam was not about to fail", "2024-11-09"),
]


@pytest.mark.parametrize(("stated", "denied", "later"), OF_OTHERS)
def test_few_words_that_may_be_of_others_or_another_day_are_no_dispute(stated: str, denied: str, later: str) -> None:
    assert not disputes(
        Row("River Wire", DAY, "Pavlo Hrin (person)", stated),
        Row("Harbour Post", later, "Olena Rudy (person)", denied),
    )


def test_another_figure_of_another_source() -> None:
    (found,) = disputes(
        Row("River Wire", DAY, "Ministry of Ports", "the flood destroyed {40 houses|=40 houses} in {Orlivka|place}"),
        Row("Harbour Post", DAY, "Red Cross", "the flood destroyed {90 houses|=90 houses} in {Orlivka|place}"),
    )
    assert (found.kind, sides(found)) == ("figure", {("Ministry of Ports",), ("Red Cross",)})


def test_another_figure_of_the_same_source_is_drift() -> None:
    linked = link(
        desk(
            Row("River Wire", DAY, "Red Cross", "the flood destroyed {40 houses|=40 houses} in {Orlivka|place}"),
            Row("Post", DAY, "Red Cross", "the flood destroyed {90 houses|=90 houses} in {Orlivka|place}"),
        )
    )
    assert not linked.disputes
    assert [(drift.kind, drift.before, drift.after) for drift in linked.claims[0].drift] == [("figure", "90", "40")]


def test_the_counts_of_two_days_are_no_dispute() -> None:
    assert not disputes(
        Row("River Wire", "2024-11-01", "Red Cross", "doctors treated {40 people|=40 people} in {Orlivka|place}"),
        Row("Harbour Post", "2024-11-06", "City Hall", "doctors treated {90 people|=90 people} in {Orlivka|place}"),
    )


def test_ground_captured_and_the_attack_repelled() -> None:
    (found,) = disputes(
        Row(
            "River Wire",
            DAY,
            "Northern Army",
            "its men took {Orlivka|place}",
            events=(("capture", "north", "Orlivka"),),
        ),
        Row("Post", DAY, "Southern Army", "the assault was beaten off", events=(("repel", "south", "Orlivka"),)),
    )
    assert (found.kind, sides(found)) == ("outcome", {("Northern Army",), ("Southern Army",)})


def test_two_causes_of_one_effect() -> None:
    (found,) = disputes(
        Row("River Wire", DAY, "Pavlo Hrin (person)", "a worn pump bearing caused the first explosion"),
        Row("Post", DAY, "Olena Rudy (person)", "a stray signal rocket caused the first explosion at the mill"),
    )
    assert found.kind == "outcome"


def test_different_events_are_no_dispute() -> None:
    assert not disputes(
        Row("River Wire", DAY, "Red Cross", "a mine killed {two men|=2 men} near {Orlivka|place}"),
        Row("Harbour Post", DAY, "City Hall", "a mine killed {five men|=5 men} near {Sorna|place}"),
    )


def test_a_correction_is_no_dispute() -> None:
    url = "https://post.example/flood"
    forty = "the flood destroyed {40 houses|=40 houses} in {Orlivka|place}"
    ninety = "the flood destroyed {90 houses|=90 houses} in {Orlivka|place}"
    assert not disputes(
        Row("Post", DAY, "City Hall", ninety, url=url),
        Row("Post", "2024-11-02", "Red Cross", forty, url=url),
        Row("Post", "2024-11-02", "earlier version", ninety, url=url),
    )


def test_areas_in_two_units_are_compared_in_one() -> None:
    def told(mark: str) -> list[str]:
        text = "the flood covered {%s} of forest in {Orlivka|place}"
        found = disputes(
            Row("River Wire", DAY, "Ministry of Ports", text % "400 square kilometres|=400 [km2] forest"),
            Row("Harbour Post", DAY, "Red Cross", text % mark),
        )
        return [dispute.kind for dispute in found]

    assert told("154 square miles|=154 [mi2] forest") == []
    assert told("300 square miles|=300 [mi2] forest") == ["figure"]
    assert told("300 square kilometres|=300 [km2] forest") == ["figure"]
