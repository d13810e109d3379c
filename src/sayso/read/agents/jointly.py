"""Several who speak as one: "both Volker and Morrison", "Sharma and her colleagues", "the two companies".

In: a source's words, and a roster. Out: the group under its members' full names. A researcher's team goes by what the
text first calls it, and "the researchers" are the one team that the text names.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.agent import Known
from sayso.read.agents.corporate import OWNER
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
# "The two", "both candidates", "the two sides", "the companies".
FIRMS = frozenset("companies firms sides partners banks airlines carriers concerns lenders automakers brewers".split())
TWO = re.compile(
    r"(?:the\s+two|both|the\s+pair|the\s+duo)(?:\s+(?:[\w-]+\s+){0,2}(?P<noun>[a-z]+))?"
    rf"|the\s+(?P<firms>{'|'.join(sorted(FIRMS))})",
    re.I,
)
AND = re.compile(r"(?:['’]s)?,?\s+and\s+(?:[\w.’'-]+\s+){0,4}")
COMMA = re.compile(r"(?:['’]s)?,\s+(?:[\w.’'-]+\s+){0,4}")
PAIR_REACH = 1500  # characters, as far as any description looks back
# What a team is called without its leader.
PEOPLE = frozenset(
    "researchers scientists authors team astronomers physicists biologists investigators engineers".split()
)
MOST_WORDS = 2  # of such a description


def group(roster: Roster, source: str) -> int | None:
    """The group that a source's words name, where every name is a known person's, or every one a known body's."""
    match = NAMES.fullmatch(BOTH.sub("", source))
    if match is None or roster.directory.find(source) is not None or roster.same_name(source, _is_body) is not None:
        return None
    said = re.split(r",\s+|,?\s+and\s+", match.group("names"))
    people = [_person(roster, name) for name in said]
    if match.group("team"):
        return _team(roster, people[0], match.group("team")) if people[0] is not None else None
    members = people if None not in people else [_body(roster, name) for name in said]
    names = [name for name in members if name is not None]
    return _together(roster, names) if 1 < len(names) == len(members) else None


def _together(roster: Roster, names: list[str]) -> int:
    index = roster.named(f"{', '.join(names[:-1])} and {names[-1]}", "group")
    roster.agents[index].plural = True
    return index


def _person(roster: Roster, name: str) -> str | None:
    """The full name of the one person of a surname, or of that full name."""
    bare = TITLE.sub("", name)
    fits = [i for i in roster.of_surname(surname_of(bare)) if roster.agents[i].kind == "person"]
    if len(fits) != 1 or fold(surname_of(bare)) != fold(roster.agents[fits[0]].surname):
        return None
    known = roster.agents[fits[0]].name
    return known if " " not in bare or known == roster.canonical(bare) else None


def _body(roster: Roster, name: str) -> str | None:
    """The full name of the body that a name stands for."""
    index = roster.same_name(OWNER.sub("", name), _is_body)
    index = roster.same_name(name, _is_body) if index is None else index
    return roster.agents[index].name if index is not None else None


def _is_body(agent: Known) -> bool:
    return agent.kind == "organisation"


def pair(roster: Roster, phrase: Phrase, at: int) -> int | None:
    """Whom "the two sides", "both candidates" or "the companies" stands for: two of that kind named together last, else
    the only two in the sentence and the one before, or at all near; None where the words say nothing of the sort."""
    match = TWO.fullmatch(("the " if phrase.definite else "") + phrase.name)
    if match is None or phrase.body or not (phrase.definite or phrase.name.lower().startswith("both")):
        return None
    noun = match.group("noun") or match.group("firms")
    named = [(span, i) for span, i in roster.named_in(at - PAIR_REACH, at) if _may_be_called(roster.agents[i], noun)]
    members = _joined(roster, named)
    if members is None:
        begin = roster.salience.begins(max(0, roster.salience.begins(at) - 2))
        near = list(dict.fromkeys(i for span, i in named if span.start >= begin))
        members = near if len(near) == 2 else list(dict.fromkeys(i for _, i in named))
    if len(members) != 2 or len({roster.agents[i].kind for i in members}) != 1:
        return None
    return _together(roster, [roster.agents[i].name for i in members])


def _may_be_called(agent: Known, noun: str | None) -> bool:
    """Whether a noun, or "the two" without one, can mean an agent."""
    if agent.kind == "person":
        one = (noun or "").removesuffix("s")
        person = one in words.PEOPLE_SINGULAR | words.TITLES or words.PERSON_NOUN.fullmatch(one) is not None
        return noun is None or noun in ("men", "women", "sides") or (person and one not in ("neighbor", "neighbour"))
    return agent.kind == "organisation" and noun in FIRMS and (not agent.classes or "company" in agent.classes)


def _joined(roster: Roster, named: list[tuple[Span, int]]) -> list[int] | None:
    """The last two that stand beside each other with "and" between them, and no third before them."""
    for third, (first, one), (second, other) in reversed(list(zip([None, *named], named, named[1:], strict=False))):
        if one == other or not AND.fullmatch(roster.text, first.end, second.start):
            continue
        listed = third is not None and COMMA.fullmatch(roster.text, third[0].end, first.start) is not None
        return None if listed else [one, other]
    return None


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
