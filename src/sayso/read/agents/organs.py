"""Organs of states by the name that every text gives them: "Government of X", "Constitutional Court of X".

In: a phrase without its article. Out: the organ and its country; None where it names no state's organ.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.model import Span
from sayso.read.agents import nations

AFFAIRS = frozenset({"foreign", "home"})  # "the home ministry" is of home affairs
WITH_NATION = re.compile(r"^(?P<nation>(?:North |South )?[\w-]+?)(?:['’]s)?\s+(?P<organ>.+)$")
ORGAN = re.compile(
    r"^(?:(?P<of>(?:[\w-]+\s+)*?(?:and\s+)?[\w-]+)\s+(?P<ministry>ministry)|(?P<organ>(?:ministry|"
    r"department)\s+of\s+.+|government|parliament|(?:[\w-]+\s+)?(?:constitutional|supreme|high)\s+court|"
    r"(?:security|foreign intelligence|state security|border guard|federal security)\s+service|"
    r"national bank|central bank|central election commission|prosecutor general's office))$",
    re.I,
)


MINISTRY = re.compile(r"(?:Ministry\s+(?:of|for)\s+[A-Z].*|(?:[A-Z][\w-]+\s+){1,3}Ministry)")
REACH = 1500  # characters before a ministry in which the country is named whose it is
WORD = re.compile(r"[A-Z][\w-]+(?:['’]s)?")
# They have departments, and every country's news is full of them.
WITHOUT = frozenset({"United States", "United Kingdom"})
# "Oman appealed for restraint, its foreign ministry said": whose ministry it is, the sentence's subject tells.
THEIR_ORGAN = re.compile(
    r"[Ii]ts\s+(?P<organ>(?:[a-z]+\s+){0,2}(?:ministry|government|parliament|central bank|national bank|army|military|"
    r"navy|air force|embassy|president|prime minister|supreme court|intelligence service|security service))"
)
SUBJECT = re.compile(
    r"[“\"'‘]?(?:(?:But|And|Meanwhile,|Separately,|On \w+day,?|Earlier,|Later,)\s)?(?:[Tt]he\s)?"
    r"(?P<state>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})(?=,|\s+[a-z])"
)


class Organ(Struct, frozen=True):
    """An organ's canonical name, its country's in it, and the country."""

    name: str
    nation: str


def state_organ(bare: str) -> Organ | None:
    """The organ that a phrase names: a country, its capital, or its ministry, court, service."""
    if bare.islower():
        return None
    if bare.lower() in ("u.s. government", "u.k. government"):
        bare = bare.replace(".", "")
    country = nations.by_name().get(bare.lower()) or nations.by_capital().get(bare.lower())
    if country is not None:
        return Organ(f"Government of {country}", country)
    both = [nations.by_name().get(word) for word in bare.lower().split(" and ")]
    if len(both) == 2 and both[0] and both[1]:
        return Organ(f"Governments of {both[0]} and {both[1]}", both[0])  # "Russia and China deny"
    match = WITH_NATION.match(bare)
    if match is None:
        return None
    country = nations.country_of(match.group("nation"))
    organ = match.group("organ")
    if country is None:
        country, organ = _two_word_nation(bare)
    found = ORGAN.match(organ) if country else None
    if country is None or found is None:
        return None
    name = f"Ministry of {_capital(found.group('of'))}" if found.group("ministry") else _capital(found.group("organ"))
    if found.group("ministry") and found.group("of").lower() in AFFAIRS:
        name = f"{name} Affairs"
    return Organ(f"{name} of {country}", country)


def is_ministry(name: str) -> bool:
    """Whether a name is a ministry's, without a country's."""
    return MINISTRY.fullmatch(name) is not None


def of_country(name: str, before: str) -> Organ | None:
    """The ministry of the one country that some words name: "Ministry of Commerce of China"."""
    named = {nations.country_of(word) for word in WORD.findall(before)} - WITHOUT - {None}
    country = named.pop() if len(named) == 1 else None
    return state_organ(f"{country} {name}") if country is not None and country not in name else None


def _two_word_nation(bare: str) -> tuple[str | None, str]:
    tokens = bare.split()
    for count in (2, 3):
        country = nations.country_of(" ".join(tokens[:count]))
        if country is not None and len(tokens) > count:
            return country, " ".join(tokens[count:])
    return None, bare


def _capital(name: str) -> str:
    small = {"of", "and", "the", "for"}
    return " ".join(w if w in small or w[:1].isupper() else w.capitalize() for w in name.split())


def of_subject(text: str, span: Span, begin: int) -> str | None:
    """The organ that "its foreign ministry" names, with the state that is the subject of the sentence at ``begin``."""
    organ = THEIR_ORGAN.fullmatch(text, span.start, span.end)
    subject = SUBJECT.match(text, begin, span.start) if organ is not None else None
    state = subject.group("state") if subject is not None else ""
    if organ is None or state.lower() not in nations.by_name():
        return None
    return f"{state}'s {organ.group('organ')}"
