"""Parts of a group: "one of the officials", "some", "another", "the second person" of two people.

In: a phrase that says how many, or a group and a part of it. Out: the part, an agent of its own that is named after its
group; None where no group is in mind. `Roster.wholes` keeps of whom each is a part: whom all told, one of them told.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.agent import Known
from sayso.read.agents.owners import is_owned
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.pronouns import called_before, most_in_mind
from sayso.read.agents.roster import Roster

MORE_OF = re.compile(r"[a-z]+ of (?=[a-z])")  # some of "most of us"
ONE_OF = re.compile(r"(?:one|another|first|second|third|other) of ")
# "One person", "the second official", after two people or officials have spoken.
MEMBER = re.compile(r"(?:one|second|third|fourth|another)\s+(?P<noun>[a-z]+)", re.I)
COUNTED = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|\d+)\s", re.I)
SINGULAR = {"people": "person", "men": "man", "women": "woman"}


def part_of(roster: Roster, part: str, group: int) -> int:
    """ "One of the officials": an agent of its own, named after its group."""
    theirs = roster.agents[group].name
    some = MORE_OF.match(theirs)
    theirs = theirs[some.end() :] if some is not None else theirs
    pointed = theirs.startswith(("those ", "these ", "the ")) or theirs in words.US_OR_THEM.values()
    article = "" if pointed or is_owned(theirs) else "the "
    index = roster.named(f"{part} {article}{theirs}", "unnamed")
    roster.agents[index].plural = part.split()[0] in words.SEVERAL
    if ONE_OF.match(part + " "):
        roster.agents[index].head = singular(roster.agents[group].head)
    roster.wholes[index] = group
    return index


def quantity(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "One", "some", "others": of the group in mind; "another": after one who spoke."""
    if phrase.name == "another":
        return _another(roster, span)
    group = most_in_mind(roster, span.start, _is_group)
    if group is None:
        return None
    group = called_before(roster, group, span.start)
    if phrase.name == "one":
        return part_of(roster, "one of", group)
    noun = roster.agents[group].head or roster.agents[group].name
    name = f"other {noun}" if phrase.name == "others" else f"{phrase.name} {noun}"
    index = roster.named(name, "unnamed")
    roster.agents[index].plural, roster.agents[index].head = True, noun
    return index


def counted(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """ "One person", "the second person", where "two people familiar with the matter" have spoken: one of them."""
    match = MEMBER.fullmatch(phrase.name)
    if match is None or phrase.part:
        return None
    noun = match.group("noun").lower()

    def fits(agent: Known) -> float:
        spoke = agent.spoke >= 0 and _is_group(agent) > 0
        return float(spoke and singular(agent.head) == noun and COUNTED.match(agent.name) is not None)

    group = most_in_mind(roster, span.start, fits)
    return _other_one(roster, phrase.name.lower(), noun, group) if group is not None else None


def singular(noun: str) -> str:
    """One of several: "people" -> "person", "backbenchers" -> "backbencher"."""
    if noun in SINGULAR or not noun.endswith("s"):
        return SINGULAR.get(noun, noun)
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-2] if noun.endswith("sses") else noun[:-1]


def _is_group(agent: Known) -> float:
    return float(agent.plural and agent.kind in ("group", "unnamed"))


def _another(roster: Roster, span: Span) -> int | None:
    """ "Another wrote" after "one user wrote", or after several backbenchers spoke."""
    near = [i for i in roster.salience.scores(span.start) if _is_one(roster.agents[i])]
    one = max(near, key=lambda i: roster.agents[i].spoke, default=None)
    if one is None:
        one = most_in_mind(roster, span.start, lambda agent: _is_group(agent) * (agent.spoke >= 0))
    if one is None or not roster.agents[one].head:
        return None
    name, noun = roster.agents[one].name, singular(roster.agents[one].head)
    theirs = noun if one not in near or ONE_OF.match(name) else name.removeprefix("one ")
    return _other_one(roster, f"another {theirs}", noun, roster.wholes.get(one, one))


def _other_one(roster: Roster, name: str, noun: str, whole: int) -> int:
    index = roster.named(name, "unnamed")
    roster.agents[index].head = noun
    roster.wholes.setdefault(index, whole)
    return index


def _is_one(agent: Known) -> bool:
    """Whether an agent is somebody unnamed, or one document, that can be followed by another."""
    noun = bool(agent.head) and agent.head != "one"
    return agent.kind in ("unnamed", "document") and noun and not agent.plural and agent.spoke >= 0
