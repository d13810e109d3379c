"""Who only heard what is told is no source of it."""

from __future__ import annotations

import pytest

from sayso.model import Span
from sayso.read.statements.grammar import Draft
from sayso.read.statements.hearers import HEARER, without_hearer


def draft(text: str, source: str, cue: str, content: str) -> Draft:
    spans = [Span(at, at + len(words)) for words in (source, cue, content) for at in [text.index(words)]]
    return Draft(spans[0], spans[1], (spans[2],), "communication", "tagger")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister was told that the tunnel was late.", "The minister", "was told", "that the tunnel was late"),
        ("Residents have been warned to stay in.", "Residents", "have been warned", "to stay in"),
        ("He was then asked if he would go.", "He", "was then asked", "if he would go"),
        ("The pump failed, the jury was told.", "the jury", "was told", "The pump failed"),
        ("The pump failed, the Old Bailey heard.", "the Old Bailey", "heard", "The pump failed"),
        ("The inquiry into the fire heard that it failed.", "The inquiry into the fire", "heard", "that it failed"),
        ("PM accused of lying over ferry deal", "PM", "accused", "of lying over ferry deal"),
    ],
)
def test_the_hearer_is_no_source(text: str, source: str, cue: str, content: str) -> None:
    found = without_hearer(text, draft(text, source, cue, content))
    assert (found.source, found.frame) == (None, HEARER)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister told them that it was late.", "The minister", "told", "that it was late"),
        ("Residents heard that it was late.", "Residents", "heard", "that it was late"),
        ("They were told by officials that it was late.", "officials", "were told", "that it was late"),
        ("The court heard from Lund that it was late.", "Lund", "heard", "that it was late"),
        ("The council accused the firm of lying.", "The council", "accused", "the firm of lying"),
    ],
)
def test_who_tells_stays(text: str, source: str, cue: str, content: str) -> None:
    assert without_hearer(text, draft(text, source, cue, content)).source is not None
