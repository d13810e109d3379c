"""A noun phrase is told from a sentence by its finite verb, without a tagger."""

from __future__ import annotations

import pytest

from sayso.read.finite import has_finite_verb

PHRASES = [
    "Activities in the Russian-occupied areas",
    "Efforts to free the occupied and annexed districts of the coast",
    "The head of the Secretariat on eleven weeks of talks with the lenders",
    "Main effort (comprised of two that were begun in May)",
    "A convoy led by the third brigade, and its newly trained crews",
    "Images from May 3 of the landing",
    "Reopen the whole of the river road and clear the landings",
]
SENTENCES = [
    "The port closed the river road to lorries on Monday",
    "Crews repelled an attack on the landing",
    "The council opposes the plan for the landing",
    "Crews continue to clear the landings of last year's wrecks",
    "The mayor may close the river road again",
    "The council didn't meet",
    "Nothing on the river moves",
]


@pytest.mark.parametrize("words", PHRASES)
def test_a_noun_phrase_has_none(words: str) -> None:
    assert not has_finite_verb(words)


@pytest.mark.parametrize("words", SENTENCES[:-1])
def test_a_sentence_has_one(words: str) -> None:
    assert has_finite_verb(words)


@pytest.mark.xfail(strict=True, reason="a verb in -s at the end looks like a plural")
def test_a_verb_in_s_without_an_object_is_not_seen() -> None:
    assert has_finite_verb(SENTENCES[-1])
