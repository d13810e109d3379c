"""Takeaways: topics rather than incidents, spread over sections, nothing twice, a judgement beside what it judges."""

from __future__ import annotations

from functools import cache

import pytest
from handmade import linked, reading
from msgspec.structs import replace

from sayso.assess import AssessSettings, assess
from sayso.assess.candidates import Candidate, candidates
from sayso.assess.day import edition
from sayso.assess.fitness import announces
from sayso.assess.rank import SAME
from sayso.assess.sureness import sureness_of_both
from sayso.assess.traits import Traits, alike
from sayso.link import link
from sayso.model import Assessment, Dispute, Document, Line, Range
from sayso.read import ReadSettings, read

NORTH = "Effort on the northern bank (aim of the port: keep the occupied landings open through the winter)"
SOUTH = "Effort on the southern bank – Reopening of the river road and its three bridges for lorries before the summer"
LANDINGS = "Crews continued to clear the northern landings on 3 May."
JUDGED = "Crews are likely to finish the northern landings within a week."
FUEL = "The council discussed the supply of fuel for the ferries and set a price."
REPORT = "\n\n".join(
    (
        "Daily survey of the coast",
        NORTH,
        f"{LANDINGS} The wreck of a barge was lifted at noon. {JUDGED} Ana Duarte said that two crews had gone home.",
        "Crews also shored up the northern sea wall on 3 May. Stones were brought from Ostrell.",
        SOUTH,
        "Lorries returned to the river road on 3 May after a winter of closures. Forty of them passed before dark.",
        f"{FUEL} The Survey will continue to report on the river road in its next issues.",
    )
)


@cache
def report(takeaways: int = 4) -> Assessment:
    document = Document("survey", REPORT, "Coast Survey", published="2031-05-03")
    found = read(document, ReadSettings(tier="grammar"))
    return assess([found], link([found]), AssessSettings(takeaways=takeaways))


def takeaways(most: int = 4) -> list[Line]:
    return [line for section in report(most).sections if section.key == "takeaways" for line in section.lines]


def test_the_topics_of_the_sections_come_first() -> None:
    first, second = (line.text for line in takeaways(2))
    assert "continued to clear the northern landings" in first + second
    assert "returned to the river road" in first + second


def test_a_heading_is_no_line() -> None:
    assert not any("Effort on" in line.text or "Effort on" in line.citations[0].words for line in takeaways(9))


def test_a_judgement_stands_beside_what_it_judges() -> None:
    [line] = [line for line in takeaways(2) if "northern landings on 3 May" in line.text]
    assert line.text == (
        "According to Coast Survey, crews continued to clear the northern landings on 3 May; "
        "crews are likely to finish the northern landings within a week."
    )
    assert [cited.words for cited in line.citations] == [LANDINGS, JUDGED]
    assert line.sureness == "one origin, through one outlet; worded “likely”"


def test_what_is_told_beside_another_is_told_once() -> None:
    lines = [line for section in report().sections for line in section.lines]
    assert sum("likely to finish" in line.text for line in lines) == 1
    assert len({line.id for line in lines}) == len(lines)


def test_the_object_of_a_verb_is_told_with_its_sentence() -> None:
    texts = [line.text for section in report(9).sections for line in section.lines]
    assert (
        "According to Coast Survey, the council discussed the supply of fuel for the ferries and set a price." in texts
    )


def test_what_an_outlet_will_report_is_no_line() -> None:
    assert not any("next issues" in line.text for section in report(9).sections for line in section.lines)


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("The Survey will publish a map.", True),
        ("The Coast Survey will continue to report on the river road.", True),
        ("CS will no longer cover the ferries.", True),
        ("The council will report on the ferries.", False),
        ("The Coast Survey reported on the ferries.", False),
    ],
)
def test_an_announcement_is_known_by_who_makes_it(words: str, own: bool) -> None:
    assert announces(words, "Coast Survey") is own


PARALLEL = dict.fromkeys(("crews", "attack", "continu", "line"), 1.0)


def _traits(place: str, negated: bool = False) -> Traits:
    return Traits({**PARALLEL, place.lower(): 3.0}, frozenset({place}), negated)


def test_parallel_sentences_about_different_places_are_no_repeats() -> None:
    assert alike(_traits("Ostrell"), _traits("Ostrell")) == 1.0
    assert alike(_traits("Ostrell"), _traits("Lorn")) < SAME


def test_a_sentence_and_its_denial_are_no_repeats() -> None:
    assert alike(_traits("Ostrell"), _traits("Ostrell", negated=True)) < SAME


def test_common_words_weigh_less_than_rare_ones() -> None:
    rare = Traits({**PARALLEL, "barge": 5.0}, frozenset(), False)
    assert alike(rare, Traits({"barge": 5.0, "noon": 1.0}, frozenset(), False)) > alike(
        rare, Traits({**PARALLEL, "ferry": 5.0}, frozenset(), False)
    )


def test_claims_of_other_origins_are_not_told_as_one() -> None:
    first, second = _candidate("c1", Range(1, 1)), _candidate("c2", Range(2, 3))
    assert sureness_of_both(first, first, ()) == "one origin, through one outlet"
    assert sureness_of_both(first, second, ()) is None
    dispute = Dispute("x1", "denial", "c1", "c3", ("Ana Duarte",), ("Tomas Reyl",), "Reyl denies it")
    assert sureness_of_both(first, _candidate("c4", Range(1, 1)), (dispute,)) is None


def _candidate(claim: str, origins: Range) -> Candidate:
    text = "Crews shored up the northern sea wall."
    one = reading(text, outlet="Coast Survey", asserts=(text,))
    [found] = candidates(linked([one]), edition([one], AssessSettings()))
    return replace(found, claim=replace(found.claim, id=claim, independent_origins=origins))
