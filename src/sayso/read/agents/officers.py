"""A body's officers by surname: "Institute for Line Studies analyst Holloway".

In: a source's phrase without its article. Out: the surname and what words of office stand before it, or None.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.read.agents import words

_BODY = r"[A-ZÀ-Ž][\w’'-]*(?:\s+(?:(?:of|for|the|and|to)\s+)*[A-ZÀ-Ž][\w’'-]*)*"
OFFICER = re.compile(rf"^{_BODY}\s+(?P<office>(?:[a-z][\w-]*\s+){{1,4}})(?P<name>[A-ZÀ-Ž][\w’'-]+)$")
JOINING = frozenset("of for in at from the and with to on by near about against around outside inside across".split())


class Officer(Struct, frozen=True):
    """A surname, and the words before it that name an office."""

    name: str
    offices: tuple[str, ...]


def officer(bare: str) -> Officer | None:
    """Who a body's name, an office in small letters and a surname are: "General Staff chief of staff Shaptala"."""
    match = OFFICER.match(bare)
    if match is None:
        return None
    office = match.group("office").split()
    found = tuple(word for word in office if is_office(word))
    joined = office[-1] in JOINING or office[-1] in words.BODY_NOUNS  # "of the consulting firm Northkey" is a body
    return Officer(match.group("name"), found) if found and not joined else None


def is_office(word: str) -> bool:
    """Whether a word says what somebody is: analyst, geologist, deputy."""
    known = word in words.PEOPLE_SINGULAR or word in words.TITLES or words.OFFICE.fullmatch(word) is not None
    return known or words.PERSON_NOUN.fullmatch(word) is not None
