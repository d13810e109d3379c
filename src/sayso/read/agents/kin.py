"""Relatives: whom "Leo's father", "his wife" and "the father" stand for, where the text names them once.

In: a description by kinship, and a roster. Out: the one person whom the text calls so beside the name ("Carlos Vega,
Leo's father", "his wife, Ana"); None where several are, or where it is another's relative.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.roster import Roster
from sayso.read.agents.words import KIN

_KIN = "|".join(sorted(KIN))
_OWNER = (
    r"(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)|"
    r"(?P<owner>[A-Z][\w.-]+(?:\s[A-Z][\w-]+)?|[Tt]he\s+[a-z]+)(?:['’]s|(?<=s)['’]))"
)
BEFORE = re.compile(rf"\b{_OWNER}\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{_KIN})(?:\s+in\s+[A-Z]\w+)?,?\s+$")
BEHIND = re.compile(rf",\s+{_OWNER}\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{_KIN})\b")
OWN = re.compile(rf"^{_OWNER}\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{_KIN})(?:['’]s)?$")
REACH = 60  # characters before a name in which it is said whose relative somebody is


def relative(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """The person whom a description by kinship stands for."""
    if phrase.head not in KIN:
        return None
    said = OWN.match(roster.text[span.start : span.end])
    if said is None:
        return None
    if roster.kin is None:
        beside = roster.said_beside(BEFORE, BEHIND, REACH)
        roster.kin = tuple((match.group("noun").lower(), match.group("owner"), index) for match, index in beside)
    known = {(whose, index) for noun, whose, index in roster.kin if noun == phrase.head}
    found = {index for whose, index in known if _agree(said.group("owner"), whose)}
    return found.pop() if len(found) == 1 else None


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two who have a relative may be the same: a name is not another one; a pronoun or "the boy" may be."""
    if one is None or other is None or one.lower().startswith("the ") or other.lower().startswith("the "):
        return True
    return not set(one.split()).isdisjoint(other.split())
