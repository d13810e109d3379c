"""Several who speak as one: "both Volker and Morrison", "Sharma and her colleagues".

In: a source's words, and a roster. Out: the group under its members' full names. A researcher's team goes by what the
text first calls it, and "the researchers" are the one team that the text names.
"""

from __future__ import annotations

import re

from sayso.read.agents.agent import Known
from sayso.read.agents.people import fold, surname_of
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.roster import Roster

BOTH = re.compile(r"both\s+", re.I)
TITLE = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col)\.?\s+)+")
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+)?[A-ZÀ-Ž][\w’'.-]*(?:\s[A-ZÀ-Ž][\w’'.-]*){0,3}"
_TEAM = (
    r"(?:his|her|their)\s+(?:[a-z-]+\s+){0,2}(?:team|colleagues|co-?authors|collaborators|co-?workers|group|lab|staff)"
)
NAMES = re.compile(
    rf"(?P<names>{_NAME}(?:,\s+{_NAME})*(?:,?\s+and\s+{_NAME})?)(?:(?:,?\s+and|,?\s+along\s+with)\s+(?P<team>{_TEAM}))?"
)
LED_TEAM = re.compile(rf"\b(?P<surname>[A-ZÀ-Ž][\w’'-]+)\s+and\s+(?P<team>{_TEAM})\b")
# What a team is called without its leader.
PEOPLE = frozenset(
    "researchers scientists authors team astronomers physicists biologists investigators engineers".split()
)
MOST_WORDS = 2  # of such a description


def group(roster: Roster, source: str) -> int | None:
    """The group that a source's words name, where every name is a known person's."""
    match = NAMES.fullmatch(BOTH.sub("", source))
    if match is None:
        return None
    full = [_full(roster, name) for name in re.split(r",\s+|,?\s+and\s+", match.group("names"))]
    names = [name for name in full if name is not None]
    if len(names) < len(full):
        return None
    if match.group("team"):
        return _team(roster, names[0], match.group("team"))
    if len(names) < 2:
        return None
    index = roster.named(f"{', '.join(names[:-1])} and {names[-1]}", "group")
    roster.agents[index].plural = True
    return index


def _full(roster: Roster, name: str) -> str | None:
    """The full name of the one person of a surname, or of that full name."""
    bare = TITLE.sub("", name)
    fits = [i for i in roster.of_surname(surname_of(bare)) if roster.agents[i].kind == "person"]
    if len(fits) != 1 or fold(surname_of(bare)) != fold(roster.agents[fits[0]].surname):
        return None
    known = roster.agents[fits[0]].name
    return known if " " not in bare or known == roster.canonical(bare) else None


def _team(roster: Roster, leader: str, called: str) -> int:
    """A leader with the team, by what the text called them first: "Lucas Paganini and his colleagues"."""
    if leader not in roster.teams:
        first = next((m for m in LED_TEAM.finditer(roster.text) if m.group("surname") == surname_of(leader)), None)
        called = first.group("team") if first is not None else called
        roster.teams[leader] = roster.add(Known(f"{leader} and {called}", "group", "team", plural=True))
    return roster.teams[leader]


def team(roster: Roster, phrase: Phrase, at: int) -> int | None:
    """Whom "the researchers" stands for: a leader with the team, where the text names just one before ``at``."""
    few = len(phrase.name.split()) <= MOST_WORDS and not phrase.body
    if not (phrase.definite and phrase.head in PEOPLE and few):
        return None
    found = {m.group("surname"): m.group("team") for m in LED_TEAM.finditer(roster.text, 0, at)}
    if len(found) != 1:
        return None
    surname, called = found.popitem()
    leaders = [i for i in roster.of_surname(surname) if roster.agents[i].kind == "person"]
    return _team(roster, roster.agents[leaders[0]].name, called) if len(leaders) == 1 else None
