"""What is a time in the news, and what it resolves to."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Block
from sayso.read.times import moment, times

CASES = Path(__file__).parents[1] / "cases"
SEED = Path(__file__).parents[3] / "shared"
FORMS = json.loads((CASES / "times.json").read_text(encoding="utf-8"))
MOMENTS = json.loads((CASES / "times_moments.json").read_text(encoding="utf-8"))
INTERVALS = json.loads((CASES / "times_intervals.json").read_text(encoding="utf-8"))
WORDS = sorted({word for case in FORMS for word in case["text"].split()})


DAY = (
    r"(\d{4}|XXXX)(-(\d\d|XX)(-(\d\d|XX))?|-W(\d\d|XX)(-WE|-[1-7])?|-[QH][1-4]|-(SP|SU|FA|WI))?"
    r"|\d\d\d?|XXXX-WXX-[1-7]"
)
POINT = rf"({DAY})(T([0-2]\d:[0-5]\d|MO|AF|EV|NI))?"
VALUE = re.compile(rf"{POINT}(/{POINT})?|P(T?)(\d+(\.\d+)?|X)(Y|M|W|WE|D|Q|H|S|DE|CE)")


def found(text, published):
    return [
        {"words": text[t.start : t.end], "type": t.type, "value": t.value, "mod": t.mod} for t in times(text, published)
    ]


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["label"])
def test_form(case):
    assert found(case["text"], case["published"]) == case["expected"], case["comment"]


@pytest.mark.parametrize("case", MOMENTS, ids=lambda case: case["label"])
def test_moment_of_a_dateline(case):
    assert moment(case["text"]) == case["moment"]


@pytest.mark.parametrize("case", INTERVALS, ids=lambda case: case["label"])
def test_interval(case):
    (only,) = times(case["text"], "2024-11-01T18:00")
    assert [only.first, only.last] == [case["first"], case["last"]]


def test_the_dateline_is_the_anchor_where_publication_is_unknown():
    text = "Nov 1, 2024 - 18:00\nIt fell yesterday."
    blocks = (Block("dateline", 0, 19), Block("paragraph", 20, len(text)))
    assert [t.value for t in times(text, None, blocks)] == ["2024-11-01T18:00", "2024-10-31"]


def test_publication_wins_over_the_dateline():
    text = "Nov 1, 2024 - 18:00\nIt fell yesterday."
    blocks = (Block("dateline", 0, 19),)
    assert times(text, "2024-11-03", blocks)[1].value == "2024-11-02"


@pytest.mark.skipif(not (SEED / "gold").exists(), reason="the seed article is not beside the repository")
def test_the_seed_article():
    gold = json.loads(next((SEED / "gold").glob("000_*.json")).read_text(encoding="utf-8"))
    text = next((SEED / "articles").glob("000_*.txt")).read_bytes().decode("utf-8")
    got = {(t.start, t.end, t.value, t.mod) for t in times(text, gold["published"])}
    assert got == {(t["start"], t["end"], t["value"], t.get("mod")) for t in gold["times"]}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=40),
    st.sampled_from([None, "2024-11-01", "2024-11-01T18:00+02:00"]),
)
def test_words_of_times_in_any_order(words, published):
    check(" ".join(words), published)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from([None, "2024-11-01", "not a date", "9999-12-31", "0001-01-01"]))
def test_any_text(text, published):
    check(text, published)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="0123456789:-./ pamT+ZMay'’–", max_size=80),
    st.sampled_from(["9999-12-31", "0001-01-01"]),
)
def test_figures_in_any_order(text, published):
    check(text, published)
    moment(text)


def check(text, published):
    """Spans stand in the text, in order, apart; values have a known shape; the same text, the same answer."""
    got = times(text, published)
    assert got == times(text, published)
    end = 0
    for t in got:
        assert end <= t.start < t.end <= len(text)
        assert text[t.start : t.end] == text[t.start : t.end].strip()
        assert VALUE.fullmatch(t.value), t.value
        assert (t.first is None) == (t.last is None)
        assert t.first is None or t.first[:10] <= t.last[:10]
        end = t.end


HOSTILE = {
    "digits": "1234567890",
    "commas": ",,,,,,,,,,",
    "spaces": "          ",
    "years": "1990 ",
    "year words": "years of two ",
    "leading words": "the last two and a half of the ",
    "months": "May ",
    "clocks": "12:34:",
    "days and dashes": "1-2-3 May-",
    "quotes": '"“',
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_takes_linear_time(unit):
    """A megabyte takes no more than some 10 times a hundred kilobytes (with room: machines are shared)."""
    small, large = (unit * (size // len(unit)) for size in (100_000, 1_000_000))
    assert seconds(large) < 40 * max(seconds(small), 0.005)


def seconds(text):
    start = time.process_time()
    times(text, "2024-11-01")
    return time.process_time() - start
