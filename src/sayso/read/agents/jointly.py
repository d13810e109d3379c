"""Several who speak as one: "both Volker and Morrison", "Sharma and her colleagues".

In: a source's words, and a roster. Out: the group under its members' full names. A researcher's team goes by what the
text first calls it, and "the researchers" are the one team that the text names.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.agents import couples, words
from sayso.read.agents.agent import Known
from sayso.read.agents.people import fold, surname_of
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.pronouns import NOBODY, PAIR, pronoun
from sayso.read.agents.roster import Roster
from sayso.read.agents.salience import NEAR

AND_OTHERS = re.compile(r"(?P<who>he|she)\s+and\s+\w", re.I)
BOTH = re.compile(r"(?:both|neither)\s+", re.I)
TITLE = re.compile(r"^(?:(?:Messrs|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col)\.?\s+)+")
STATES = re.compile(r"\b[A-Z][\w-]+\s(?=(?:Gov|Sen|Rep)\.\s)")  # "Ohio Gov. Ana Holt"
OF_STATE = re.compile(r"(?<=\w)\s+of\s+[A-Z]\w+(?:\s[A-Z]\w+)?(?=,|\s+and\s|$)")
_NAME = r"(?:(?:Messrs|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+)?[A-ZÀ-Ž][\w’'.-]*(?:\s[A-ZÀ-Ž][\w’'.-]*){0,3}"
_TEAM = (
    r"(?:his|her|their)\s+(?:[a-z-]+\s+){0,2}(?:team|colleagues|co-?authors|collaborators|co-?workers|group|lab|staff)"
)
_OTHERS = (
    r"(?:the\s+)?(?:(?:many|several|some|two|three|four|five|dozens\s+of)\s+)?others?(?:\s[\w’'-]+)*|"
    r"(?:his|her|their)\s+(?:[a-z-]+\s+)?(?:aides|allies|supporters|advisers|advisors|lawyers|family|wife|husband|"
    r"backers|fans|followers|friends|parents|children|campaign|administration|party)"
)
NAMES = re.compile(
    rf"(?P<names>{_NAME}(?:,\s+{_NAME})*(?:,?\s+and\s+{_NAME})?)"
    rf"(?:(?:,?\s+and|,?\s+along\s+with)\s+(?:(?P<team>{_TEAM})|(?P<others>{_OTHERS})))?"
)
LED_TEAM = re.compile(rf"\b(?P<surname>[A-ZÀ-Ž][\w’'-]+)\s+and\s+(?P<team>{_TEAM})\b")
# What a team is called without its leader.
PEOPLE = frozenset(
    "researchers scientists authors team astronomers physicists biologists investigators engineers".split()
)
# "Both candidates", "the two", "the pair".
TWO = re.compile(
    r"(?:both|the two|the pair)(?:\s+(?P<who>men|women|candidates|rivals|lawmakers|senators|leaders|contenders|"
    r"opponents|politicians|governors|presidents|ministers|players|authors|writers|researchers))?",
    re.I,
)
AT_BODY = re.compile(r"\s(?:at|from)\s(?:the\s)?(?=[A-Z])")
LEAST_IN_MIND = 0.2  # of the first's salience that the second of two has
MOST_THIRD = 0.5  # of the second's that a third may have
MOST_WORDS = 2  # of such a description


def group(roster: Roster, source: str) -> int | None:
    """The group that a source's words name, where every name is a known person's, or every one a known body's."""
    match = NAMES.fullmatch(OF_STATE.sub("", STATES.sub("", BOTH.sub("", source))).replace(" nor ", " and "))
    if match is None or couples.body(roster, source) is not None or roster.directory.find(source) is not None:
        return None
    said = re.split(r",\s+|,?\s+and\s+", match.group("names"))
    people = [_full(roster, name) for name in said]
    if match.group("team"):
        return _team(roster, people[0], match.group("team")) if people[0] is not None else None
    members = people if None not in people else [couples.body(roster, name) for name in said]
    names = [name for name in members if name is not None]
    others = [words.ARTICLE.sub("", match.group("others"))] if match.group("others") else []
    every = len(names) == len(members) and len(names + others) > 1
    return couples.together(roster, names + others) if every else None


def with_others(roster: Roster, phrase: Phrase, span: Span) -> Phrase:
    """ "He and others who oppose it" with his name."""
    match = AND_OTHERS.match(roster.text, span.start, span.end)
    if match is None or phrase.proper or phrase.pronoun:
        return phrase
    person = pronoun(roster, match.group("who").lower(), span, NOBODY)
    if person is None or roster.agents[person].kind != "person":
        return phrase
    name = f"{roster.agents[person].name}{phrase.name[match.end('who') - span.start :]}"
    return replace(phrase, name=name, kind="group")


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
        return None if found else _of_body(roster, at)
    surname, called = found.popitem()
    leaders = [i for i in roster.of_surname(surname) if roster.agents[i].kind == "person"]
    return _team(roster, roster.agents[leaders[0]].name, called) if len(leaders) == 1 else None


def _of_body(roster: Roster, at: int) -> int | None:
    """The researchers of a body, "researchers at Linden University", where no others are near ``at``."""
    near = roster.salience.scores(at)
    found = {roster.agents[i].name for i in near if roster.agents[i].head in PEOPLE and roster.agents[i].plural}
    own = [name for name in found if AT_BODY.search(name)]
    if len(own) != 1 or any(" " in name for name in found - set(own)):
        return None
    body = AT_BODY.split(own[0], maxsplit=1)[1]
    spoke = roster.same_name(body, lambda agent: agent.kind == "organisation" and agent.spoke >= 0)
    return roster.named(own[0], "group") if spoke is None else spoke  # "researchers at it said": it did


def two(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """Whom "both candidates" and "the two" stand for: the two persons most in mind, where a third hardly is."""
    match = TWO.fullmatch(roster.text, span.start, span.end)
    if match is None:
        return None
    gender = {"men": "f", "women": "m"}.get((match.group("who") or "").lower(), "-")  # whom it cannot mean
    fits = [i for i, known in roster.persons() if known.gender != gender]
    found = _joined(roster, span.start, frozenset(fits)) or _in_mind(roster, span.start, fits)
    if not found:
        return None
    return couples.together(roster, [roster.agents[i].name for i in found])


def _joined(roster: Roster, at: int, fits: frozenset[int]) -> tuple[int, ...]:
    """The last two persons before a place whom "and" joins."""
    near = roster.person_places(at - NEAR, at)
    for place, following in reversed(tuple(pairwise(near))):
        pair = roster.person_at[place], roster.person_at[following]
        if pair[0] != pair[1] and fits.issuperset(pair) and PAIR.fullmatch(roster.text[place:following]):
            return pair
    return ()


def _in_mind(roster: Roster, at: int, fits: list[int]) -> tuple[int, ...]:
    """The two persons most in mind at a place, by who is named first; none where a third is too."""
    scores = roster.salience.scores(at)
    first = sorted((i for i in fits if i in scores), key=lambda i: -scores[i])
    if len(first) < 2 or scores[first[1]] < LEAST_IN_MIND * scores[first[0]]:
        return ()
    if len(first) > 2 and scores[first[2]] > MOST_THIRD * scores[first[1]]:
        return ()
    return tuple(sorted(first[:2], key=lambda i: min(roster.agents[i].mentions)))
