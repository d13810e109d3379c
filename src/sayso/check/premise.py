"""A passage as the judge is given it: who printed it and when, who says it, the sentence before, its words.

In: a reading and the spans of a passage. `sayso.train.judge` teaches with the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.model import Reading, Span, Statement

MOST_BEFORE = 32  # words of the sentence before, its last ones: for "he", "the company" and "both"


class Premise(Struct, frozen=True):
    """``head``: ``[outlet, day; speaker; speaker]``, whatever of it is known."""

    head: str
    before: str
    words: str


def premise(reading: Reading, spans: Iterable[Span]) -> Premise:
    """A passage, which may be of more than one sentence, with what it takes to read it alone."""
    passage = sorted(set(spans))
    document = reading.document
    printed = ", ".join(part for part in (document.outlet, (document.published or "")[:10]) if part)
    words = " ".join(" ".join(document.text[span.start : span.end].split()) for span in passage)
    return Premise(f"[{'; '.join([printed, *_speakers(reading, passage)])}]", _before(reading, passage), words)


def _speakers(reading: Reading, passage: Sequence[Span]) -> list[str]:
    """Who says it behind the publisher, each once, as the chains have them."""
    near = [one for one in reading.statements if one.type != "control" and _overlaps(one, passage)]
    return list(dict.fromkeys(link.name for one in near for link in one.chain[1:]))


def _overlaps(one: Statement, passage: Iterable[Span]) -> bool:
    return any(part.start < span.end and span.start < part.end for span in passage for part in one.content)


def _before(reading: Reading, passage: Sequence[Span]) -> str:
    """The sentence before the passage, its last words where it is long."""
    at = bisect_left(reading.sentences, passage[0]) - 1
    if at < 0:
        return ""
    span = reading.sentences[at]
    end = min(span.end, passage[0].start)
    return " ".join(reading.document.text[span.start : end].split()[-MOST_BEFORE:])
