"""Whose somebody or something is: "Kopp's stepmother", "Mrs. Sanders's aides", "his campaign".

In: a description, and a roster. Out: the person who owns what it describes, and the rest of the description; None where
it names no one, or where several bear the name and nothing tells which.
"""

from __future__ import annotations

import re

from sayso.read.agents.naming import TITLED
from sayso.read.agents.roster import Roster

# "Mr. Sanders's aides"
HONORIFIC_S = re.compile(r"(?P<title>Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.?\s+(?P<owner>[A-Z][\w-]+)['’]s?\s+(?=[a-z])")
WHOSE = re.compile(r"^(?P<who>(?:[A-ZÀ-Ž][\w’'.-]*\s+){1,6}?[A-ZÀ-Ž][\w-]+)(?:['’]s|(?<=s)['’])\s+(?=[a-z])")
SURNAME_S = re.compile(r"(?P<owner>[A-Z][\w-]+)(?:['’]s|(?<=s)['’])\s+(?=[a-z])")
OWNED = re.compile(r"(?:[A-Z][\w’'.-]*\s+)+?\S+['’]s?\s")  # "Ana Holt's aides"


def is_owned(name: str) -> bool:
    """Whether a description begins with a name in the possessive, so that it takes no article."""
    return SURNAME_S.match(name) is not None or OWNED.match(name) is not None


def owner(roster: Roster, name: str) -> tuple[int, str] | None:
    """The person whose name a description begins with, and what follows with its "'s"."""
    full = WHOSE.match(name)
    person = _named_in_full(roster, full.group("who").split()) if full is not None else None
    if full is not None and person is not None:
        return person, _rest(name, full.end("who"))
    titled = HONORIFIC_S.match(name)
    match = titled or SURNAME_S.match(name)
    if match is None:
        return None
    persons = roster.of_surname(match.group("owner"))
    persons = persons or (roster.of_given(match.group("owner")) if titled is None else [])
    gender = TITLED.get(titled.group("title").lower()) if titled is not None else None
    if gender is not None and len(persons) > 1:
        persons = [i for i in persons if roster.agents[i].gender in ("", gender)]
    return (persons[0], _rest(name, match.end("owner"))) if len(persons) == 1 else None


def _rest(name: str, at: int) -> str:
    """What stands behind an owner's name, the possessive as the text has it: "' aides" of Sanders."""
    return name[at:].replace("’", "'", 1)


def _named_in_full(roster: Roster, words: list[str]) -> int | None:
    """The person whose full name some words end in, titles before it: "House Speaker Paul Ryan"."""
    forms = (" ".join(words[begin:]) for begin in range(len(words) - 1))
    found = (roster.same_name(form, lambda agent: agent.kind == "person") for form in forms)
    return next((index for index in found if index is not None), None)
