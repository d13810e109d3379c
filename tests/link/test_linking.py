"""What holds of every linking: its result is a partition, and no order changes it."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_builder import Row, desk

from sayso.link import link
from sayso.link.hollow import hollow
from sayso.link.withdrawals import withdrawn
from sayso.model import Assertion, Document, Link, Reading, Span, Statement

OUTLETS = ["Harbour Post", "Inland Times", "River Wire", "Delta Herald"]
MOMENTS = ["2024-11-01T08:00", "2024-11-01T12:00", "2024-11-02T07:30", None]
CHAINS = ["", "River Wire", "Pavlo Hrin (person)", "Ministry of Ports", "two officials", "River Wire < two officials"]
TEXTS = [
    "Vardania will send {400 shells|=400 shells} to {Orlivka|place}",
    "Vardania is going to send {300 shells|=300 shells} to {Orlivka|place}",
    "Vardania will not send shells to {Orlivka|place}",
    "The ferry to {Sorna|place} sank in the storm on {Monday|2024-10-28}",
    "A storm sank the {Sorna|place} ferry on {Monday|2024-10-28}",
    "it is unacceptable",
]
ROWS = st.builds(
    Row,
    outlet=st.sampled_from(OUTLETS),
    published=st.sampled_from(MOMENTS),
    chain=st.sampled_from(CHAINS),
    text=st.sampled_from(TEXTS),
    cue=st.sampled_from(["said", "denied"]),
    quote=st.booleans(),
    page=st.sampled_from(["", "b"]),
)
DESKS = st.lists(ROWS, min_size=1, max_size=12).map(lambda rows: desk(*rows))


@settings(max_examples=60, deadline=None)
@given(DESKS, st.randoms(use_true_random=False))
def test_the_order_of_readings_changes_nothing(readings: list[Reading], chance: random.Random) -> None:
    shuffled = list(readings)
    chance.shuffle(shuffled)
    assert msgspec.json.encode(link(readings)) == msgspec.json.encode(link(shuffled))


@settings(max_examples=60, deadline=None)
@given(DESKS)
def test_every_telling_is_in_exactly_one_claim(readings: list[Reading]) -> None:
    members = [(m.document, m.statement) for claim in link(readings).claims for m in claim.members]
    told = [(r.document.id, part.id) for r in readings for part in (*r.statements, *r.assertions)]
    assert sorted(members) == sorted(told)


@settings(max_examples=60, deadline=None)
@given(DESKS)
def test_citations_hold_the_exact_words(readings: list[Reading]) -> None:
    texts = {reading.document.id: reading.document.text for reading in readings}
    for claim in link(readings).claims:
        for member in claim.members:
            cited = member.citation
            assert texts[cited.document][cited.start : cited.end] == cited.words


@settings(max_examples=60, deadline=None)
@given(DESKS)
def test_ranges_and_ways_agree(readings: list[Reading]) -> None:
    for claim in link(readings).claims:
        counted = claim.independent_origins
        assert 1 <= counted.at_least <= counted.at_most == len(claim.ways)
        assert {way[-1] for way in claim.ways} <= set(claim.origins)
        assert len({way[0] for way in claim.ways}) == len(claim.ways)


def test_a_later_telling_does_not_rename_a_claim() -> None:
    first = Row("River Wire", "2024-11-01", "Ministry of Ports", "the ferry to {Sorna|place} sank in the storm")
    later = Row("Inland Times", "2024-11-02", "", "The ferry to {Sorna|place} sank in the storm")
    assert link(desk(first)).claims[0].id == link(desk(later, first)).claims[0].id


def test_a_document_given_twice_counts_once() -> None:
    readings = desk(Row("River Wire", "2024-11-01", "Ministry of Ports", "the ferry to {Sorna|place} sank"))
    assert link(readings + readings) == link(readings)


def test_nothing_links_to_nothing() -> None:
    assert link([]).claims == ()


def test_control_statements_are_no_tellings() -> None:
    assert link(desk(Row("River Wire", None, "Ministry of Ports", "to close the port", type="control"))).claims == ()


def test_what_is_only_denied_is_told_as_denied() -> None:
    (claim,) = link(
        desk(
            Row("River Wire", "2024-11-01", "Olena Rudy (person)", "the port of Sorna is full", cue="has denied"),
            Row("Inland Times", "2024-11-02", "Pavlo Hrin (person)", "the port of Sorna is not full"),
        )
    ).claims
    assert claim.text == "has denied: the port of Sorna is full"
    assert [member.said for member in claim.members] == [claim.text, "that the port of Sorna is not full"]


def test_what_somebody_denies_that_another_said_is_not_the_other_s_word() -> None:
    text = "Rudy denied that Hrin had said that the port is full."
    publisher, rudy, hrin = Link("River Wire", "organisation"), Link("Rudy", "person"), Link("Hrin", "person")
    outer = Statement(
        "s0", "indirect", "communication", Span(0, 4), Span(5, 11), (Span(12, 52),), None, (publisher, rudy)
    )
    inner = (Span(22, 26), Span(31, 35), (Span(36, 52),), "s0", (publisher, rudy, hrin))
    statements = outer, Statement("s1", "indirect", "communication", *inner)
    (claim,) = link([Reading(Document("d", text, "River Wire"), "by hand", statements=statements)]).claims
    assert claim.text == "denied: Hrin had said that the port is full"


TAKEN_BACK = [
    ("River Wire has withdrawn its report of Monday ", "that it jammed", ".", True),
    ("Hrin took back his claim ", "that the gate jammed", ".", True),
    ("The report ", "that the gate had jammed", " was withdrawn on Monday.", True),
    ("The claim by villagers ", "that the well was bad", ", has since been retracted.", True),
    ("River Wire has not withdrawn its report ", "that it jammed", ".", False),
    ("Denying that River Wire had withdrawn its report ", "that it jammed", ".", False),
    ("Hrin asked River Wire to withdraw its report ", "that it jammed", ".", False),
    ("The army withdrew after reports ", "that it jammed", ".", False),
    ("The army said ", "that the troops were withdrawn", " on Monday.", False),
]


@pytest.mark.parametrize(("before", "content", "after", "taken_back"), TAKEN_BACK)
def test_what_is_withdrawn(before: str, content: str, after: str, taken_back: bool) -> None:
    span = Span(len(before), len(before) + len(content))
    document = Document("d", before + content + after)
    statement = Statement("s", "indirect", "communication", None, None, (span,), None, ())
    reading = Reading(document, "by hand", sentences=(Span(0, len(document.text)),), statements=(statement,))
    assert withdrawn(reading) == (frozenset({"s"}) if taken_back else frozenset())


def test_a_withdrawal_supports_nothing_and_the_claim_says_who_withdrew_it() -> None:
    jammed = "a third gate of the dam at {Sorna|place} jammed"
    (claim,) = link(
        desk(
            Row("Inland Times", "2024-11-01", "River Wire < engineer", jammed),
            Row("River Wire", "2024-11-02", "Olena Rudy (person)", jammed, cue="has withdrawn her claim"),
        )
    ).claims
    assert (claim.text, claim.origins) == ("a third gate of the dam at Sorna jammed", ("engineer",))
    assert claim.reasons[-1] == "withdrawn, says Olena Rudy (2024-11-02)"
    assert [member.not_so for member in claim.members] == ["", "withdrawn"]


HOLLOW = [
    ("Rudy denied", (0, 4), (5, 11), " that the port is full.", True),
    ("Rudy denied the charge on Monday", (0, 4), (5, 11), " that the port is full.", False),
    ("Is the port of Sorna full?", None, None, "", True),
    ("The port of Sorna is full.", None, None, "", False),
]


@pytest.mark.parametrize(("own", "source", "cue", "said", "is_hollow"), HOLLOW)
def test_who_says_and_what_is_asked_are_no_claims_of_the_outlet(
    own: str, source: tuple[int, int] | None, cue: tuple[int, int] | None, said: str, is_hollow: bool
) -> None:
    statements: tuple[Statement, ...] = ()
    if source and cue:
        content = Span(len(own) + 1, len(own + said) - 1)
        statements = (Statement("s", "indirect", "communication", Span(*source), Span(*cue), (content,), None, ()),)
    reading = Reading(
        Document("d", own + said), "by hand", statements=statements, assertions=(Assertion("e", 0, len(own)),)
    )
    assert hollow(reading) == (frozenset({"e"}) if is_hollow else frozenset())


def test_a_statement_and_the_one_inside_it_are_two_claims() -> None:
    linked = link(
        desk(
            Row("River Wire", "2024-11-01", "Delta Institute < Pavlo Hrin (person)", "the port is full", nested=True),
            Row("Inland Times", "2024-11-01", "Pavlo Hrin (person)", "the port is full"),
        )
    )
    inner = next(claim for claim in linked.claims if claim.text == "the port is full")
    assert [member.outlet for member in inner.members] == ["Inland Times", "River Wire"]
    assert [len(claim.members) for claim in linked.claims if claim is not inner] == [1]
