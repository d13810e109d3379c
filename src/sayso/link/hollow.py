"""Assertions that put nothing forward: a question, or a mere "the minister denied" whose words are a statement's.

In: a reading. Out: the ids of such assertions. No claim is made of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sayso.link.marks import within
from sayso.link.words import wording, words
from sayso.model import Assertion, Reading, Span, Statement, Time


def hollow(reading: Reading) -> frozenset[str]:
    """The assertions of a reading that say nothing that could be so or not."""
    text = reading.document.text
    times = sorted(reading.times, key=lambda time: time.start)
    cued = sorted((one for one in reading.statements if one.cue), key=_cue_start)
    found = set()
    for assertion in reading.assertions:
        asks = text[assertion.start : assertion.end].rstrip(" \n”\"'").endswith("?")
        if asks or any(_attributes(text, assertion, one, times) for one in _within(cued, assertion)):
            found.add(assertion.id)
    return frozenset(found)


def _cue_start(statement: Statement) -> int:
    return statement.cue.start if statement.cue else -1


def _within(cued: list[Statement], assertion: Assertion) -> list[Statement]:
    """The statements whose cue stands in the assertion."""
    first = bisect_left(cued, assertion.start, key=_cue_start)
    return cued[first : bisect_left(cued, assertion.end, key=_cue_start)]


def _attributes(text: str, assertion: Assertion, statement: Statement, times: Sequence[Time]) -> bool:
    """Whether the assertion is who says it, that he does, and when; all that is said stands elsewhere."""
    if any(span.start < assertion.end and assertion.start < span.end for span in statement.content):
        return False
    when = within(times, [Span(assertion.start, assertion.end)])
    taken = [span for span in (statement.source, statement.cue, *when) if span is not None]
    return all(
        word.plain in wording().stop or any(span.start <= assertion.start + word.start < span.end for span in taken)
        for word in words(text[assertion.start : assertion.end])
    )
