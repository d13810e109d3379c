"""What is only a part of its sentence is told with the rest of it.

The content of "discussed the supply of fuel" or "accused the port of hiding losses" is no clause, and what stands
beside a statement ("the port closed, indicating") may be cut in its middle: alone, each would be half a sentence.
"""

from __future__ import annotations

from bisect import bisect_right

from sayso.model import Assertion, Reading, Span, Statement
from sayso.read.finite import has_finite_verb

_CLAUSE_OPENERS = ("that ", "whether ", "how ", "why ", "what ", "if ")
_PUNCTUATION = 3  # code points that a whole sentence may have beyond its assertion: a stop and a quotation mark


def told_whole(reading: Reading, said: Statement | Assertion) -> Span | None:
    """The sentence that is told for ``said``; None where its own words can stand."""
    return _for_statement(reading, said) if isinstance(said, Statement) else _for_assertion(reading, said)


def _for_assertion(reading: Reading, assertion: Assertion) -> Span | None:
    sentence = _sentence(reading, assertion.start)
    if sentence is None or assertion.end > sentence.end:
        return None
    cut = assertion.end + _PUNCTUATION < sentence.end or sentence.start + _PUNCTUATION < assertion.start
    return sentence if cut else None


def _for_statement(reading: Reading, statement: Statement) -> Span | None:
    """A clause or a quotation stands by itself; so does what stands within another statement."""
    source, cue, content = statement.source, statement.cue, statement.content
    if source is None or cue is None or statement.kind == "direct" or statement.parent is not None or not content:
        return None
    text = reading.document.text
    words = " ".join(text[span.start : span.end] for span in content)
    if words.lower().startswith(_CLAUSE_OPENERS) or has_finite_verb(words):
        return None
    sentence = _sentence(reading, source.start)
    within = sentence and source.start < cue.start < content[-1].end <= sentence.end
    return sentence if within else None


def _sentence(reading: Reading, at: int) -> Span | None:
    place = bisect_right(reading.sentences, at, key=lambda span: span.start) - 1
    sentence = reading.sentences[place] if place >= 0 else None
    return sentence if sentence and at < sentence.end else None
