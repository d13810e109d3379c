"""What a person, or a program, sees of a reading."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.marked import marked
from sayso.cli.terminal import harmless
from sayso.cli.told import sections
from sayso.model import (
    Assertion,
    Certainty,
    Citation,
    Claim,
    Document,
    Event,
    Figure,
    Link,
    Member,
    Place,
    Range,
    Reading,
    Span,
    Statement,
    Time,
    When,
)
from sayso.publish.json_lines import claim_json, reading_json

TEXT = 'Olena Haidai said Petro Bondar told her: "The ferry likely runs." It rained in Izmail on 3 March.'


def statement(name: str, words: str, *, parent: str | None = None, said: When | None = None) -> Statement:
    start = TEXT.index(words)
    likely = TEXT.index("likely")
    return Statement(
        id=name,
        kind="indirect",
        type="communication",
        source=Span(0, 12),
        cue=Span(13, 17),
        content=(Span(start, start + len(words)),),
        parent=parent,
        chain=(Link("Danube Observer", "organisation"), Link("Olena Haidai", "person", "a1")),
        said=said,
        certainty=Certainty("PR+", Span(likely, likely + 6), "likely") if parent else None,
    )


OUTER = statement("s1", 'Petro Bondar told her: "The ferry likely runs."')
INNER = statement("s2", "The ferry likely runs.", parent="s1", said=When("2025-03-02", "2025-03-02", "2025-03-02"))
READING = Reading(
    document=Document("d1", TEXT, outlet="Danube Observer"),
    run="run-1",
    statements=(OUTER, INNER),
    assertions=(Assertion("t1", 67, 97),),
    times=(Time(89, 96, "DATE", "2025-03-03", None, "2025-03-03", "2025-03-03"),),
    places=(Place(79, 85, "Izmail", "settlement", "literal", 707308, "UA", 45.35, 28.84),),
    figures=(Figure(89, 90, 3.0),),
    events=(Event("strike", None, "Izmail", "2025-03-03", "t1", 67, 97),),
)


def test_statements_stand_in_numbered_brackets_one_inside_the_other() -> None:
    assert marked(TEXT, (OUTER, INNER)).plain == (
        'Olena Haidai said [1: Petro Bondar told her: "[2: The ferry likely runs.]"] It rained in Izmail on 3 March.'
    )


def test_under_the_text_stands_who_says_what() -> None:
    told = dict(sections(READING))
    assert told["Who says what"] == [
        "[1] Danube Observer < Olena Haidai",
        '    Petro Bondar told her: "The ferry likely runs."',
        "    indirect communication; s1",
        "[2] Danube Observer < Olena Haidai",
        "    The ferry likely runs.",
        '    indirect communication; within [1]; said 2025-03-02; certainty PR+, likely ("likely"); s2',
    ]
    assert told["Dates"] == ["3 March: 2025-03-03"]
    assert told["Places"] == ["Izmail: settlement, UA, 45.350 28.840"]
    assert told["Figures"] == ["3: 3"]
    assert told["Events"] == ["strike, Izmail, 2025-03-03 (own voice)"]
    assert "Issues" not in told


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(0, 5, 120.0, None, "drones", "min"), "at least 120 drones"),
        (Figure(0, 5, 400.0, "km2", "territory"), "400 km2 (territory)"),
        (Figure(0, 5, 22e9, "USD", None, "max"), "at most 22,000,000,000 USD"),
        (Figure(0, 5, None, None, "wounded"), "no number given of wounded"),
    ],
)
def test_a_figure_is_told_with_its_bound_its_unit_and_what_it_counts(figure: Figure, expected: str) -> None:
    told = dict(sections(msgspec.structs.replace(READING, figures=(figure,))))
    assert told["Figures"] == [f"Olena: {expected}"]


@given(st.data())
def test_marking_loses_no_character(data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=40).filter(lambda drawn: not set(drawn) & set("[]:0123456789 ")))
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted).filter(lambda pair: pair[0] < pair[1]), max_size=5))
    given_spans = [msgspec.structs.replace(OUTER, source=None, cue=None, content=(Span(*pair),)) for pair in spans]
    plain = marked(text, given_spans).plain
    assert "".join(letter for letter in plain if letter not in "[]:0123456789 ") == harmless(text).replace(" ", "")


@pytest.mark.parametrize("attack", ["\x1b]0;owned\x07", "\x9b31m", "\x08\x08"])
def test_a_document_cannot_command_the_terminal(attack: str) -> None:
    shown = marked(f"a{attack}b", ()).plain
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in shown)


def keys(words: str) -> list[str]:
    return words.split()


def test_the_json_of_a_reading_has_the_keys_of_the_contract() -> None:
    found = msgspec.json.decode(reading_json("a.txt", READING))
    assert list(found) == keys("path document blocks statements assertions agents times places figures events issues")
    assert list(found["document"]) == keys("id outlet url title published language text")
    assert list(found["statements"][1]) == keys(
        "id kind type source cue content parent chain said certainty alterations takeaway"
    )
    assert found["statements"][1]["said"] == {"value": "2025-03-02", "from": "2025-03-02", "to": "2025-03-02"}
    assert list(found["statements"][1]["certainty"]) == ["value", "cue"]
    assert list(found["times"][0]) == keys("start end type value mod from to")
    assert list(found["places"][0]) == keys("start end name kind use geonameid country lat lon")
    assert list(found["figures"][0]) == keys("start end value unit of")
    assert list(found["events"][0]) == keys("type actor place when statement start end")


def test_the_json_of_a_claim_has_the_keys_of_the_contract() -> None:
    member = Member(
        "d1", "s2", Citation("d1", 42, 64, TEXT[42:64]), TEXT[42:64], ("Danube Observer",), "Danube Observer"
    )
    claim = Claim(
        "c1",
        TEXT[42:64],
        (member,),
        ("Petro Bondar",),
        Range(1, 2),
        None,
        (("Danube Observer",),),
        None,
        None,
    )
    found = msgspec.json.decode(claim_json(claim, {"d1": "a.txt"}))
    assert list(found) == keys("id text members origins independent_origins bottleneck ways first last")
    assert found["members"] == [{"path": "a.txt", "document": "d1", "statement": "s2"}]
    assert found["independent_origins"] == {"at_least": 1, "at_most": 2}
