"""Who is quoted as saying something: one statement, which only the grammar reads whole.

In: a text, the grammar's drafts, the model's attributions. Out: the attributions without the "saying" of "RIA quoted
him as saying" and "was quoted by", of which the model makes two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.index import Index
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.grammar import Draft

AS_SAYING = re.compile(r"[^.;“”\"]{0,160}?\bas\s+\w+ing\b")


def once(text: str, found: Sequence[Draft], tagged: Sequence[Attribution]) -> list[Attribution]:
    """The attributions but for those that the grammar reads as "quoted as"."""
    quoted = [d.cue for d in found if d.frame == "quoted as" and d.cue is not None]
    if not quoted:
        return list(tagged)
    read = Index(Span(cue.start, _saying(text, cue)) for cue in quoted)
    return [one for one in tagged if one.cue is None or not read.touching(one.cue.start, one.cue.end)]


def _saying(text: str, cue: Span) -> int:
    """The end of the "as saying" behind a cue, or of the cue that holds it."""
    saying = AS_SAYING.match(text, cue.end) if not text[cue.start : cue.end].endswith("ing") else None
    return saying.end() if saying is not None else cue.end
