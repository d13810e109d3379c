"""What people judged is respected, whatever the linker thinks, and in whatever order it came."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_builder import Row, desk
from test_linking import DESKS

from sayso.link import LinkSettings, link
from sayso.link.judgements import verdicts
from sayso.model import Claim, Judgement, JudgementKind, Reading, Told

SANK = "the ferry to {Sorna|place} sank in the storm on {Monday|2024-10-28}"
STRUCK = "a pump caught fire in {Sorna|place} on {Monday|2024-10-28}"
MADE = iter(range(10**6))


def told(reading: Reading, number: int = 0) -> Told:
    """A telling of a document: its statements, then its assertions."""
    spans = [(one.id, one.content[0].start, one.content[-1].end) for one in reading.statements]
    spans += [(one.id, one.start, one.end) for one in reading.assertions]
    name, start, end = spans[number]
    return Told(reading.document.id, name, start, end, reading.document.text[start:end])


def judged(
    kind: JudgementKind, subject: Told | str, other: Told | str | None = None, *, value: str | None = None, day: int = 1
) -> Judgement:
    made_at = f"2024-12-{day:02}T12:00:00.000000Z"
    return Judgement(f"j-{next(MADE):06}", kind, "Ada", made_at, subject, other, value)


def outlets(claims: Sequence[Claim]) -> list[list[str]]:
    return [[member.outlet for member in claim.members] for claim in claims]


@pytest.fixture
def four() -> list[Reading]:
    """Two outlets tell of the ferry, two of the pump."""
    return desk(
        Row("Harbour Post", "2024-10-29T08:00", "Pavlo Hrin (person)", SANK),
        Row("Inland Times", "2024-10-29T09:00", "Pavlo Hrin (person)", SANK),
        Row("River Wire", "2024-10-29T10:00", "Olena Haidai (person)", STRUCK),
        Row("Delta Herald", "2024-10-29T11:00", "Olena Haidai (person)", STRUCK),
    )


def claims(readings: Sequence[Reading], *judgements: Judgement) -> list[list[str]]:
    return outlets(link(readings, judgements=judgements).claims)


FERRY, PUMP = ["Harbour Post", "Inland Times"], ["River Wire", "Delta Herald"]


def test_two_tellings_judged_the_same_bring_their_claims_together(four: list[Reading]) -> None:
    assert claims(four) == [FERRY, PUMP]
    assert claims(four, judged("same", told(four[1]), told(four[2]))) == [FERRY + PUMP]


def test_two_tellings_judged_different_are_two_claims_even_word_for_word(four: list[Reading]) -> None:
    assert claims(four, judged("different", told(four[0]), told(four[1]))) == [["Harbour Post"], ["Inland Times"], PUMP]


def test_what_nobody_judged_goes_with_the_judged_telling_it_is_most_like() -> None:
    readings = desk(
        Row("A", "2024-10-29T08:00", "Pavlo Hrin (person)", "the ferry to Sorna sank in the storm near the port"),
        Row("B", "2024-10-29T09:00", "Pavlo Hrin (person)", "the ferry to Sorna sank in the storm off the cape"),
        Row("C", "2024-10-29T10:00", "Pavlo Hrin (person)", "the ferry to Sorna sank in the storm off the cape"),
    )
    assert claims(readings) == [["A", "B", "C"]]
    assert claims(readings, judged("different", told(readings[0]), told(readings[1]))) == [["A"], ["B", "C"]]


def test_the_reason_names_who_judged_and_when(four: list[Reading]) -> None:
    (claim,) = link(four, judgements=[judged("same", told(four[1]), told(four[2]))]).claims
    assert any("judged the same as another telling by Ada on 2024-12-01" in reason for reason in claim.reasons)


def test_a_retracted_judgement_counts_no_more(four: list[Reading]) -> None:
    same = judged("same", told(four[1]), told(four[2]))
    assert claims(four, judged("retraction", same.id, day=2), same) == [FERRY, PUMP]


def test_of_two_against_one_another_the_later_holds_and_both_are_reported(four: list[Reading]) -> None:
    same = judged("same", told(four[1]), told(four[2]), day=2)
    different = judged("different", told(four[2]), told(four[1]), day=1)
    linked = link(four, judgements=[different, same])
    assert outlets(linked.claims) == [FERRY + PUMP]
    (issue,) = linked.issues
    assert different.id in issue.message
    assert "set aside" in issue.message
    assert same.id in issue.message


def test_round_a_corner_the_later_holds_too(four: list[Reading]) -> None:
    chain = [judged("same", told(four[0]), told(four[1]), day=3), judged("same", told(four[1]), told(four[2]), day=2)]
    apart = judged("different", told(four[0]), told(four[2]), day=1)
    found = verdicts([apart, *chain], four)
    assert [one.judgement.id for one in found.standings if one.state == "set aside"] == [apart.id]
    later = msgspec.structs.replace(apart, made_at="2024-12-09T12:00:00.000000Z")
    found = verdicts([later, *chain], four)
    assert [one.judgement.id for one in found.standings if one.state == "set aside"] == [chain[1].id]


def test_a_telling_read_anew_is_found_by_where_it_stands(four: list[Reading]) -> None:
    same = judged("same", told(four[1]), told(four[2]))
    renamed = msgspec.structs.replace(four[2].statements[0], id="new id")
    again = [*four[:2], msgspec.structs.replace(four[2], statements=(renamed,)), four[3]]
    assert claims(again, same) == [FERRY + PUMP]


def test_a_judgement_whose_words_are_gone_waits_and_says_so(four: list[Reading]) -> None:
    linked = link(four[:2], judgements=[judged("same", told(four[1]), told(four[2]))])
    assert outlets(linked.claims) == [FERRY]
    assert "it waits" in linked.issues[0].message


def origins(readings: Sequence[Reading], *judgements: Judgement) -> tuple[str, ...]:
    (claim,) = link(readings, judgements=judgements).claims
    return claim.origins


def test_an_agent_judged_another_name_of_another_is_one_with_them() -> None:
    readings = desk(
        Row("A", "2024-10-29", "The Skipper of Sorna", SANK),
        Row("B", "2024-10-29", "Pavlo Hrin (person)", SANK),
    )
    assert origins(readings) == ("Pavlo Hrin", "The Skipper of Sorna")
    assert origins(readings, judged("agent", "the skipper of sorna", "Pavlo Hrin")) == ("Pavlo Hrin",)
    assert origins(readings, judged("agent", "Pavlo Hrin", "P. V. Hrin of Sorna")) == (
        "P. V. Hrin of Sorna",
        "The Skipper of Sorna",
    )


def test_names_judged_to_be_names_of_one_another_in_a_circle_give_the_later_the_word() -> None:
    one, other = judged("agent", "Hrin", "Haidai", day=2), judged("agent", "Haidai", "Hrin", day=1)
    found = verdicts([one, other])
    assert found.aliases == (("Hrin", "Haidai"),)
    assert [standing.state for standing in found.standings] == ["set aside", "holds"]


def test_who_is_judged_to_speak_for_a_body_counts_with_it_at_least() -> None:
    readings = desk(
        Row("A", "2024-10-29", "Ministry of Ports", SANK),
        Row("B", "2024-10-29", "Pavlo Hrin (person)", SANK),
    )
    (before,) = link(readings).claims
    (after,) = link(readings, judgements=[judged("affiliation", "Pavlo Hrin", "Ministry of Ports")]).claims
    (known,) = link(readings, LinkSettings(speaks_for=(("Pavlo Hrin", "Ministry of Ports"),))).claims
    assert before.independent_origins.at_least == 2
    assert (after.independent_origins.at_least, after.independent_origins.at_most) == (1, 2)
    assert known.independent_origins == after.independent_origins


def test_of_two_grades_the_later_holds(four: list[Reading]) -> None:
    first = judged("source grade", "Pavlo Hrin", value="B", day=1)
    second = judged("source grade", "pavlo  Hrin", value="D", day=2)
    states = {one.judgement.id: one.state for one in verdicts([second, first]).standings}
    assert states == {first.id: "set aside", second.id: "holds"}


def test_a_name_judged_to_be_itself_is_nobody_else() -> None:
    itself = judged("agent", "River Wire", "River Wire", day=2)
    earlier = judged("agent", "River Wire", "Inland Times", day=1)
    other = judged("agent", "Pavlo Hrin", "River Wire", day=1)
    found = verdicts([earlier, itself, other])
    assert {one.judgement.id: one.state for one in found.standings} == {
        earlier.id: "set aside",
        itself.id: "holds",
        other.id: "holds",
    }
    assert found.aliases == (("Pavlo Hrin", "River Wire"),)


PICKS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "agent", "affiliation", "retraction"]),
        st.integers(0, 40),
        st.integers(0, 40),
        st.integers(1, 28),
    ),
    max_size=8,
)
NAMES = ["River Wire", "Pavlo Hrin", "Ministry of Ports", "Inland Times"]


def judgements_of(readings: Sequence[Reading], picks: Sequence[tuple[JudgementKind, int, int, int]]) -> list[Judgement]:
    carriers = [told(r, number) for r in readings for number in range(len(r.statements) + len(r.assertions))]
    found: list[Judgement] = []
    for kind, left, right, day in picks:
        if kind == "retraction":
            found += [judged(kind, found[left % len(found)].id, day=day)] if found else []
        elif kind in ("same", "different"):
            found.append(judged(kind, carriers[left % len(carriers)], carriers[right % len(carriers)], day=day))
        else:
            found.append(judged(kind, NAMES[left % len(NAMES)], NAMES[right % len(NAMES)], day=day))
    return found


@settings(max_examples=80, deadline=None)
@given(DESKS, PICKS, st.randoms(use_true_random=False))
def test_no_order_of_documents_or_judgements_changes_anything(
    readings: list[Reading], picks: list[tuple[JudgementKind, int, int, int]], chance: random.Random
) -> None:
    judgements = judgements_of(readings, picks)
    expected = msgspec.json.encode(link(readings, judgements=judgements))
    chance.shuffle(readings)
    chance.shuffle(judgements)
    assert msgspec.json.encode(link(readings, judgements=judgements)) == expected


@settings(max_examples=80, deadline=None)
@given(DESKS, PICKS)
def test_what_holds_is_respected_and_every_telling_stays_in_one_claim(
    readings: list[Reading], picks: list[tuple[JudgementKind, int, int, int]]
) -> None:
    judgements = judgements_of(readings, picks)
    linked = link(readings, judgements=judgements)
    members = [(m.document, m.statement) for claim in linked.claims for m in claim.members]
    assert sorted(members) == sorted((t.document.id, p.id) for t in readings for p in (*t.statements, *t.assertions))
    claim_of = {(m.document, m.statement): claim.id for claim in linked.claims for m in claim.members}
    found = verdicts(judgements, readings)
    assert all(claim_of[pair.left] == claim_of[pair.right] for pair in found.same)
    assert all(claim_of[pair.left] != claim_of[pair.right] for pair in found.different)
