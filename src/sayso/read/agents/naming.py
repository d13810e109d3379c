"""Names: which agent a proper name stands for.

In: a phrase that is a name, and a roster. Out: the agent that bears it, under whatever part or spelling of the name;
None where nobody does. A surname that two people share goes with the one in mind.
"""

from __future__ import annotations

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.given import Gender, is_given
from sayso.read.agents.people import fold, surname_of
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.pronouns import most_in_mind
from sayso.read.agents.roster import Roster

OFTEN_BY_GIVEN = 3  # times that a text calls somebody by the given name alone
TITLED: dict[str, Gender] = {
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "dame", "madame"), "f"),
    **dict.fromkeys(("mr", "sir", "lord"), "m"),
}


def person(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """The person that a personal name stands for."""
    names = phrase.name.split()
    fits = [i for i in roster.of_surname(surname_of(phrase.name)) if _may_be(names[:-1], roster.agents[i].name.split())]
    if not fits and len(names) == 1:  # a given name alone; or the family name first: Lin Jian, Xi Jinping
        fits = roster.of_given(names[0])
    if not fits and len(names) == 2:  # "Juan Miguel" of Juan Miguel Vega
        fits = [i for i in roster.of_given(names[0]) if roster.agents[i].name.startswith(f"{phrase.name} ")]
    fits = _by_surname(roster, fits) if len(names) == 1 else fits
    fits = _called_so(roster, fits, roster.text[span.start : span.end].split()[0])
    if len(fits) > 1:
        nearest = most_in_mind(roster, span.start, lambda agent: float(any(agent is roster.agents[i] for i in fits)))
        return nearest if nearest is not None else fits[0]
    if fits and len(names) > len(roster.agents[fits[0]].name.split()):
        roster.rename(fits[0], roster.canonical(phrase.name))
    return fits[0] if fits else None


def _may_be(given: list[str], theirs: list[str]) -> bool:
    """Whether a name with these given names may be a person's: the first agrees, where both have one."""
    end = len(theirs) - 1
    doubled = [fold(name) for name in theirs[end - len(given) : end]] == [fold(name) for name in given]
    return not given or len(theirs) < 2 or fold(given[0])[:3] == fold(theirs[0])[:3] or doubled  # "Eriksson Ek"


def _by_surname(roster: Roster, fits: list[int]) -> list[int]:
    """Of several of a surname, those whom the text does not call by their given name, as it calls a child."""
    if len(fits) < 2:
        return fits
    return [i for i in fits if roster.given_alone(roster.agents[i].name.split()[0]) < OFTEN_BY_GIVEN] or fits


def _called_so(roster: Roster, fits: list[int], title: str) -> list[int]:
    """Of several, those whose gender "Mr" or "Mrs" does not rule out."""
    gender = TITLED.get(title.lower().rstrip("."))
    if gender is None or len(fits) < 2:
        return fits
    return [i for i in fits if roster.agents[i].gender in ("", gender)] or fits


def body(roster: Roster, phrase: Phrase) -> int | None:
    """The organisation that a name stands for."""
    name = roster.expanded(phrase.name)
    same = roster.same_name(f"{name}.com", lambda a: a.kind == "organisation")  # "Edmunds" after "Edmunds.com"
    if same is None:
        same = roster.same_name(name, lambda a: a.kind in ("organisation", "document", "group"))
    if same is not None:
        return same
    whole = roster.whole_of(name)
    if whole is not None:
        return whole
    part = roster.part_of(name)
    if part is None or roster.directory.find(roster.agents[part].name) is not None:
        return None
    roster.rename(part, name)
    return part


def in_capitals(roster: Roster, name: str) -> int | None:
    """The person whose full name a transcript prints in capitals, "ANA HOLT:", where the text has it in normal letters
    too; or whose surname alone it prints so."""
    if not name.isupper() or not name.replace(" ", "").replace("-", "").isalpha():
        return None
    if " " in name:
        return roster.same_name(name, lambda agent: agent.kind == "person")
    found = (
        roster.of_surname(name) if roster.same_name(name, lambda agent: agent.kind == "organisation") is None else []
    )
    return found[0] if len(found) == 1 and fold(roster.agents[found[0]].surname) == fold(name) else None


def as_person(phrase: Phrase) -> Phrase:
    """A name in capitals that begins with a given one and is no body's: a person's."""
    names = phrase.name.split()
    if phrase.kind != "organisation" or not phrase.name.isupper() or len(names) not in (2, 3):
        return phrase
    bodys = any(word.lower() in words.ORGANISATION | words.COMPANY for word in names)
    return phrase if bodys or not is_given(names[0].capitalize()) else replace(phrase, kind="person")
