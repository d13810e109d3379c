"""A claim followed: order, comparison with the source's own telling, copies folded, spread, sides."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from link_builder import Row, desk
from test_linking import DESKS

from sayso.link import link
from sayso.link.traced import Trace, graph, traced
from sayso.link.worddiff import word_diff
from sayso.model import Reading

SANK = "the ferry to {Sorna|place} sank in the storm on {Monday|2024-10-28}"


def followed(*rows: Row) -> Trace:
    linked = link(desk(*rows))
    claim = max(linked.claims, key=lambda claim: len(claim.members))
    return traced(
        claim, [d for d in linked.disputes if claim.id in (d.left, d.right)], {c.id: c for c in linked.claims}
    )


def test_a_telling_is_compared_with_that_of_whom_it_has_it_from() -> None:
    trace = followed(
        Row("River Wire", "2024-10-29T08:00", "Pavlo Hrin (person)", SANK),
        Row("Delta Herald", "2024-10-29T09:00", "Pavlo Hrin (person)", SANK),
        Row("Inland Times", "2024-10-29T11:30", "Delta Herald < Pavlo Hrin (person)", SANK + " near the port"),
    )
    assert [telling.against for telling in trace.tellings] == [None, 0, 1]
    assert [telling.after for telling in trace.tellings] == [0, 3_600, 12_600]
    diff = trace.tellings[2].diff
    assert diff is not None
    assert [(run.kind, run.words) for run in diff if run.kind != "kept"] == [("new", "near the port")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the ferry sank", "The ferry sank.", [("kept", "The ferry sank")]),
        ("that the ferry sank", "the ferry burned", [("kept", "the ferry"), ("gone", "sank"), ("new", "burned")]),
        ("the ferry sank in the storm", "a boat went down yesterday", None),
    ],
)
def test_words_are_kept_gone_or_new(before: str, after: str, expected: list[tuple[str, str]] | None) -> None:
    diff = word_diff(before, after)
    assert (None if diff is None else [(run.kind, run.words) for run in diff]) == expected


def test_a_figure_in_the_place_of_another_is_told_even_in_other_words() -> None:
    trace = followed(
        Row("River Wire", "2024-10-29T08:00", "Pavlo Hrin (person)", "{12 workers|=12 workers} were injured in a fire"),
        Row("Delta Herald", "2024-10-29T09:00", "Pavlo Hrin (person)", "a fire injured {20 workers|=20 workers}"),
    )
    kinds = {change.kind: (change.before, change.after) for change in trace.tellings[-1].drift}
    assert kinds["figure"] == ("12", "20")


def test_copies_are_folded_into_what_they_copy() -> None:
    story = [
        "the ferry to {Sorna|place} sank in the storm on {Monday|2024-10-28} with nobody on board at all",
        "the harbour will stay closed for as long as the wreck blocks the only way in and out of it",
        "two tugs from {Orlivka|place} are on their way to the place and will arrive before the night",
        "insurance will pay for the ferry but not for the days that the harbour has to be closed for",
    ]
    rows = [
        Row(outlet, f"2024-10-29T{hour}:00", "", sentence)
        for outlet, hour in (("River Wire", "08"), ("Delta Herald", "10"))
        for sentence in story
    ]
    trace = followed(*rows)
    (telling,) = trace.tellings
    assert [copy.outlet for copy in telling.copies] == ["Delta Herald"]
    assert trace.graph.copied_by == {"River Wire": ("Delta Herald",)}
    assert trace.spread.outlets == 2


def test_spread_says_when_half_and_all_had_told_it() -> None:
    hours = ("08", "09", "15", "20")
    spread = followed(*(Row(f"Outlet {h}", f"2024-10-29T{h}:00", "Pavlo Hrin (person)", SANK) for h in hours)).spread
    assert (spread.outlets, spread.half, spread.whole) == (4, 3_600, 43_200)
    assert not spread.first_open
    assert spread.days == (("2024-10-29", 4),)


def test_who_was_first_is_open_where_not_all_say_at_what_hour() -> None:
    spread = followed(
        Row("River Wire", "2024-10-29T08:00", "Pavlo Hrin (person)", SANK),
        Row("Delta Herald", "2024-10-29", "Pavlo Hrin (person)", SANK),
        Row("Inland Times", None, "Pavlo Hrin (person)", SANK),
    ).spread
    assert spread.first_open
    assert (spread.half, spread.undated) == (0, 1)


CITES = Row("Delta Herald", "2024-10-29", "River Wire < Pavlo Hrin (person)", SANK)
CITED_AT = [("2024-10-29", True), ("2024-10-29T09:00", True), ("2024-10-28", True), ("2024-10-30", False)]


@pytest.mark.parametrize(("when", "cited_first"), CITED_AT)
def test_within_a_day_who_cites_comes_after_whom_he_cites(when: str, cited_first: bool) -> None:
    fuller = SANK.replace("the ferry", "the old ferry")
    trace = followed(CITES, Row("River Wire", when, "Pavlo Hrin (person)", fuller))
    outlets = [telling.member.outlet for telling in trace.tellings]
    assert outlets == (["River Wire", "Delta Herald"] if cited_first else ["Delta Herald", "River Wire"])
    assert trace.spread.first_by == outlets[0]
    assert ("old" in trace.claim.text) == cited_first


def test_hours_that_both_say_decide_and_who_cite_one_another_stay_in_order() -> None:
    early = Row("Delta Herald", "2024-10-29T08:00", "River Wire", SANK)
    trace = followed(early, Row("River Wire", "2024-10-29T09:00", "Pavlo Hrin (person)", SANK))
    assert [telling.member.outlet for telling in trace.tellings] == ["Delta Herald", "River Wire"]
    loop = (("Delta Herald", "2024-10-29", "River Wire"), ("River Wire", "2024-10-29", "Delta Herald"))
    assert len(followed(*(Row(*one, SANK) for one in loop)).tellings) == 2


def test_a_dispute_is_seen_from_the_claim_s_own_side() -> None:
    rows = (
        Row("River Wire", "2024-10-29T08:00", "Pavlo Hrin (person)", "Vardania will send shells to {Orlivka|place}"),
        Row("Delta Herald", "2024-10-29T08:30", "Pavlo Hrin (person)", "Vardania will send shells to {Orlivka|place}"),
        Row(
            "Inland Times",
            "2024-10-29T09:00",
            "Olena Haidai (person)",
            "Vardania will not send shells to {Orlivka|place}",
        ),
    )
    (side,) = followed(*rows).sides
    assert (side.here, side.against) == (("Pavlo Hrin",), ("Olena Haidai",))
    assert side.other is not None
    assert "will not send" in side.other.text


@settings(max_examples=60, deadline=None)
@given(DESKS)
def test_every_telling_is_shown_once_and_the_graph_is_that_of_the_origins(readings: list[Reading]) -> None:
    for claim in link(readings).claims:
        trace = traced(claim)
        shown = [m for t in trace.tellings for m in (t.member, *t.copies, *t.again)]
        assert {m.document for m in shown} == {m.document for m in claim.members}
        found = graph(claim)
        for way in claim.ways:
            assert way[0] in found.publishers
            assert all(far in found.edges[near] for near, far in pairwise(way))
