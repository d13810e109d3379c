"""Our statements in PolNeAR's form: the same attributions, put as its annotators put them.

READING.md and PolNeAR's guidelines differ in form where they agree in substance. What is done here is done to every
statement alike, and nothing annotated is looked at:

- a quotation that goes on in another paragraph without naming anybody is a statement of its own for us; PolNeAR gives
  it to the attribution before it, whose speaker it has;
- "X, who" is our source of "X, who denied it", and "a sign" of "a sign that said so"; PolNeAR's are "who" and "that";
- the colon or dash of "Name: …" and "… – Name" is no word and no cue for us; in PolNeAR it is the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sayso.model import Span, Statement
from sayso.read.statements.attribution import Attribution

RELATIVE = re.compile(r"\S\s+(who|which|whom|that)$")
ONLY_RELATIVE = re.compile(r",?\s+(who|which|whom|that)\s+")
MARK = re.compile(r"\s*([:–—-])\s*")


def as_polnear(statements: Sequence[Statement], text: str) -> Iterable[Attribution]:
    """The attributions that PolNeAR would hold for ``statements``."""
    out: list[tuple[str, bool, Attribution]] = []
    for one in sorted(statements, key=lambda s: s.content[0].start):
        speaker, quoted = one.chain[-1].name, one.kind != "indirect"
        nameless = one.source is None and one.cue is None
        before = next((i for i in range(len(out) - 1, -1, -1) if out[i][:2] == (speaker, True)), None)
        if nameless and before is not None:
            whole = out[before][2]
            out[before] = (speaker, True, replace(whole, content=(*whole.content, *one.content)))
        else:
            attribution = Attribution(_source(one, text), one.cue or _mark(one, text), one.content, 1.0)
            out.append((speaker, quoted, attribution))
    return [attribution for *_, attribution in out]


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
