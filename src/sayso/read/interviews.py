"""Interviews that frame an article: who spoke to which outlet.

In: a text, its lead and the registry. Out: agent's name to outlet's, for each interview that the lead names ("in an
interview with Politico", "during the Politico interview"). Who spoke is the person in mind where it is named.
"""

from __future__ import annotations

import re

from sayso.read.agents.directory import CARRIERS, Directory
from sayso.read.agents.registry import Registry

OUTLET = r"(?P<outlet>[A-Z][\w.’'&-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.&-]*){0,4})"
INTERVIEW = re.compile(
    rf"\b(?:interview|conversation|sit-down)\s+(?:published\s+|aired\s+|broadcast\s+)?"
    rf"(?:with|to|on|for|in|by)\s+(?:the\s+)?{OUTLET}"
    rf"|\b(?:interviewed\s+by|(?:speaking|spoke)\s+(?:to|with))\s+(?:the\s+)?{OUTLET.replace('outlet', 'other')}"
)


def interviews(text: str, end: int, registry: Registry, directory: Directory, publisher: str | None) -> dict[str, str]:
    """The interviews named before ``end``; the publisher's own count for nothing, it stands in every chain."""
    out: dict[str, str] = {}
    for match in INTERVIEW.finditer(text, 0, end):
        outlet = _outlet(match.group("outlet") or match.group("other"), directory)
        person = registry.person_in_mind(match.start()) if outlet not in (None, publisher) else None
        if outlet is not None and person is not None:
            out.setdefault(registry.name(person), outlet)
    return out


def _outlet(words: str, directory: Directory) -> str | None:
    """The carrier that some capitalised words begin with, the longest first."""
    tokens = re.sub(r"['’]s$", "", words).rstrip(".").split()
    for count in range(len(tokens), 0, -1):
        entry = directory.find(" ".join(tokens[:count]))
        if entry is not None and entry.what in CARRIERS:
            return entry.name
    return None
