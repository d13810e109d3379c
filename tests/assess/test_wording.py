"""How a statement is worded: whole chain, own words, hedges and denials kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from handmade import reading, says
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from sayso.assess.casing import lowered
from sayso.assess.day import spelled_value
from sayso.assess.ground import has_attacker
from sayso.assess.lines import cite_whole
from sayso.assess.naming import spoken
from sayso.assess.subjects import leans_back
from sayso.assess.wording import word_assertion, word_statement
from sayso.model import Agent, Assertion, Document, Event, Link, Reading, Span

CASES = json.loads((Path(__file__).parent.parent / "cases" / "wording.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_statement_names_its_whole_chain(case: dict) -> None:
    statement = says(
        case["text"],
        case["content"],
        case["chain"],
        source=case["source"],
        cue=case["cue"],
        kind=case.get("kind", "indirect"),
    )
    worded = word_statement(reading(case["text"], statement), statement, statement.chain)
    assert worded.text == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_its_spans_hold_its_content(case: dict) -> None:
    statement = says(case["text"], case["content"], case["chain"], source=case["source"], cue=case["cue"])
    worded = word_statement(reading(case["text"], statement), statement, statement.chain)
    cited = " ".join(case["text"][span.start : span.end] for span in worded.spans)
    assert all(part in cited for part in case["content"])


def test_an_outlets_own_voice_is_attributed_to_the_outlet() -> None:
    text = "The ferry sank off Cape Lorn."
    worded = word_assertion(reading(text), Assertion("a0", 0, len(text)), (Link("Meridian Wire", "organisation"),))
    assert worded.text == "According to Meridian Wire, the ferry sank off Cape Lorn."
    assert worded.text[: worded.attribution] == "According to Meridian Wire,"


def test_an_outlet_that_names_itself_is_named_once() -> None:
    text = "ISS found no trace of the ferry."
    institute = Link("Institute for Strait Studies", "organisation")
    worded = word_assertion(reading(text), Assertion("a0", 0, len(text)), (institute,))
    assert worded.text == "The Institute for Strait Studies found no trace of the ferry."
    assert worded.text[: worded.attribution] == "The Institute for Strait Studies"
    text = "Meridian Wire has withdrawn its report."
    worded = word_assertion(reading(text), Assertion("a0", 0, len(text)), (Link("Meridian Wire", "organisation"),))
    assert worded.text == "Meridian Wire has withdrawn its report."


@pytest.mark.parametrize(
    ("sentence", "known", "leans"),
    [
        ("Both spoke on condition that nobody names them.", False, True),
        ("Both Veria and Lorn closed their ports.", False, False),
        ("The group has opposed the dam since 2008.", False, True),
        ("The group has opposed the dam since 2008.", True, False),
        ("The group of seven has opposed the dam since 2008.", False, False),
        ("The mayor of Port Ellery was told Sunday.", False, True),
        ("The mayor of Port Ellery was told on Sunday that the dam leaks.", False, False),
        ("The bridge has been closed since 2008.", False, False),
    ],
)
def test_a_subject_whom_nothing_tells_leans_back(sentence: str, known: bool, leans: bool) -> None:
    agents = (Agent("g", "Strait Dams Network", "organisation", (Span(0, len("The group")),)),) if known else ()
    read = replace(reading(sentence), agents=agents)
    assert leans_back(read, sentence, 0) is leans
    if known:
        worded = word_assertion(read, Assertion("a", 0, len(sentence)), (Link("Meridian Wire", "organisation"),))
        assert worded.text == "According to Meridian Wire, Strait Dams Network has opposed the dam since 2008."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Muddy water is seeping through the dam.", "muddy water is seeping through the dam."),
        ("Satellite images show a plume.", "satellite images show a plume."),
        ("Inflow into the reservoir grew.", "inflow into the reservoir grew."),
        ("Police had given a toll of two.", "police had given a toll of two."),
        ("Civilians left the town.", "civilians left the town."),
        ("Lorn reopened on Monday.", "Lorn reopened on Monday."),
        ("Rose left, and many with her.", "Rose left, and many with her."),
        ("Ukrainians voted on Sunday.", "Ukrainians voted on Sunday."),
        ("Shell closed a well. Of all firms Shell did.", "Shell closed a well. Of all firms Shell did."),
        ("Central Bank officials met.", "Central Bank officials met."),
    ],
)
def test_a_first_word_keeps_its_capital_only_as_a_name(text: str, said: str) -> None:
    assert lowered(reading(text), text) == said


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Institute for the Study of War", "organisation", "the Institute for the Study of War"),
        ("Reuters", "organisation", "Reuters"),
        ("The New York Times", "organisation", "The New York Times"),
        ("Veria's Ministry of Defence", "organisation", "Veria's Ministry of Defence"),
        ("four sources familiar with the talks", "unnamed", "four sources familiar with the talks"),
        ("official at the embassy", "unnamed", "an official at the embassy"),
        ("one of the two officials", "unnamed", "one of the two officials"),
        ("analysts", "group", "analysts"),
        ("Ana Duarte", "person", "Ana Duarte"),
    ],
)
def test_names_take_the_article_that_english_gives_them(name: str, kind: str, expected: str) -> None:
    assert spoken(name, kind) == expected


@given(some.text(min_size=1, max_size=80), some.text(max_size=30))
def test_any_words_make_one_sentence(content: str, name: str) -> None:
    statement = says(content, content, [("Wire", "organisation"), (name, "unnamed")])
    text = word_statement(reading(content, statement, blocks=[("paragraph", content)]), statement, statement.chain).text
    assert "\n" not in text
    assert "  " not in text
    assert text == text.strip()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-02", "2 March 2025"),
        ("2025-03", "March 2025"),
        ("XXXX-09-16", "16 September"),
        ("P2D", "P2D"),
        (None, ""),
    ],
)
def test_a_time_is_spelled_for_a_reader(value: str | None, expected: str) -> None:
    assert spelled_value(value) == expected


def test_a_citation_is_whole_sentences() -> None:
    text = "It rained. The bridge is safe, Ana Duarte told the paper on Monday. It rained again."
    first, second, third = (m.span() for m in re.finditer(r"[A-Z].*?\.", text))
    made = Reading(Document("d", text), "by hand", sentences=(Span(*first), Span(*second), Span(*third)))
    [cited] = cite_whole(made, (Span(text.index("Ana"), text.index(" the paper")), Span(second[0], second[0] + 18)))
    assert cited.words == text[slice(*second)]
    bare = Reading(Document("d", text), "by hand")
    assert [c.words for c in cite_whole(bare, (Span(11, 29),))] == ["The bridge is safe"]


@pytest.mark.parametrize(
    ("actor", "words", "told"),
    [
        (None, "A fire broke out at the Ellery power plant after an explosion.", False),
        (None, "A missile hit the Ellery power plant.", True),
        ("Verian forces", "The Ellery power plant was hit.", True),
    ],
)
def test_a_strike_needs_an_attacker_or_words_that_name_one(actor: str | None, words: str, told: bool) -> None:
    assert has_attacker(Event("strike", actor, "Ellery power plant", None, "s", 0, 1), words) is told
