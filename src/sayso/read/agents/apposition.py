"""Appositions: whom "Holt, a friend of Carl Feld" and "Corvex's chairman, Carl Feld" name.

In: a phrase without its article. Out: the name that what stands behind a comma only tells more of; or whether what
stands before the comma describes one person, whose name then follows.
"""

from __future__ import annotations

import re

from sayso.read.agents import words
from sayso.read.agents.heads import head_of
from sayso.read.agents.officers import is_office

_NAME = r"[A-ZÀ-Ž][\w’'.-]*(?:\s(?:(?:de|van|von|der|al|bin|of)\s)*[A-ZÀ-Ž][\w’'.-]*){0,5}"
LEAD = re.compile(
    rf"^(?P<name>(?:[^\s,]+\s){{0,7}}?{_NAME})(?:\s*\([^()]{{1,40}}\))?,\s+(?:(?:aged?\s+)?\d{{1,3}},\s+|[RDI]-[A-Z][\w.]*,\s+)?"
    r"(?:an?|the|who|whose|his|her|their|one\s+of|now|then|formerly|himself|herself|co-?\w+)\s"
)


def lead(bare: str) -> str:
    """The name at a phrase's beginning, where the rest is said of it; else the phrase."""
    found = LEAD.match(bare)
    return found.group("name") if found is not None else bare


def describes(bare: str) -> bool:
    """Whether what stands before the first comma describes one person: "Corvex's chairman", "the head of the bank"."""
    what, comma, _ = bare.partition(", ")
    head = head_of(what) if comma else ""
    opens = re.match(rf"{re.escape(head.capitalize())}\s(?:of|for)\s", what) is not None  # "Director of the Centre"
    small = opens or re.search(rf"\b{re.escape(head)}\b", what) is not None  # "President" before a name is part of it
    return small and (is_office(head) or head in words.RELATIVES | words.FEMALE | words.MALE)
