"""Assertions: the sentences outside every statement, in the document's own voice.

A sentence that only says what somebody intends (control) puts something forward itself: that they intend it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from sayso.model import Assertion, Block, Span, Statement
from sayso.read.certainty import certainty
from sayso.read.index import Index
from sayso.read.main_clause import main_clauses
from sayso.read.sentences import sentences
from sayso.read.statements.grammar.sections import own_words

VOICED = ("headline", "standfirst", "paragraph", "takeaway")
LEAST_WORDS = 3
LETTERS = re.compile(r"[^\W\d_]{2}")


def assertions(
    text: str, document: str, blocks: Sequence[Block], statements: Sequence[Statement]
) -> tuple[Assertion, ...]:
    """The document's own assertions in text order."""
    telling = [st for st in statements if st.type != "control"]
    taken = Index(_Part(s.start, s.end, st) for st in telling for s in _spans(st))
    out = []
    for block in blocks:
        if block.role not in VOICED:
            continue
        own = own_words(text, block)
        for sentence in sentences(text, own.start, own.end):
            if not _asserts(text, sentence):
                continue
            here = taken.touching(sentence.start, sentence.end)
            if not here:
                out.append(_assertion(text, document, sentence))
            elif block.role != "headline":
                out += [_assertion(text, document, one) for one in main_clauses(text, sentence, _outer(here))]
    return tuple(out)


class _Part(Span, frozen=True):
    """A content or cue, and the statement that it belongs to."""

    statement: Statement


def _outer(parts: Sequence[_Part]) -> list[Statement]:
    """The statements that the parts belong to, without those within another's words."""
    return list({part.statement.id: part.statement for part in parts if part.statement.parent is None}.values())


def clauses(
    text: str,
    document: str,
    blocks: Sequence[Block],
    statements: Sequence[Statement],
    asserted: Sequence[Assertion],
) -> tuple[Assertion, ...]:
    """What stands beside statements and clauses ``asserted`` already: "while the leaders held a summit", "has aided".

    Too loose to be a telling by itself; an event that it tells has no other carrier.
    """
    contents = Index([s for st in statements for s in _spans(st)] + [Span(one.start, one.end) for one in asserted])
    out = []
    for block in blocks:
        if block.role not in VOICED:
            continue
        own = own_words(text, block)
        for sentence in sentences(text, own.start, own.end):
            taken = contents.touching(sentence.start, sentence.end)
            for gap in _gaps(sentence, taken) if taken else ():
                rest = _trimmed(text, gap)
                if _asserts(text, rest):
                    out.append(_assertion(text, document, rest))
    return tuple(out)


def _gaps(sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    at = sentence.start
    for content in sorted(taken):
        if content.start > at:
            yield Span(at, content.start)
        at = max(at, content.end)
    if at < sentence.end:
        yield Span(at, sentence.end)


EDGES = re.compile(r"[\s,;:–—”\"»-]*(?:(?:and|but|while|as|when|after|though|although|which|that)\s+)?")

# On what terms somebody speaks, which is no event.
TERMS = re.compile(
    r",?\s+(?:who\s+|while\s+|and\s+)?(?:ask|request|speak|insist)\w*\s+(?:not\s+to\s+be|to\s+remain|on\s+condition|anonymity)\b.*$",
    re.S,
)


def _trimmed(text: str, span: Span) -> Span:
    start = EDGES.match(text, span.start, span.end)
    begin = start.end() if start else span.start
    words = TERMS.sub("", text[begin : span.end]).rstrip(' \n,;:–—-“"«')
    return Span(begin, begin + len(words))


def _spans(statement: Statement) -> list[Span]:
    return [*statement.content, *([statement.cue] if statement.cue else [])]


def _asserts(text: str, sentence: Span) -> bool:
    words = text[sentence.start : sentence.end]
    worded = not words.endswith(("?", ":")) and len(words.split()) >= LEAST_WORDS
    return worded and LETTERS.search(words) is not None


def _assertion(text: str, document: str, sentence: Span) -> Assertion:
    digest = hashlib.blake2b(f"{document}|{sentence.start}|{sentence.end}".encode(), digest_size=6).hexdigest()
    return Assertion(f"e{digest}", sentence.start, sentence.end, certainty(text, sentence))
