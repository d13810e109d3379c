"""Sources that stop short of what they are a part of: "some" of the miners, "a spokesperson who" asked to stay unnamed.

In: a text, a source and its draft. Out: the source with the words behind it that say who it is.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents.registry import Registry
from sayso.read.statements.grammar.draft import Draft

QUANTITY = re.compile(r"(?:some|others|one|two|three|several|many|most|all|both|none|each|half)", re.I)
WHO = re.compile(r"\w\s+(?:who|which)$")
WHO_CLAUSE = re.compile(r"(?P<clause>\s+who\s+[^,.;:\n“”\"]{3,80}?)\s*")
CLAUSE = 120  # characters of a relative clause between a source that stops at "who" and its cue
OF_THOSE = re.compile(r"\s+of\s+[^,.;:\n“”\"]{2,60}?(?=\s*$|,)")


def whole_source(text: str, source: Span, draft: Draft, registry: Registry) -> Span:
    """ "Some" with the "of the 60 miners" behind it, where the source stops short."""
    if draft.cue is None:
        return source
    if WHO.search(text, source.start, source.end) and source.end < draft.cue.start < source.end + CLAUSE:
        return Span(source.start, draft.cue.start)  # "a spokesperson who did not wish to be named"
    who = WHO_CLAUSE.fullmatch(text, source.end, max(source.end, draft.cue.start))
    if who is not None and registry.names_nobody(source):
        return Span(source.start, who.end("clause"))  # "the staff member who reported the call"
    if not QUANTITY.fullmatch(text, source.start, source.end):
        return source
    rest = OF_THOSE.match(text, source.end, max(source.end, draft.cue.start))
    return Span(source.start, rest.end()) if rest is not None else source
