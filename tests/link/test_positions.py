"""What agents said on an issue over time, and where it changed; what is unclear is left out or marked."""

from __future__ import annotations

from collections.abc import Sequence

from link_builder import Row, desk
from msgspec.structs import replace

from sayso.link import link
from sayso.link.positions import Issue, Position, on_issues, positions
from sayso.model import Reading, When

TALKS = Issue("Shells", ("shells for Orlivka", "peace talks"))


def found(*rows: Row, carriers: Sequence[str] = ()) -> tuple[Position, ...]:
    return found_in(desk(*rows), carriers)


def found_in(readings: list[Reading], carriers: Sequence[str] = ()) -> tuple[Position, ...]:
    claims = on_issues(link(readings).claims, [TALKS])
    return positions(claims, readings, [TALKS], frozenset(carriers))


WILL = "Vardania will send shells to {Orlivka|place}"
WILL_NOT = "Vardania will not send shells to {Orlivka|place}"


def test_a_position_is_what_one_agent_said_in_order_of_time_each_with_its_chain() -> None:
    (position,) = found(
        Row("Inland Times", "2024-11-05", "River Wire < Pavlo Hrin (person)", "the shells will be paid for by March"),
        Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", WILL),
    )
    assert (position.agent, position.issue) == ("Pavlo Hrin", "Shells")
    assert [saying.on for saying in position.sayings] == ["2024-11-01", "2024-11-05"]
    assert [saying.member.chain for saying in position.sayings] == [
        ("Harbour Post", "Pavlo Hrin"),
        ("Inland Times", "River Wire", "Pavlo Hrin"),
    ]


def test_what_has_none_of_the_issue_s_words_is_left_out_and_a_phrase_needs_all_of_its_words() -> None:
    assert found(Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", "the port will close for peace")) == ()
    assert found(Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", "the peace talks will go on in Sorna"))


def test_one_saying_told_by_many_is_one_saying() -> None:
    (position,) = found(
        Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", WILL),
        Row("Inland Times", "2024-11-02", "Pavlo Hrin (person)", WILL),
    )
    (saying,) = position.sayings
    assert (saying.on, saying.tellings) == ("2024-11-01", 2)


def test_a_saying_is_dated_by_when_it_was_said_where_the_text_says_so() -> None:
    (reading,) = desk(Row("Harbour Post", "2024-11-05", "Pavlo Hrin (person)", WILL))
    said = replace(reading.statements[0], said=When("2024-10-30", "2024-10-30", "2024-10-30"))
    ((saying,),) = (p.sayings for p in found_in([replace(reading, statements=(said,))]))
    assert (saying.on, saying.dated) == ("2024-10-30", "said")


def test_a_change_names_what_it_departs_from_and_why() -> None:
    (position,) = found(
        Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", WILL),
        Row("Inland Times", "2024-11-20", "Pavlo Hrin (person)", WILL_NOT),
    )
    first, second = position.sayings
    assert first.change is None
    assert second.change is not None
    assert (second.change.since, second.change.kind, second.change.unclear) == (0, "denial", None)


def test_two_agents_against_one_another_have_not_changed() -> None:
    assert all(
        saying.change is None
        for position in found(
            Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", WILL),
            Row("Inland Times", "2024-11-20", "Olena Haidai (person)", WILL_NOT),
        )
        for saying in position.sayings
    )


def test_what_is_said_again_after_a_change_is_a_change_back() -> None:
    (position,) = found(
        Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", WILL),
        Row("Inland Times", "2024-11-20", "Pavlo Hrin (person)", WILL_NOT),
        Row("Harbour Post", "2024-12-20", "Pavlo Hrin (person)", WILL),
    )
    assert [saying.change and saying.change.since for saying in position.sayings] == [None, 0, 1]


def test_two_sayings_of_one_day_may_be_no_change_and_say_so() -> None:
    (position,) = found(
        Row("Harbour Post", "2024-11-01", "Pavlo Hrin (person)", WILL),
        Row("Inland Times", "2024-11-01", "Pavlo Hrin (person)", WILL_NOT),
    )
    (change,) = [saying.change for saying in position.sayings if saying.change]
    assert change.unclear is not None
    assert "which came first" in change.unclear


def test_another_figure_by_another_outlet_may_be_garbled_and_says_so() -> None:
    def sends(outlet: str, published: str, figure: int) -> Row:
        text = f"Vardania will send {{{figure} shells|={figure} shells}} to {{Orlivka|place}}"
        return Row(outlet, published, "Pavlo Hrin (person)", text)

    (garbled,) = found(sends("Harbour Post", "2024-11-01", 400), sends("Inland Times", "2024-11-03", 300))
    (raised,) = found(sends("Harbour Post", "2024-11-01", 400), sends("Harbour Post", "2024-11-03", 300))
    unclear, clear = garbled.sayings[-1].change, raised.sayings[-1].change
    assert unclear is not None
    assert clear is not None
    assert (unclear.kind, clear.kind) == ("figure", "figure")
    assert unclear.unclear is not None
    assert clear.unclear is None


def test_unnamed_sources_copies_and_carriers_have_no_position() -> None:
    assert found(Row("Harbour Post", "2024-11-01", "two officials", WILL)) == ()
    own = Row("Harbour Post", "2024-11-01", "", WILL)
    assert [position.agent for position in found(own)] == ["Harbour Post"]
    assert found(own, carriers=["Harbour Post"]) == ()
