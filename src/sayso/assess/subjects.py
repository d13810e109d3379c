"""A sentence's subject that only what stood before tells: "the group", "both". Whom it means, where the reader knows.

In: a reading and where a sentence begins. Out: whether its first words lean on another sentence, and the body that they
stand for by name.
"""

from __future__ import annotations

import re

from sayso.model import Agent, Reading, Span

_BODY = re.compile(
    r"the (?:group|union|company|firm|agency|newspaper|paper|network|organi[sz]ation|charity|association|club)\b"
    r"(?! (?:of|that|which|for|in|at|called|behind)\b)",  # a council or a ministry is the place's, as a reader knows
    re.IGNORECASE,
)
_BOTH = re.compile(r"both (?!(?:[\w'’-]+ ){1,4}and\b)", re.IGNORECASE)  # no "both Russia and Ukraine"
_CUT_SHORT = re.compile(
    r"\b(?:was|were|been) (?:told|promised) (?:(?:on|by|last|next) )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\W*$"  # "Friday, the minister said. The mayor was told Sunday."
)


def short_for(reading: Reading, start: int) -> tuple[Span, Agent] | None:
    """The words at ``start`` that stand for a named body, "The union", and the body; None where nobody is known."""
    match = _BODY.match(reading.document.text, start)
    if match is None:
        return None
    words = Span(match.start(), match.end())
    named = (agent for agent in reading.agents if agent.kind == "organisation" and words in agent.mentions)
    agent = next((one for one in named if match.group().lower() not in one.name.lower()), None)
    return None if agent is None else (words, agent)


def leans_back(reading: Reading, words: str, start: int) -> bool:
    """Whether a sentence's subject is somebody whom nothing tells, or its end is in a sentence before."""
    unknown = _BODY.match(words) is not None and short_for(reading, start) is None
    return unknown or _BOTH.match(words) is not None or _CUT_SHORT.search(words) is not None
