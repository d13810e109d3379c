"""The signs that are looked for before a pattern: where none stands, the pattern finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import media, tellings
from sayso.read.agents import bodies, words
from sayso.read.statements import edges, pleas
from sayso.read.statements.grammar import denials, items

# Each pattern, what tells whether it is asked, and words in which it finds something.
SOUGHT: dict[str, tuple[re.Pattern[str], Callable[[str], object], tuple[str, ...]]] = {
    "credit": (
        items.TAIL,
        items._may_end_in_credit,
        ("It closed in May. (Reuters)", "It closed in May. – Anadolu", "It closed, via Harbour Post", "[Source: AP]"),
    ),
    "denial": (
        denials.DENIES,
        lambda text: denials._may_deny(text, 0, len(text)),
        ("They deny this.", "He denies it.", "a charge she denied"),
    ),
    "silence": (
        edges.SILENT_END,
        lambda text: "thout" in text.lower(),
        ("The road is open, without giving details", "It is shut WITHOUT ELABORATING"),
    ),
    "plea": (
        pleas.PLEADS,
        lambda text: pleas.STEM in text.lower(),
        ("pleaded guilty", "has since PLED guilty", "pleads not guilty"),
    ),
    "company": (
        words.COMPANY_NAMED,
        words.LAWFUL.search,
        ("Milton Roy Corp.", "Harlow Grove Mining & Timber Co.", "Anna Berg, Inc.", "Savings Loan Loan Association"),
    ),
    "somebody's show": (
        media.SHOW,
        media.OF_SHOW.search,
        ("Hugh Hewitt's radio show", "Ann Holt’s podcast", "Univision's Los Angeles affiliate"),
    ),
    "called a show": (
        media.CALLED,
        lambda text: any(word.search(text) for word in media.OF_CALLED),
        ("The radio show Tilly", "Morning Moor hosts Ann", "Morning Moor co-anchor Ann", "the TV programmes Moor"),
    ),
    "show in marks": (
        tellings.SHOW,
        lambda text: any(word.search(text) for word in tellings.OF_SHOW),
        ("in an interview with Joan Holt on his podcast “The Long Wire”", "spoke on the show, “The Long Wire,”"),
    ),
    "body": (
        bodies.BEFORE,
        bodies._may_tell_of_body,
        ("shares of ", "the think-tank ", "a company of two brothers, ", "who works for ", "the PAC, "),
    ),
}
FOUND = [one for *_, found in SOUGHT.values() for one in found]
PIECES = st.sampled_from([*" .,-–—()[]\n’'s", "the ", "of ", "Ann ", "Morrow ", "said ", "employed by\n", *FOUND])


@pytest.mark.parametrize("name", SOUGHT)
def test_what_a_pattern_finds_has_its_sign(name: str) -> None:
    pattern, may, found = SOUGHT[name]
    for text in found:
        assert pattern.search(text) is not None, text
        assert may(text), text


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_pattern_finds_anything_without_its_sign(text: str) -> None:
    for name, (pattern, may, _) in SOUGHT.items():
        assert pattern.search(text) is None or may(text), name
