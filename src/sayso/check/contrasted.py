"""A line that sets one source against another: "A said that two drowned; B said that three had".

In: a line and its reading. Out: its halves as lines of their own, each with a named speaker, or nothing where it is no
such line. Each half has its own passage, and held as a whole it would be held to one of the two.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from sayso.check.page import Page
from sayso.check.passages import keys_within, stop_keys
from sayso.check.prepared import TextLine
from sayso.check.speakers import originator, same_agent

LEAST_SAID = 2  # content words of a half, its speaker's apart: less could be held to anything
_CUT = re.compile(r";\s+(?:(?:while|whereas|but|and)\s+)?|,\s+(?:while|whereas|but)\s+")


def halves(own: Page, line: TextLine) -> list[TextLine]:
    """The parts of a line that each give what they say to another named speaker."""
    cuts = list(_CUT.finditer(own.text, line.start, line.end))
    edges = [line.start, *(cut.end() for cut in cuts), line.end]
    parts = [replace(line, start=start, end=end) for start, end in pairwise(edges)] if cuts else []
    speakers = [_speaker(own, part) for part in parts]
    if not all(speakers):
        return []
    apart = all(not same_agent(one, other) for one, other in pairwise(name for name in speakers if name))
    return parts if apart and len(parts) > 1 else []


def _speaker(own: Page, part: TextLine) -> str | None:
    """The one who says it in a part of a line, where that says enough besides."""
    for one in own.statements_near(part.start, part.end):
        named = originator(one)
        if one.source and named and part.start <= one.source.start < part.end:
            said = set(keys_within(own.text, part.start, part.end)) - stop_keys()
            said -= set(keys_within(own.text, one.source.start, one.source.end))
            return named.name if len(said) >= LEAST_SAID else None
    return None
