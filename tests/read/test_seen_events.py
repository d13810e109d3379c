"""What a network makes of a text's words, beside the rules of events."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Place, Span
from sayso.read.events import events
from sayso.read.happening import Happening
from sayso.read.statements.tagger.decode import HAPPENINGS

CASES = json.loads((Path(__file__).parents[1] / "cases" / "events_seen.json").read_text(encoding="utf-8"))
WORDS = sorted({word for case in CASES for word in case["text"].split()})


def seen_in(text, words):
    """The words of a case as the networks would tell of them, in order: type, chance, doer and the chance of that."""
    places = sorted((text.index(word), word, kind, chance, *doer) for word, kind, chance, *doer in words)
    return tuple(
        Happening(at, at + len(word), kind, chance, *([within(text, doer[0]), doer[1]] if doer else []))
        for at, word, kind, chance, *doer in places
    )


def within(text, word):
    return Span(text.index(word), text.index(word) + len(word)) if word else None


def happened(text, seen, places=()):
    found = [Place(text.index(name), text.index(name) + len(name), name, "settlement", "literal") for name in places]
    found.sort(key=lambda place: place.start)
    return events(text, [("whole", (Span(0, len(text)),))], tuple(found), (), seen=seen)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_what_the_network_adds_and_strikes(case):
    found = happened(case["text"], seen_in(case["text"], case["seen"]), case.get("places", ()))
    told = sorted([[one.type, one.actor, one.place] for one in found], key=str)
    assert told == sorted(case["expected"], key=str), case["comment"]


def test_where_no_network_looked_rules_stand_alone():
    text = "Bodry condemned the ministry. Bodry flayed the ministry."
    (only,) = happened(text, None)
    assert text[only.start : only.end] == "condemned"
    assert happened(text, ()) == (), "one that looked and saw nothing strikes what they found"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=80),
    st.lists(
        st.tuples(
            st.integers(0, 79), st.integers(1, 12), st.sampled_from(HAPPENINGS), st.floats(0, 1), st.integers(-9, 99)
        )
    ),
)
def test_events_stand_in_the_text_and_are_twice_the_same(text, spans):
    seen = tuple(
        Happening(at, min(len(text), at + size), kind, chance, Span(doer, doer + 3) if doer >= 0 else None, chance)
        for at, size, kind, chance, doer in sorted(spans)
    )
    seen = tuple(one for one in seen if one.start < one.end)
    found = happened(text, seen)
    assert happened(text, seen) == found
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert {one.type for one in found} <= {*HAPPENINGS}
