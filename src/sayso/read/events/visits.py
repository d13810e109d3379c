"""Visits that are told as such: "on an official visit to …", "was in Kalm for talks"."""

from __future__ import annotations

import re

from sayso.read.events.actors import subject
from sayso.read.events.clause import Sentence
from sayso.read.events.doers import main_subject
from sayso.read.events.governing import governing_subject
from sayso.read.events.lexicon import BE, OPENERS

VISITS = frozenset("visit trip tour".split())
ON_A_VISIT = frozenset(["on", "during"])
HERE_FOR = re.compile(
    r"\b(?:was|were|is|are)\s+(?:also\s+)?in\s+[A-Z][\w.]+(?:\s+[A-Z]\w+)?\s+(?:on\s+\w+day\s+|\w+day\s+)?for\s+(?:\w+\s+){0,3}$"
)
LONG = 6  # tokens of a visit with its adjectives


def on_a_visit(s: Sentence, i: int) -> int | None:
    """The token of "on" in "on an official visit to …", of "is" in "is in Kalm for talks": so it is held."""
    if s.low[i] in VISITS:
        for k in range(i - 1, max(-1, i - LONG), -1):
            if s.low[k] in ON_A_VISIT:
                return k
            if s.low[k] in OPENERS or not s.word[k][0].isalnum():
                return None
        return None
    found = HERE_FOR.search(s.text, s.start[0], s.start[i])
    return None if found is None else s.start.index(found.start())


def visitor(s: Sentence, k: int) -> str | None:
    """Who is on the visit that token ``k`` opens: beside it, between commas, or the sentence's subject."""
    if k and s.low[k] in BE:
        found = subject(s, k)
    else:
        found = subject(s, k - 1) if k and s.word[k - 1] == "," else governing_subject(s, 0, k)
    return found.name if found is not None and found.name else main_subject(s, k)
