"""Pronouns: whom "she", "it" and "they" stand for.

In: a roster and a place. Out: the agent most in mind there (`sayso.read.agents.salience`), for "he" and "she" the
likeliest (`sayso.read.agents.antecedents`), among those that the pronoun can stand for by gender, number and kind; None
where there is none, never a guess among the unlikely.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.agent import Known
from sayso.read.agents.antecedents import by_noun, likeliest
from sayso.read.agents.given import Gender, is_given
from sayso.read.agents.papers import written
from sayso.read.agents.roster import Roster

GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
PLURAL = frozenset({"they", "them", "themselves", "their"})
THING = frozenset({"it", "itself", "its", "which"})
RELATIVE_REACH = 60  # characters between a noun phrase and its "who"
KNOWN_GENDER = 1.25  # how much surer a person is whose name or title has the pronoun's gender
UNLIKELY = 0.5  # of a name in capitals that nothing but its shape says to be a person's
MERE_OUTLET = 0.2
HARDLY = 0.3  # of something described by a noun that is nobody's, and of a lone word with a capital
HUMAN = frozenset(
    "friend colleague neighbor neighbour guy kid child cousin uncle aunt boyfriend girlfriend partner spouse relative "
    "someone somebody one another caller user fan thief suspect ally critic youth teenager tourist medic cop".split()
)
ADDRESSED = frozenset({"you", "me", "i", "we", "us"})  # whom no "he" takes up
PAIR_REACH = 600  # characters in which two who are "they" are named
ONLY_NAMED = 0.6  # of a group that has not spoken
SINGULAR_THEY = 0.5  # a company is "they" less often than a group of people is
# "Senator Elizabeth Warren and congresswoman Alexandria Ocasio-Cortez": what stands between two who are "they".
PAIR = re.compile(r",?\s+and\s+(?:[\w.’'-]+\s+){0,4}$")

Weight = Callable[[Known], float]
Others = frozenset[int]
NOBODY: Others = frozenset()


def pronoun(roster: Roster, word: str, span: Span, besides: Others) -> int | None:
    """The agent that the pronoun at ``span`` stands for; ``besides`` are those that it cannot."""
    if word == "who":
        return _relative(roster, span)
    if word in PLURAL:
        return _they(roster, span, besides)
    document = written(roster, span) if word == "it" else None
    if document is not None:
        return document
    if word in THING:
        return most_in_mind(roster, span.start, lambda agent: _thing(roster, agent), besides)
    gender = GENDERS.get(word, "")
    found = likeliest(roster, span.start, _person(roster, gender), besides)
    if found is not None and not roster.agents[found].gender:
        roster.agents[found].gender = gender  # once "she", always
    return found


def most_in_mind(roster: Roster, at: int, weight: Weight, besides: Others = NOBODY) -> int | None:
    """The agent with the highest score before ``at``; ``weight`` 0 rules one out. Of equals the later met."""
    scored = [
        (score * weight(roster.agents[index]), index)
        for index, score in roster.salience.scores(at).items()
        if index not in besides
    ]
    best = max(scored, default=(0.0, -1))
    return best[1] if best[0] > 0 else None


def _person(roster: Roster, gender: Gender) -> Weight:
    def weight(agent: Known) -> float:
        unnamed = agent.kind == "unnamed" and agent.spoke >= 0 and not agent.plural
        if (agent.kind != "person" and not unnamed) or agent.name.lower() in ADDRESSED:
            return 0.0
        if unnamed and agent.kind != "person" and not _is_person(agent.head):
            return HARDLY
        theirs = agent.gender or by_noun(agent.head)
        if theirs and gender and theirs != gender:
            return 0.0
        if theirs:
            return KNOWN_GENDER
        first = agent.name.split()[0]
        once = len(agent.mentions) == 1 and agent.name == first
        if once and all(roster.salience.opens(mention.start) for mention in agent.mentions):
            return HARDLY  # "Crowds cheered": its capital may be the sentence's
        told = is_given(first) or "." in first or agent.offices or agent.spoke >= 0 or agent.kind != "person"
        return 1.0 if told else UNLIKELY

    return weight


def _is_person(head: str) -> bool:
    """Whether the noun of somebody unnamed says that it is a person: "a poll" is hardly "he"."""
    named = head in words.PEOPLE_SINGULAR | words.TITLES | words.FEMALE | words.MALE | HUMAN
    return named or words.PERSON_NOUN.fullmatch(head) is not None


def _body(roster: Roster, agent: Known) -> float:
    return MERE_OUTLET if roster.mere_outlet(agent) else 1.0


def _thing(roster: Roster, agent: Known) -> float:
    spoken = agent.spoke >= 0 and not agent.plural
    collective = agent.kind == "document" or (agent.kind == "group" and agent.head in words.BODY_NOUNS)
    return _body(roster, agent) if agent.kind == "organisation" else float(spoken and collective)


def _they(roster: Roster, span: Span, besides: Others) -> int | None:
    pair = _pair(roster, span)
    if pair is not None:
        return pair

    def weight(agent: Known) -> float:
        if agent.kind in ("group", "unnamed"):
            named = ONLY_NAMED if agent.only_named else 1.0
            return named if agent.plural else SINGULAR_THEY * (agent.kind == "group")
        return SINGULAR_THEY * _body(roster, agent) if agent.kind == "organisation" else 0.0

    found = most_in_mind(roster, span.start, weight, besides)
    return called_before(roster, found, span.start) if found is not None else None


def called_before(roster: Roster, group: int, at: int) -> int:
    """Of a group only named here, who spoke under the same noun; else its fullest mention: "four senators"."""
    head = roster.agents[group].head
    if not roster.agents[group].only_named:
        return group
    same = [i for i in roster.salience.scores(at) if roster.agents[i].head == head and roster.agents[i].plural]
    return max(same, key=lambda i: (not roster.agents[i].only_named, len(roster.agents[i].name)), default=group)


def _pair(roster: Roster, span: Span) -> int | None:
    """Two persons joined by "and" in the sentence before, the last that it names."""
    begin = roster.salience.begins(max(0, roster.salience.begins(span.start) - 2))
    begin = max(begin, span.start - PAIR_REACH)
    ends = roster.person_places(begin, span.start)
    if len(ends) < 4:
        return None
    first, second = ends[-3], ends[-2]
    one, other = roster.person_at[first], roster.person_at[second]
    if one == other or not PAIR.fullmatch(roster.text[first:second]):
        return None
    name = f"{roster.agents[one].name} and {roster.agents[other].name}"
    index = roster.named(name, "group")
    roster.agents[index].plural = True
    return index


def _relative(roster: Roster, span: Span) -> int | None:
    """Of "who", the person named just before."""
    near = roster.person_places(span.start - RELATIVE_REACH, span.start + 1)
    return roster.person_at[near[-1]] if near else most_in_mind(roster, span.start, _person(roster, ""))
