"""People by where they come from: "the Dane", "the Scot", "the Portuguese".

In: a description that is a demonym, and a roster. Out: the one person in mind who may come from there; None where the
words mean a people or its government ("the French said"), or nobody fits.
"""

from __future__ import annotations

import re

from sayso.read.agents import nations
from sayso.read.agents.agent import Known
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.pronouns import most_in_mind
from sayso.read.agents.roster import Roster

PEOPLES = re.compile(r"[a-z ]*(?:ese|sh|ch|ss|ois)")  # which mean the people or its government as often as not
SILENT = 0.6
PARTS = {"scot": "Scotland", "wels": "Wales", "engl": "England", "ulst": "Northern Ireland"}


def compatriot(roster: Roster, phrase: Phrase, at: int) -> int | None:
    """Whom "the Dane" stands for: who is said to come from there, else of whom nothing of the sort is said."""
    low = phrase.name.lower()
    country = nations.of_compatriot(low)
    if not phrase.definite or country is None or phrase.name[:1].islower() or low in nations.by_name():
        return None
    if low.endswith("s") and not low.endswith("ss"):
        return None  # "the Danes" are many
    if PEOPLES.fullmatch(low) is not None and _is_told_of(roster, country, low):
        return None
    gender = {"woman": "m", "man": "f"}.get(low[-5:] if low.endswith("woman") else low[-3:], "-")  # who it is not

    def of(home: tuple[str | None, ...]) -> int | None:
        def fits(agent: Known) -> float:
            if agent.kind != "person" or agent.nation not in home or agent.gender == gender:
                return 0.0
            return 1.0 if agent.spoke >= 0 else SILENT

        return most_in_mind(roster, at, fits)

    there = of((country, PARTS.get(low[:4], country)))
    return there if there is not None else of((None,))


def _is_told_of(roster: Roster, country: str, people: str) -> bool:
    """Whether a text speaks of the country itself, or of its people more than once."""
    named = re.search(rf"\b{re.escape(country)}\b", roster.text) is not None
    return named or len(re.findall(rf"\b{re.escape(people.capitalize())}\b", roster.text)) > 1
