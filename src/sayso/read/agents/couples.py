"""Bodies that speak as one: "the companies", "the two sides", "the partners".

In: a description, its place and a roster. Out: the two that it stands for, as a group under their full names.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents.agent import Known
from sayso.read.agents.corporate import OWNER
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.roster import Roster
from sayso.read.agents.salience import NEAR

FIRMS = "airlines|automakers|banks|brewers|carriers|companies|concerns|firms|lenders|partners|sides"
TWO = re.compile(rf"(?:the|the\s+two|both)\s+(?:{FIRMS})", re.I)
AND = re.compile(r"(?:['’]s)?,?\s+and\s+(?:[\w.’'-]+\s+){0,4}")
COMMA = re.compile(r"(?:['’]s)?,\s+(?:[\w.’'-]+\s+){0,4}")


def together(roster: Roster, names: list[str]) -> int:
    """The group of those names, "A, B and C"."""
    index = roster.named(f"{', '.join(names[:-1])} and {names[-1]}", "group")
    roster.agents[index].plural = True
    return index


def body(roster: Roster, name: str) -> str | None:
    """The full name of the body that a name stands for."""
    index = roster.same_name(OWNER.sub("", name), _is_body)
    index = roster.same_name(name, _is_body) if index is None else index
    return roster.agents[index].name if index is not None else None


def _is_body(agent: Known) -> bool:
    return agent.kind == "organisation"


def pair(roster: Roster, phrase: Phrase, at: int) -> int | None:
    """Whom "the two sides" or "the companies" stands for: two companies named together last, else the only two in the
    sentence and the one before, or at all near; None where the words say nothing of the sort."""
    match = TWO.fullmatch(("the " if phrase.definite else "") + phrase.name)
    if match is None or phrase.body or not (phrase.definite or phrase.name.lower().startswith("both")):
        return None
    named = [(span, i) for span, i in roster.named_in(at - NEAR, at) if _is_firm(roster.agents[i])]
    members = _joined(roster, named)
    if members is None:
        begin = roster.salience.begins(max(0, roster.salience.begins(at) - 2))
        near = list(dict.fromkeys(i for span, i in named if span.start >= begin))
        members = near if len(near) == 2 else list(dict.fromkeys(i for _, i in named))
    return None if len(members) != 2 else together(roster, [roster.agents[i].name for i in members])


def _is_firm(agent: Known) -> bool:
    """Whether "the companies" can mean an agent."""
    return _is_body(agent) and (not agent.classes or "company" in agent.classes)


def _joined(roster: Roster, named: list[tuple[Span, int]]) -> list[int] | None:
    """The last two that stand beside each other with "and" between them, and no third before them."""
    for third, (first, one), (second, other) in reversed(list(zip([None, *named], named, named[1:], strict=False))):
        if one == other or not AND.fullmatch(roster.text, first.end, second.start):
            continue
        listed = third is not None and COMMA.fullmatch(roster.text, third[0].end, first.start) is not None
        return None if listed else [one, other]
    return None
