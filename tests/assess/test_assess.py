"""The report of a day: what it takes up, in which order, and what it says about how sure it is."""

from __future__ import annotations

import msgspec
import pytest
from handmade import linked, reading, says

from sayso.assess import AssessSettings, Topic, assess
from sayso.errors import SettingsError
from sayso.model import Assessment, Citation, Copy, Dispute, Event, Line, Linked, Place, Range, Reading, Time

MAYOR = ("Ana Duarte", "person")
PORT = ("Port Authority of Ellery", "organisation")


def bridge(outlet: str, published: str | None = "2031-05-04", takeaway: bool = False) -> Reading:
    text = "Ana Duarte said that the Ellery bridge would reopen to lorries in June."
    said = says(
        text, "that the Ellery bridge would reopen to lorries in June", [(outlet, "organisation"), MAYOR],
        source="Ana Duarte", cue="said", takeaway=takeaway,
    )  # fmt: skip
    return reading(text, said, outlet=outlet, published=published)


def harbour(outlet: str, published: str | None = "2031-05-04") -> Reading:
    text = "The Port Authority of Ellery reported that two tankers had run aground near Cape Lorn."
    said = says(
        text, "that two tankers had run aground near Cape Lorn", [(outlet, "organisation"), PORT],
        source="The Port Authority of Ellery", cue="reported",
    )  # fmt: skip
    return reading(text, said, outlet=outlet, published=published)


def lines(assessment: Assessment) -> list[Line]:
    return [line for section in assessment.sections for line in section.lines]


def one_claim(*readings: Reading) -> list[str]:
    return [f"{r.document.id}/{r.statements[0].id}" for r in readings]


def test_every_line_cites_the_words_it_rests_on() -> None:
    readings = [bridge("Meridian Wire"), harbour("Harbour Courier")]
    texts = {r.document.id: r.document.text for r in readings}
    found = lines(assess(readings, linked(readings)))
    assert len(found) == 2
    for line in found:
        assert line.citations
        assert all(texts[c.document][c.start : c.end] == c.words for c in line.citations)


def test_the_day_is_the_latest_unless_one_is_given() -> None:
    readings = [bridge("Meridian Wire", "2031-05-03"), harbour("Harbour Courier", "2031-05-04T09:00+02:00")]
    links = linked(readings)
    assert assess(readings, links).day == "2031-05-04"
    earlier = assess(readings, links, AssessSettings(day="2031-05-03"))
    assert earlier.day == "2031-05-03"
    assert [line.chain[0] for line in lines(earlier)] == ["Meridian Wire"]


def test_a_day_in_no_calendar_is_refused() -> None:
    with pytest.raises(SettingsError, match="2031-02-30"):
        assess([], Linked(), AssessSettings(day="2031-02-30"))


def test_undated_documents_are_used_and_said_to_be_undated() -> None:
    readings = [bridge("Meridian Wire", None)]
    report = assess(readings, linked(readings))
    assert report.day is None
    assert len(lines(report)) == 1
    assert any("undated" in note for note in report.notes)
    given = assess(readings, linked(readings), AssessSettings(day="2031-05-04"))
    assert lines(given) == []
    assert "without a date" in given.issues[0].message


def test_new_claims_come_before_those_told_earlier() -> None:
    readings = [harbour("Meridian Wire", "2031-05-03"), harbour("Harbour Courier"), bridge("Coast Post")]
    report = assess(readings, linked(readings, one_claim(*readings[:2])))
    assert [line.chain[-1] for line in lines(report)] == [MAYOR[0], PORT[0]]


def test_more_independent_origins_come_first_and_copies_count_for_nothing() -> None:
    readings = [bridge("Meridian Wire"), *(harbour(f"Outlet {n}") for n in range(9))]
    many_copies, several = one_claim(*readings[1:]), one_claim(readings[0])
    origins = {several[0]: Range(2, 3), many_copies[0]: Range(1, 1)}
    report = assess(readings, linked(readings, many_copies, several, origins=origins))
    assert [line.sureness for line in lines(report)] == [
        "at least 2, at most 3 independent origins, through one outlet",
        "one origin, through 9 outlets",
    ]


def test_no_two_takeaways_say_the_same() -> None:
    readings = [bridge("Meridian Wire"), bridge("Harbour Courier"), harbour("Coast Post")]
    report = assess(readings, linked(readings))
    assert sorted(line.chain[-1] for line in report.sections[0].lines) == [MAYOR[0], PORT[0]]


def test_the_order_of_what_is_given_makes_no_difference() -> None:
    readings = [bridge("Meridian Wire"), harbour("Harbour Courier"), bridge("Coast Post", None)]
    links = linked(readings)
    backwards = Linked(links.claims[::-1])
    assert assess(readings, links) == assess(readings[::-1], backwards)


def test_a_line_whose_citation_does_not_hold_is_left_out_with_the_reason() -> None:
    readings = [bridge("Meridian Wire")]
    links = linked(readings)
    member = links.claims[0].members[0]
    forged = Citation(member.document, 0, 5, "words that are not there")
    broken = Linked((_with(links.claims[0], members=(_with(member, citation=forged),)),))
    report = assess(readings, broken)
    assert lines(report) == []
    assert "does not say these words" in report.left_out[0]


def test_the_desks_issues_name_the_sections() -> None:
    readings = [bridge("Meridian Wire"), harbour("Harbour Courier")]
    settings = AssessSettings(takeaways=0, issues=(Topic("Shipping", ("tanker", "tankers")),))
    report = assess(readings, linked(readings), settings)
    assert [(s.title, len(s.lines)) for s in report.sections] == [("Shipping", 1), ("Other reports", 1)]


def test_the_ledger_keeps_claims_assessments_and_confirmations_apart() -> None:
    readings = [
        _fell("Meridian Wire", "said", "Army of Veria"),
        _fell("Coast Post", "confirmed", "Army of Lorn"),
    ]
    report = assess(readings, linked(readings, one_claim(*readings)))
    [change] = report.ground
    assert (change.place, change.type, change.actor, change.lat) == (
        "Ostrell",
        "capture",
        "Verian forces",
        48.5,
    )
    assert (change.claimed_by, change.confirmed_by) == (("Army of Veria",), ("Army of Lorn",))
    assert change.standing == "confirmed"
    assert change.line in {line.id for line in lines(report)}


def test_both_sides_of_a_dispute_stand_in_one_line() -> None:
    text = "Tomas Reyl denied that the Ellery bridge would reopen in June or at any time this year."
    denial = says(
        text, "that the Ellery bridge would reopen in June or at any time this year",
        [("Coast Post", "organisation"), ("Tomas Reyl", "person")], source="Tomas Reyl", cue="denied",
    )  # fmt: skip
    readings = [bridge("Meridian Wire"), reading(text, denial, outlet="Coast Post")]
    left, right = linked(readings).claims
    dispute = Dispute("x1", "denial", left.id, right.id, ("Ana Duarte",), ("Tomas Reyl",), "Reyl denies it")
    report = assess(readings, linked(readings, disputes=(dispute,)))
    [section] = [s for s in report.sections if s.key == "disputes"]
    assert section.lines[0].text == (
        "According to Meridian Wire, Ana Duarte said that the Ellery bridge would reopen to lorries in June; "
        "according to Coast Post, Tomas Reyl denied that the Ellery bridge would reopen in June or at any "
        "time this year."
    )
    assert section.lines[0].sureness == "one side denies it: Ana Duarte against Tomas Reyl"
    assert {c.document for c in section.lines[0].citations} == {r.document.id for r in readings}


def test_a_printed_correction_and_a_silent_one_are_told() -> None:
    note = "Correction: an earlier version of this article gave the wrong month for the reopening."
    old = reading("The bridge at Ellery will reopen in June.", published="2031-05-03", name="old")
    text = "The bridge at Ellery will reopen in July."
    new = reading(f"{text}\n\n{note}", name="new", blocks=[("paragraph", text), ("note", note)])
    copies = (Copy("new", "old", "revision", 0.5, "same address"),)
    report = assess([old, new], Linked(copies=copies))
    [section] = report.sections
    assert [line.text for line in section.lines] == [
        f"Harbour Courier printed a correction: “{note}”",
        "Harbour Courier changed its report (3 May 2031) from “The bridge at Ellery will reopen in June.” "
        "to “The bridge at Ellery will reopen in July.”",
    ]


def test_sources_say_who_cites_whom() -> None:
    readings = [bridge("Meridian Wire"), harbour("Harbour Courier")]
    report = assess(readings, linked(readings))
    assert {(s.outlet, s.documents, s.lines, s.cites) for s in report.sources} == {
        ("Meridian Wire", 1, 1, ("Ana Duarte",)),
        ("Harbour Courier", 1, 1, ("Port Authority of Ellery",)),
    }


def test_nothing_to_say_is_said() -> None:
    report = assess([], Linked())
    assert report.sections == ()
    assert report.notes == ("No document of this day was given.",)


def _fell(outlet: str, verb: str, who: str) -> Reading:
    text = f"The {who} {verb} that Verian forces had captured the town of Ostrell on Sunday."
    said = says(
        text, "that Verian forces had captured the town of Ostrell on Sunday",
        [(outlet, "organisation"), (who, "organisation")], source=f"The {who}", cue=verb,
    )  # fmt: skip
    start = text.index("Ostrell")
    place = Place(start, start + 7, "Ostrell", "settlement", "literal", lat=48.5, lon=37.5)
    event = Event("capture", "Verian forces", "Ostrell", None, said.id, start, start + 7)
    return reading(text, said, outlet=outlet, places=[place], events=[event])


def _with(struct: object, **fields: object) -> object:
    return msgspec.structs.replace(struct, **fields)  # type: ignore[type-var]


def test_the_other_side_of_a_dispute_may_have_spoken_earlier() -> None:
    text = "Tomas Reyl denied that the Ellery bridge would reopen in June."
    chain = [("Coast Post", "organisation"), ("Tomas Reyl", "person")]
    denial = says(text, "that the Ellery bridge would reopen in June", chain, source="Tomas Reyl", cue="denied")
    readings = [bridge("Meridian Wire", "2031-05-03"), reading(text, denial, outlet="Coast Post")]
    left, right = linked(readings).claims
    dispute = Dispute("x1", "denial", left.id, right.id, ("Ana Duarte",), ("Tomas Reyl",), "Reyl denies it")
    report = assess(readings, linked(readings, disputes=(dispute,)))
    [section] = [s for s in report.sections if s.key == "disputes"]
    assert "to lorries in June (printed on 3 May 2031); according to Coast Post" in section.lines[0].text
    assert {d.id for d in report.documents} == {r.document.id for r in readings}


def test_a_sentence_that_tells_two_claims_stands_once() -> None:
    text = "Tomas Reyl discussed the winter closure of the bridge and praised the slow repair of the ferries."
    chain = [("Coast Post", "organisation"), ("Tomas Reyl", "person")]
    closure = says(text, "the winter closure of the bridge", chain, source="Tomas Reyl", cue="discussed")
    repair = says(text, "the slow repair of the ferries", chain, source="Tomas Reyl", cue="praised")
    events = [Event("capture", "crews", "Ellery", None, said.id, 0, 4) for said in (closure, repair)]
    one = reading(text, closure, repair, outlet="Coast Post", events=events)
    report = assess([one], linked([one]))
    assert [line.text for line in lines(report)] == [f"According to Coast Post, {text}"]
    assert {change.line for change in report.ground} == {lines(report)[0].id}


def test_a_notice_that_closes_every_page_is_no_report() -> None:
    notice = "The Harbour Group owns this and eleven other titles on the coast."
    outlets = ("Meridian Wire", "Harbour Courier", "Coast Post")
    readings = [reading(f"Fog closed the port of {o}.\n\n{notice}", outlet=o, asserts=(notice,)) for o in outlets]
    same = [f"{r.document.id}/{r.assertions[0].id}" for r in readings]
    assert lines(assess(readings, linked(readings, same))) == []


def test_a_report_of_an_old_day_says_that_its_counts_know_what_came_later() -> None:
    readings = [bridge("Meridian Wire", "2031-05-03"), bridge("Coast Post", "2031-05-04")]
    report = assess(readings, linked(readings), AssessSettings(day="2031-05-03"))
    assert "Its counts of origins and outlets take in 1 document printed after this day." in report.notes


@pytest.mark.parametrize(
    "words",
    [
        "This would open the road to lorries again.",
        "Follow the Harbour Courier on every channel there is.",
        "Data cut-off: eleven in the evening of 3 May.",
        "The pier stands.,Key points,The port of Ellery has closed for the winter.",
        "We have corrected the name of the pier at Ellery.",
        "The losses of the port will stand in subsequent reports.",
        "The Courier cannot independently confirm the losses of the port.",
        "The Courier will no longer report on the pier at Ellery.",
        "Second task of the winter – Piers and landings.",
        "The port (which stands at Ellery has closed for the winter.",
        "The port of Ellery has closed for the winter, indicating.",
        "The port of Ellery has closed for the winter, which.",
    ],
)
def test_what_cannot_stand_alone_is_no_line(words: str) -> None:
    one = reading(words, asserts=(words,))
    assert lines(assess([one], linked([one]))) == []


def test_a_correction_belongs_to_the_day_that_its_note_names() -> None:
    note = "Editor's note: this article was amended on 4 May 2031. An earlier version gave the wrong month."
    text = f"The bridge at Ellery will reopen in July.\n\n{note}"
    at = text.index("4 May 2031")
    corrected = msgspec.structs.replace(
        reading(text, published="2031-05-03", blocks=[("note", note)]),
        times=(Time(at, at + 10, "DATE", "2031-05-04"),),
    )
    days = {
        day: [s.key for s in assess([corrected], Linked(), AssessSettings(day=day)).sections]
        for day in ("2031-05-03", "2031-05-04")
    }
    assert days == {"2031-05-03": [], "2031-05-04": ["corrections"]}
