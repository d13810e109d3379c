"""What a day is measured against: what was expected of it, and what was said before."""

from __future__ import annotations

import pytest

from sayso.assess import AssessSettings, Topic, assess
from sayso.link import link
from sayso.model import Assessment, Document, Reading
from sayso.read import ReadSettings, read

GRAMMAR = ReadSettings(tier="grammar")
REOPENING = "The Ministry of River Transport said that the port of Reni will reopen on 4 March after repairs."
ELSEWHERE = "Heavy snow closed schools in Lviv, the city council said."


def page(name: str, published: str, text: str, outlet: str = "Reni Courier") -> Reading:
    return read(Document(id=name, text=text, outlet=outlet, published=published, language="en"), GRAMMAR)


def made(*pages: Reading, **settings: object) -> Assessment:
    return assess(pages, link(pages), AssessSettings(**settings))  # type: ignore[arg-type]


def lines(assessment: Assessment, key: str) -> list[str]:
    return [line.text for section in assessment.sections if section.key == key for line in section.lines]


def test_what_was_expected_and_is_not_reported_is_listed_with_who_expected_it() -> None:
    report = made(page("a", "2025-03-02", REOPENING), page("b", "2025-03-04", ELSEWHERE, "Lviv Gazette"))
    assert lines(report, "expected") == [
        "According to Reni Courier, the Ministry of River Transport said that the port of Reni will reopen on 4 March "
        "after repairs (printed on 2 March 2025)."
    ]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("it took place", "The port of Reni reopened on Tuesday after repairs, the ministry said."),
        ("it was put off", "The port of Reni will not reopen before Friday, after more repairs, the ministry said."),
    ],
)
def test_what_the_day_tells_of_is_not_listed(label: str, told: str) -> None:
    report = made(page("a", "2025-03-02", REOPENING), page("b", "2025-03-04", told, "Lviv Gazette"))
    assert lines(report, "expected") == []


def test_a_position_that_moved_is_told_beside_the_one_before() -> None:
    before = "Arkady Polozkov said that Russia will sign the grain agreement."
    after = "Arkady Polozkov said that Russia will not sign the grain agreement."
    pages = page("a", "2025-03-02", before), page("b", "2025-03-04", after)
    report = made(*pages, issues=(Topic("grain agreement", ()),))
    assert len(lines(report, "moved")) == 1
    told = lines(report, "moved")[0]
    assert told.index("will sign") < told.index("(printed on 2 March 2025)") < told.index("will not sign")
    assert lines(made(*pages), "moved") == []  # without an issue nobody asked


def test_the_desk_chooses_the_parts_and_their_order() -> None:
    pages = page("a", "2025-03-02", REOPENING), page("b", "2025-03-04", ELSEWHERE, "Lviv Gazette")
    report = made(*pages, sections=("expected", "takeaways"))
    assert [section.key for section in report.sections] == ["expected", "takeaways"]
