"""Pleas in court: "pleaded not guilty" says "not guilty", whichever of the words was taken for the cue.

In: a text and a draft of any tier. Out: the draft with the verb as its cue and the plea as its content.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.statements.grammar.draft import Draft

STEM = "ple"  # of whatever PLEADS finds
PLEADS = re.compile(rf"(?P<verb>(?:\w+\s+){{0,3}}?{STEM}ad(?:s|ed|ing)?|{STEM}d)\b(?=\s)", re.I)
PLEA = re.compile(
    r"\s+(?P<plea>(?:not\s+)?guilty(?:\s+to\s+[^.,;:\n“”\"]{3,120}?(?=[.,;:\n]|$))?|innocent|no\s+contest)", re.I
)


def with_plea(text: str, draft: Draft) -> Draft:
    """The draft; of a plea with what was pleaded."""
    cue = draft.cue
    pleads = cue is not None and STEM in text[cue.start : cue.end].lower()
    verb = PLEADS.match(text, cue.start, cue.end + 1) if cue is not None and pleads else None
    plea = PLEA.match(text, verb.end()) if verb is not None else None
    if cue is None or verb is None or plea is None or draft.content[0].start < cue.start:
        return draft
    said = Span(*plea.span("plea"))
    return replace(draft, cue=Span(cue.start, verb.end("verb")), content=(said,), type="communication")
