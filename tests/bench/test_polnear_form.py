"""Statements put into PolNeAR's form: the same for each, whatever was annotated."""

from __future__ import annotations

from polnear_form import as_polnear, left_out

from sayso.model import Link, Span, Statement, StatementKind
from sayso.read.statements.attribution import Attribution


def statement(
    text: str, source: str | None, cue: str | None, content: str, speaker: str, kind: StatementKind = "direct"
) -> Statement:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Statement(
        id=content,
        kind=kind,
        type="communication",
        source=span(source) if source else None,
        cue=span(cue) if cue else None,
        content=(span(content),),
        parent=None,
        chain=(Link("Ledger", "organisation", None), Link(speaker, "person", None)),
    )


def test_a_nameless_quotation_goes_to_the_speakers_one_before() -> None:
    text = "“It is safe,” Ferro said.\n“The crane failed.”"
    first = statement(text, "Ferro", "said", "It is safe", "Ferro")
    nameless = statement(text, None, None, "The crane failed.", "Ferro")
    (whole,) = as_polnear([nameless, first], text)
    assert whole.content == (*first.content, *nameless.content)
    others = statement(text, None, None, "The crane failed.", "Brenner")
    (alone,) = as_polnear([first, others], text)  # a quotation of its own has no cue
    assert alone.content == first.content


def test_a_nameless_quotation_goes_to_what_its_speaker_said_last_in_whatever_kind() -> None:
    text = "“It is safe,” Ferro said. She noted the delay.\n“The crane failed.”"
    first = statement(text, "Ferro", "said", "It is safe", "Ferro")
    last = statement(text, "She", "noted", "the delay", "Ferro", "indirect")
    nameless = statement(text, None, None, "The crane failed.", "Ferro")
    said, noted = as_polnear([first, last, nameless], text)
    assert said.content == first.content
    assert noted.content == (*last.content, *nameless.content)


def test_paragraphs_under_a_label_are_one_attribution() -> None:
    text = "Ferro:\n“It is safe.”\n“The crane failed.”"
    first, second = (statement(text, "Ferro", None, said, "Ferro") for said in ("It is safe.", "The crane failed."))
    (whole,) = as_polnear([first, second], text)
    assert whole.content == (*first.content, *second.content)
    assert whole.cue == Span(5, 6)


def test_what_is_said_within_a_quotation_that_nobody_is_known_to_speak_is_none() -> None:
    text = "Who knows? “Ferro said it was safe, they say.”"
    inside = statement(text, "Ferro", "said", "it was safe", "Ferro", "indirect")
    assert as_polnear([inside], text) == []
    outside = "Ferro said “it was safe”"
    assert len(as_polnear([statement(outside, "Ferro", "said", "it was safe", "Ferro")], outside)) == 1


def test_a_relative_clause_has_its_pronoun_for_a_source() -> None:
    text = "The mayor, who denied it, left."
    (found,) = as_polnear([statement(text, "The mayor, who", "denied", "it", "mayor", "indirect")], text)
    assert found.source is not None
    assert text[found.source.start : found.source.end] == "who"


def test_a_mark_between_name_and_words_is_the_cue() -> None:
    ahead, behind = "Ferro: Bridge opens in May", "Bridge opens in May – Ferro"
    for text, mark in ((ahead, ":"), (behind, "–")):
        (found,) = as_polnear([statement(text, "Ferro", None, "Bridge opens in May", "Ferro", "indirect")], text)
        assert found.cue is not None
        assert text[found.cue.start : found.cue.end] == mark


def test_attributions_to_nobody_and_of_silence_are_kept_apart() -> None:
    text = "It is expected to rain, Ferro said. Brenner declined to comment. Lang said it was dry."

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    own = [Attribution(span("Ferro"), span("said"), (span("It is expected to rain"),), 1.0)]
    within = Attribution(None, span("is expected"), (span("to rain"),), 1.0)
    silent = Attribution(span("Brenner"), span("declined"), (span("to comment"),), 1.0)
    voiced = Attribution(span("Lang"), Span(69, 73), (span("it was dry"),), 1.0)
    assert left_out(own, [within, silent, voiced], text) == [silent]
    assert left_out([], [within, silent, voiced], text) == [within, silent]
