"""How many independent origins a claim has, by READING.md, "Origins of a claim"."""

from __future__ import annotations

import pytest
from link_builder import Row, desk

from sayso.link import link
from sayso.model import Claim, Range

SUNK = "the ferry to {Sorna|place} sank in the storm on {Monday|2024-10-28}"
DAY = "2024-10-29"


def claim(*rows: Row) -> Claim:
    """The only claim of the rows."""
    linked = link(desk(*rows))
    assert len(linked.claims) == 1, [(one.text, one.reasons) for one in linked.claims]
    return linked.claims[0]


def told(outlet: str, chain: str, text: str = SUNK, published: str = DAY, **options: str) -> Row:
    return Row(outlet, published, chain, text, **options)  # type: ignore[arg-type]


def test_nine_outlets_with_one_agency_have_one_origin_and_a_bottleneck() -> None:
    found = claim(*(told(f"Outlet {number}", "River Wire < two officials") for number in "ABCDEFGHI"))
    assert found.independent_origins == Range(1, 1)
    assert found.origins == ("two officials",)
    assert found.bottleneck == "River Wire"


def test_three_origins_through_three_publishers_are_three() -> None:
    found = claim(
        told("Harbour Post", "Coast Guard Service"),
        told("Inland Times", "Pavlo Hrin (person)"),
        told("Delta Herald", "Tatra Seismic Network"),
    )
    assert found.independent_origins == Range(3, 3)
    assert found.bottleneck is None


def test_two_origins_through_one_publisher_are_one_way() -> None:
    found = claim(told("Harbour Post", "Coast Guard Service"), told("Harbour Post", "Pavlo Hrin (person)"))
    assert found.origins == ("Coast Guard Service", "Pavlo Hrin")
    assert found.independent_origins == Range(1, 1)


def test_a_cited_document_on_the_desk_continues_the_chain() -> None:
    found = claim(told("River Wire", "Coast Guard Service"), told("Harbour Post", "River Wire"))
    assert found.origins == ("Coast Guard Service",)
    assert found.members[1].chain == ("Harbour Post", "River Wire", "Coast Guard Service")
    assert found.independent_origins == Range(1, 1)


def test_a_cited_document_continues_the_chain_through_a_copy_of_it() -> None:
    found = claim(told("Harbour Post", "River Wire < two officials"), told("Delta Herald", "River Wire"))
    assert found.origins == ("two officials",)
    assert found.bottleneck == "River Wire"


def test_an_outlets_own_voice_is_no_origin_where_anybody_else_is_named() -> None:
    found = claim(told("Harbour Post", ""), told("Inland Times", "Coast Guard Service"))
    assert found.origins == ("Coast Guard Service",)
    assert found.independent_origins == Range(1, 1)


def test_own_voices_alone_are_their_own_origins() -> None:
    texts = [SUNK, "On {Monday|2024-10-28} a storm sank the {Sorna|place} ferry"]
    found = claim(told("Harbour Post", "", texts[0]), told("Inland Times", "", texts[1]))
    assert found.independent_origins == Range(2, 2)


def test_who_is_cited_is_an_origin_on_its_own_page_too() -> None:
    """At most two; at least one: an outlet's own voice may have it from any attributed origin (READING.md)."""
    found = claim(
        told("Coast Guard Service", ""),
        told("Harbour Post", "Coast Guard Service"),
        told("Harbour Post", "Pavlo Hrin (person)"),
    )
    assert found.independent_origins == Range(1, 2)


def test_an_official_and_the_government_they_speak_for_are_one_at_least() -> None:
    found = claim(
        told("Harbour Post", "Pavlo Hrin (person)", title="Moldovan President"),
        told("Inland Times", "Government of Moldova"),
    )
    assert found.independent_origins == Range(1, 2)
    assert found.merges == ("Government of Moldova and Pavlo Hrin speak for one body",)


def test_an_unnamed_source_could_be_a_named_one() -> None:
    found = claim(told("Harbour Post", "senior official"), told("Inland Times", "Pavlo Hrin (person)"))
    assert found.independent_origins == Range(1, 2)
    assert found.merges == ("senior official could be Pavlo Hrin",)


@pytest.mark.parametrize("several", ["two engineers who work at the dam", "three officials", "twelve people"])
def test_several_people_are_no_one_person_but_may_speak_for_a_body(several: str) -> None:
    person = claim(told("Harbour Post", several), told("Inland Times", "Pavlo Hrin (person)"))
    assert (person.independent_origins, person.merges) == (Range(2, 2), ())
    body = claim(told("Harbour Post", several), told("Inland Times", "Coast Guard Service"))
    assert body.independent_origins == Range(1, 2)


def test_an_unnamed_source_of_another_country_could_not() -> None:
    found = claim(
        told("Harbour Post", "two Romanian officials"),
        told("Inland Times", "Pavlo Hrin (person)", title="Moldovan President"),
    )
    assert found.independent_origins == Range(2, 2)


def test_unnamed_sources_belong_to_who_vouches_for_them() -> None:
    same = claim(told("Harbour Post", "River Wire < two officials"), told("Inland Times", "River Wire < officials"))
    assert same.independent_origins == Range(1, 1)
    apart = claim(told("Harbour Post", "two officials"), told("Inland Times", "two officials"))
    assert apart.independent_origins == Range(1, 2)
    assert apart.origins == ("two officials (Harbour Post)", "two officials (Inland Times)")
    assert apart.merges == ("two officials (Inland Times) could be two officials (Harbour Post)",)


@pytest.mark.parametrize(
    ("sources", "at_least"),
    [
        (("two officials familiar with the talks", "officials"), 1),
        (("two officials", "sources"), 1),
        (("two officials", "three officials", "officials"), 2),
        (("Moldovan officials", "Romanian officials"), 2),
        (("two officials", "fisherman"), 2),
        (("one official familiar with the talks", "official", "Pavlo Hrin (person)"), 1),
        (("two officials familiar with the talks", "officials", "Pavlo Hrin (person)"), 2),
    ],
)
def test_unnamed_sources_are_one_at_least_where_they_could_be(sources: tuple[str, ...], at_least: int) -> None:
    found = claim(*(told(f"Outlet {letter}", source) for letter, source in zip("ABC", sources, strict=False)))
    assert found.independent_origins == Range(at_least, len(sources))


def test_a_loop_is_reported_and_has_one_origin() -> None:
    linked = link(desk(told("Harbour Post", "Inland Times"), told("Inland Times", "Harbour Post")))
    assert linked.claims[0].independent_origins == Range(1, 1)
    assert "give one claim to one another" in linked.issues[0].message


def test_a_revision_withdraws_what_it_no_longer_says() -> None:
    url = "https://harbour.example/ferry"
    linked = link(
        desk(
            told("Harbour Post", "Coast Guard Service", url=url),
            told("Harbour Post", "Pavlo Hrin (person)", published="2024-10-30", url=url),
        )
    )
    assert linked.claims[0].origins == ("Pavlo Hrin",)
    assert [member.superseded_by is None for member in linked.claims[0].members] == [False, True]


def test_first_and_last() -> None:
    found = claim(told("Harbour Post", "River Wire", published="2024-10-30T09:00"), told("Inland Times", "River Wire"))
    assert (found.first, found.last) == ("2024-10-29", "2024-10-30T09:00")
