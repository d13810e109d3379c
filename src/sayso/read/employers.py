"""Employers: for which outlet somebody reports: "according to Ivan Petrenko of The Long Wire".

In: a statement's draft. Out: the words that name the person, and the outlet. Only where the cue is of reporting: what
"Ivan Petrenko of The Long Wire" asks, thinks or posts is his own.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.read.agents.registry import Registry
from sayso.read.statements.grammar.draft import Draft

REPORTED = re.compile(r"\b(?:report(?:s|ed|ing)?|according|writes|wrote|written)\b", re.I)
EMPLOYED = re.compile(
    r"(?P<who>[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){0,3})(?:,\s+an?\s+[\w\s-]{3,40})?\s+(?:of|at|with|for|from)\s+"
    r"(?:the\s+)?(?P<outlet>[A-Z][^,;]{1,40})"
)


def employed(text: str, draft: Draft, registry: Registry, directory: Directory) -> tuple[Span, str] | None:
    """Who reports something, and for whom."""
    cue, source = draft.cue, draft.source
    if cue is None or source is None or REPORTED.search(text, cue.start, cue.end) is None:
        return None
    match = EMPLOYED.fullmatch(text, source.start, source.end)
    if match is None:
        return None
    entry = directory.find(registry.in_full(match.group("outlet")) or match.group("outlet"))
    return (Span(*match.span("who")), entry.name) if entry is not None and entry.what in CARRIERS else None
