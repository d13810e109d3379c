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

QUOTED = re.compile(r"\b(?:quoted|cited|quotes|cites)\b[^“”\"]*\Z")
FAR = 160  # characters between "quoted" and its "saying"


def once(text: str, found: Sequence[Draft], tagged: Sequence[Attribution]) -> list[Attribution]:
    """The attributions but for those that the grammar reads as "quoted as"."""
    quoted = [d.cue for d in found if d.frame == "quoted as" and d.cue is not None]
    if not quoted:
        return list(tagged)
    read = Index(Span(_quoted(text, cue), cue.end) for cue in quoted)
    return [one for one in tagged if one.cue is None or not read.touching(one.cue.start, one.cue.end)]


def _quoted(text: str, cue: Span) -> int:
    """Where the "quoted" before a cue's "saying" stands, or the cue."""
    found = QUOTED.search(text, max(0, cue.start - FAR), cue.start)
    return found.start() if found is not None else cue.start
