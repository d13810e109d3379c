"""What looks like an attribution and tells nothing that anybody said."""

from __future__ import annotations

import pytest

from sayso.model import Document, Statement
from sayso.read import ReadSettings, read

READ = ReadSettings()


def told(text: str) -> tuple[Statement, ...]:
    return read(Document("x", text, outlet="Harbour Post", published="2025-06-12"), READ).statements


def cues(text: str) -> list[str]:
    return [text[one.cue.start : one.cue.end] for one in told(text) if one.cue is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("A spokeswoman for Harrow Industries declined to comment.", [], id="declines"),
        pytest.param("Harrow declined comment.", [], id="declines with a noun"),
        pytest.param("The union refused to accept the offer.", ["refused"], id="refuses to do something"),
        pytest.param("Nothing suggests that the pilot was at fault, Lund said.", ["said"], id="nothing"),
        pytest.param("Lund said the attack showed that Tavrin does not want peace.", ["said"], id="what happened"),
        pytest.param("The poll shows that Tavrin is united, Kos said.", ["shows", "said"], id="a poll shows"),
        pytest.param("Lund said Petrenko did not discuss sending troops.", ["said"], id="an auxiliary by itself"),
        pytest.param("Menon, asked about the cuts, would not be drawn.", [], id="who is asked, in an aside"),
        pytest.param("“Yes,” he replied when asked if he would resign.", ["replied"], id="who is asked, behind when"),
        pytest.param("Lund asked whether the road was open.", ["asked"], id="who asks"),
        pytest.param("Dad never talked about the rescues.", [], id="a topic that was none"),
        pytest.param("They gave her no answer.", [], id="no answer"),
        pytest.param("The bank published its stability report.", [], id="a thing given out"),
        pytest.param("Here’s what Lund told us:", [], id="a question"),
    ],
)
def test_what_nobody_says_is_no_statement(text: str, found: list[str]) -> None:
    assert sorted(cues(text)) == sorted(found)


def test_a_plea_is_said_and_the_charge_is_not() -> None:
    text = "Dennis Kroll pleaded not guilty Wednesday to charges that he took bribes."
    (plea,) = told(text)
    assert (cues(text), [text[s.start : s.end] for s in plea.content]) == (["pleaded"], ["not guilty"])


def test_what_was_asked_is_none_of_the_answer() -> None:
    text = "The minister said, when asked about the cuts, that they were painful."
    (answer,) = told(text)
    assert [text[s.start : s.end] for s in answer.content] == ["that they were painful"]


def test_what_is_to_be_said_has_no_day_and_a_day_is_of_its_own_clause() -> None:
    (future,) = told("The minister will tell lawmakers on Tuesday that the plan is dead.")
    assert future.said is None
    first, second = told("The ministry confirmed on Monday the arrest, a day after Lund said that Brandl had fled.")
    assert first.said is not None
    assert second.said is None
