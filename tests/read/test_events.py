"""What happened, by whom and where, as a sentence of the news puts it."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Document, Place, Span, Time
from sayso.read import read
from sayso.read.events import Known, events

CASES = json.loads((Path(__file__).parents[1] / "cases" / "events.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared"
GROUND = {"advance", "regain", "capture", "withdraw", "attack", "repel", "strike", "contested"}
WORDS = sorted({word for case in CASES for word in case["text"].split()})


def places_in(text, names):
    """The named places of a case, as literal settlements, wherever they stand."""
    found = [
        Place(start, start + len(name), name, "settlement", "literal")
        for name in names
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    return tuple(sorted(found, key=lambda place: place.start))


def happened(case):
    text = case["text"]
    found = events(text, [("whole", (Span(0, len(text)),))], places_in(text, case.get("places", ())), ())
    return [[e.type, e.actor, e.place] for e in found]


def marked(case):
    known = case.get("known_failure")
    return pytest.param(case, id=case["label"], marks=pytest.mark.xfail(reason=known, strict=True) if known else ())


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_what_happened(case):
    expected = sorted(case["expected"], key=lambda event: [str(part) for part in event])
    assert sorted(happened(case), key=lambda event: [str(part) for part in event]) == expected, case["comment"]


def test_the_innermost_carrier_carries_it():
    text = "The ministry said that rebels captured Ostrell."
    inner = text.index("that")
    carriers = [("outer", (Span(0, len(text)),)), ("inner", (Span(inner, len(text) - 1),))]
    (event,) = events(text, carriers, places_in(text, ["Ostrell"]), ())
    assert event.statement == "inner"


def test_whoever_says_we_will_not_refuses():
    text = "“We will not cooperate in anything.”"
    known = Known(speakers={"whole": "Anna Lind"})
    (event,) = events(text, [("whole", (Span(0, len(text)),))], (), (), known)
    assert (event.type, event.actor) == ("reject", "Anna Lind")


def test_what_no_statement_or_assertion_holds_is_no_event():
    assert events("Rebels captured Ostrell.", [], (), ()) == ()


def test_the_day_is_that_of_the_sentence():
    text = "Rebels captured Ostrell on 3 May."
    day = Time(text.index("3 May"), len(text) - 1, "DATE", "2031-05-03")
    (event,) = events(text, [("a", (Span(0, len(text)),))], places_in(text, ["Ostrell"]), (day,))
    assert event.when == "2031-05-03"


def test_who_speaks_is_we():
    text = "We condemn the decision, Anna Lind said."
    said = [("s1", (Span(0, text.index(", Anna")),))]
    (event,) = events(text, said, (), (), Known(speakers={"s1": "Anna Lind"}))
    assert (event.type, event.actor) == ("accuse", "Anna Lind")


def test_we_of_nobody_known_does_nothing():
    text = "We discussed the decision."
    assert events(text, [("a", (Span(0, len(text)),))], (), ()) == ()


def test_he_is_whom_the_reading_found_or_who_was_named_last():
    text = "Max Gruber spoke. He urged Noria to stop."
    whole = [("a", (Span(0, len(text)),))]
    (named,) = events(text, whole, (), (), Known(persons=[(0, "Max Gruber")]))
    (found,) = events(text, whole, (), (), Known(pronouns={text.index("He"): "Otto Bard"}, persons=[(0, "Max Gruber")]))
    assert (named.actor, found.actor) == ("Max Gruber", "Otto Bard")


def test_a_persons_name_is_no_place():
    text = "Rebels shelled the house near Bard."
    whole = [("a", (Span(0, len(text)),))]
    assert [e.place for e in events(text, whole, (), ())] == ["Bard"]
    assert [e.place for e in events(text, whole, (), (), Known(names=frozenset({"Bard"})))] == [None]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=120))
def test_events_stand_in_the_text_and_are_twice_the_same(text):
    carriers = [("a", (Span(0, len(text)),))]
    found = events(text, carriers, (), ())
    assert found == events(text, carriers, (), ())
    assert all(0 <= e.start < e.end <= len(text) and e.statement == "a" for e in found)
    assert not any("\0" in (e.actor or "") for e in found)
    assert len({(e.statement, e.type, e.place) for e in found}) == len(found)


def test_twice_the_text_takes_at_most_about_twice_the_time():
    page = "\n\n".join(case["text"] for case in CASES)

    def seconds(text):
        begun = time.process_time()
        events(text, [("a", (Span(0, len(text)),))], (), ())
        return time.process_time() - begun

    short = min(seconds(page) for _ in range(3))
    assert min(seconds(page * 4) for _ in range(2)) < 8 * short + 0.05


def test_one_long_sentence_is_read_in_linear_time():
    clause = "and rebels near Ostrell attacked positions, "
    begun = time.process_time()
    events(clause * 2000, [("a", (Span(0, len(clause) * 2000),))], (), ())
    assert time.process_time() - begun < 5


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the seed article is not here")
def test_all_events_of_the_seed_article():
    gold = json.loads((SHARED / "gold" / "000_7635a7e0255b355a.json").read_text(encoding="utf-8"))
    text = (SHARED / gold["article"]).read_text(encoding="utf-8")
    reading = read(Document(id="seed", text=text, published=gold["published"]))
    spelled = {p.name: text[p.start : p.end] for p in reading.places}
    found = {(e.type, e.actor, spelled.get(e.place, e.place)) for e in reading.events if e.type in GROUND}
    assert found == {(e["type"], e["actor"], e["place"]) for e in gold["events"]}
