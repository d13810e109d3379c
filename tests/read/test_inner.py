"""What is said within what is said: found by two networks over the states that the text is encoded in once."""

from __future__ import annotations

import pytest

from sayso.model import Document, Reading
from sayso.read import ReadSettings, read

STORIES = {
    "a fear within a belief": (
        "Mayor Lina Ferro told the council on Monday that the harbour board's lawyers worry the crane will fail again.",
        "worry",
    ),
    "who knows within a quotation": (
        "“They realise the water is poisoned, and the ministry hid it from us,” said Ilka Brandt, a teacher.",
        "realise",
    ),
    "a promise told by somebody else": (
        "The union said on Friday that the director had promised that the dockers would get a rise by May.",
        "had promised",
    ),
}


@pytest.mark.parametrize("label", STORIES)
def test_a_statement_within_a_statement(label: str) -> None:
    text, cue = STORIES[label]
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    nested = [one for one in reading.statements if one.parent is not None]
    assert cue in [text[one.cue.start : one.cue.end] for one in nested if one.cue is not None]


def test_what_they_are_sure_of_outside_of_every_content_stands_by_itself() -> None:
    text = "The board had the discretion to hire the crews they thought were the best fit, while others ran a test."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    (one,) = reading.statements
    assert one.parent is None
    assert text[one.cue.start : one.cue.end] == "thought"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        pytest.param(
            "“We looked at the pumps,” Ilka Brandt said. “I'm not saying everything is broken.”",
            "'m not saying",
            id="a clause denied to have been said was spoken of",
        ),
        pytest.param(
            "Mayor Ferro insisted on Monday that he never said he wanted to close the school.",
            "never said",
            id="the same of oneself",
        ),
    ],
)
def test_what_is_said_not_to_have_been_said_is_told(text: str, cue: str) -> None:
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    (inner,) = [one for one in reading.statements if one.parent is not None]
    assert text[inner.cue.start : inner.cue.end] == cue


@pytest.mark.parametrize("label", STORIES)
def test_it_stands_within_its_parent(label: str) -> None:
    reading = read(Document("x", STORIES[label][0], outlet="Harbour Post"), ReadSettings())
    _assert_within(reading)


def _assert_within(reading: Reading) -> None:
    by_id = {one.id: one for one in reading.statements}
    for one in reading.statements:
        for span in one.content if one.parent is not None else ():
            outer = by_id[one.parent].content
            assert any(o.start <= span.start and span.end <= o.end for o in outer)


def test_without_the_model_nothing_is_learnt() -> None:
    text, cue = STORIES["a fear within a belief"]
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings(tier="grammar"))
    assert cue not in [text[one.cue.start : one.cue.end] for one in reading.statements if one.cue is not None]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "“I am asked every day when the bridge will open,” Mayor Ferro said.", id="who is asked says nothing"
        ),
    ],
)
def test_no_statement_within(text: str) -> None:
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert not [one for one in reading.statements if one.parent is not None]


def test_a_date_of_other_words_in_the_sentence_is_not_when_it_was_said() -> None:
    text = (
        "Mayor Lina Ferro said on Tuesday that the harbour board's lawyers fear the old crane will fail again before "
        "winter, and that she had been told by the director that no money was left."
    )
    reading = read(Document("x", text, outlet="Harbour Post", published="2026-11-12"), ReadSettings())
    nested = [one for one in reading.statements if one.parent is not None]
    assert nested
    assert not [one.said for one in nested if one.said is not None]
    assert reading.statements[0].said is not None


def test_a_verb_that_no_table_knows_has_its_type_from_the_network() -> None:
    text = "“I suppose the board could have mended the crane,” Mayor Lina Ferro said."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert [one.type for one in reading.statements if one.parent is not None] == ["attitude"]


def test_nobody_says_nothing() -> None:
    text = "“They promised a crane, and nobody believes that promise any more,” Mayor Lina Ferro said."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    sources = [text[one.source.start : one.source.end] for one in reading.statements if one.source is not None]
    assert "nobody" not in sources


def test_who_is_cited_is_a_link_and_no_statement() -> None:
    text = "The crane will be replaced, according to the Velmora Courier, which cited two officials."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert [[link.name for link in one.chain] for one in reading.statements] == [
        ["Harbour Post", "Velmora Courier", "two officials"]
    ]


def test_who_rejects_claims_makes_none() -> None:
    text = "The Codru Emergency Centre rejected claims that the minister will travel to Plovdiv in July."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert not [one for one in reading.statements if one.parent is not None]


def test_on_what_terms_an_official_speaks_hides_nothing() -> None:
    text = "An official who asked not to be named reported that exports came to around 56,000 tonnes in February."
    reading = read(Document("x", text, outlet="Harbour Post"), ReadSettings())
    assert [text[one.cue.start : one.cue.end] for one in reading.statements if one.cue is not None] == ["reported"]
