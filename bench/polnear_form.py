"""Our statements in PolNeAR's form: the same attributions, put as its annotators put them.

READING.md and PolNeAR's guidelines differ in form where they agree in substance. What is done here is done to every
statement alike, and nothing annotated is looked at:

- a quotation that goes on in another paragraph without naming anybody is a statement of its own for us, as is each
  paragraph under a label; PolNeAR, which gives every attribution one cue, has them in the attribution nearest before
  whose speaker is the same, or whose label;
- it has no attribution without a cue (1 of 19,835 in train): a quotation that nobody is named for and that belongs to
  nothing before it is none;
- nothing is nested in PolNeAR: what somebody is said to say within a quotation is none either, also where we know
  nobody who speaks the quotation;
- "X, who" is our source of "X, who denied it", and "a sign" of "a sign that said so"; PolNeAR's are "who" and "that";
- the colon or dash of "Name: …" and "… – Name" is no word and no cue for us; in PolNeAR it is the cue.

READING.md and PolNeAR differ in substance where the one has no statement and the other an attribution: to nobody ("is
expected to", "when asked about it") and of silence ("declined to comment", "has not said who"). The reader leaves both
out, so that they count as missed; `left_out` has them from the model, for figures that are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sayso.model import Span, Statement
from sayso.read.index import Index
from sayso.read.quotes import Quotation, quotations
from sayso.read.statements.attribution import Attribution

RELATIVE = re.compile(r"\S\s+(who|which|whom|that)$")
ONLY_RELATIVE = re.compile(r",?\s+(who|which|whom|that)\s+")
MARK = re.compile(r"\s*([:–—-])\s*[“\"‘'«]*\s*")
LINE = re.compile(r"\S.*")
SILENCE = re.compile(r"\b(?:declin|refus)\w*\b|\b(?:not|never)\b|n['’]t\b", re.I)


def as_polnear(statements: Sequence[Statement], text: str) -> list[Attribution]:
    """The attributions that PolNeAR would hold for ``statements``."""
    out: list[tuple[Statement, Attribution]] = []
    for one in _spoken_outside(sorted(statements, key=lambda s: s.content[0].start), text):
        before = next((i for i in range(len(out) - 1, -1, -1) if _goes_on(one, out[i][0])), None)
        cue = one.cue or _mark(one, text)
        if before is not None:
            named, whole = out[before]
            out[before] = (named, replace(whole, content=(*whole.content, *one.content)))
        elif cue is not None or one.source is not None:
            out.append((one, Attribution(_source(one, text), cue, one.content, 1.0)))
    return [attribution for _, attribution in out]


def left_out(own: Sequence[Attribution], heard: Iterable[Attribution], text: str) -> list[Attribution]:
    """What a model heard that READING.md has no statement for: to nobody or of silence, and nowhere in our ``own``."""
    known = Index([*(one.cue for one in own if one.cue is not None), *(span for one in own for span in one.content)])
    return [one for one in heard if _is_none_for_us(one, text) and not _is_known(one, known)]


def _is_none_for_us(one: Attribution, text: str) -> bool:
    silent = one.cue is not None and SILENCE.search(text, one.cue.start, one.cue.end) is not None
    return one.source is None or silent


def _is_known(one: Attribution, known: Index[Span]) -> bool:
    return one.cue is None or bool(known.touching(one.cue.start, one.cue.end))


def _goes_on(one: Statement, before: Statement) -> bool:
    """Whether a statement without a cue belongs to another: it names nobody, or stands under the same label."""
    if one.source is None:
        return one.cue is None and one.chain[-1].name == before.chain[-1].name
    return one.cue is None and before.cue is None and one.source == before.source


def _spoken_outside(statements: Sequence[Statement], text: str) -> list[Statement]:
    """Those but for whole attributions within a quotation whose own attribution we do not know."""
    around = Index(quotations(text, [Span(*line.span()) for line in LINE.finditer(text)]))
    return [one for one in statements if one.parent is not None or one.cue is None or not _is_inside(one, around)]


def _is_inside(one: Statement, around: Index[Quotation]) -> bool:
    spans = [span for span in (one.source, one.cue, *one.content) if span is not None]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return any(q.inner_start <= start and end <= q.inner_end + 1 for q in around.touching(start, end))


def _source(statement: Statement, text: str) -> Span | None:
    """The source; of a noun phrase with its relative pronoun the pronoun, also where we leave that out."""
    source, cue = statement.source, statement.cue
    left_out = ONLY_RELATIVE.fullmatch(text, source.end, cue.start) if source is not None and cue is not None else None
    if left_out is not None:
        return Span(*left_out.span(1))
    found = RELATIVE.search(text, source.start, source.end) if source is not None else None
    return Span(*found.span(1)) if found is not None else source


def _mark(statement: Statement, text: str) -> Span | None:
    """The colon or dash between a source and what it says."""
    source, content = statement.source, statement.content
    if source is None:
        return None
    between = (source.end, content[0].start) if source.end <= content[0].start else (content[-1].end, source.start)
    found = MARK.fullmatch(text, *between)
    return Span(*found.span(1)) if found is not None else None
