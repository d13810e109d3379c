"""Whether two names, or a name and a chain, stand for one speaker.

In: names as readings give them. A name that resolves to nobody ("he", "the spokesman", "officials") cannot be told
to be another: only named persons and organisations are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sayso.link import names
from sayso.link.words import fold
from sayso.model import UNKNOWN_PUBLISHER, Link, Statement

_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[-’'][^\W\d_]{2,})*")
PRONOUN = re.compile(r"\A(?:He|She|It|They|His|Her|Its|Their)\b")
_NAMED = re.compile(r"[^\W\d_a-zß-öø-ÿ]")  # a capital: a proper name has one


def originator(statement: Statement) -> Link | None:
    """The named end of a statement's chain; None where nobody is named."""
    if len(statement.chain) < 2:
        return None
    last = statement.chain[-1]
    return last if is_named(last) else None


def is_named(link: Link) -> bool:
    """Whether a link of a chain is somebody in particular."""
    named = link.kind in ("person", "organisation") and link.name != UNKNOWN_PUBLISHER
    return named and bool(_NAMED.search(link.name))


def by_name(words: str) -> bool:
    """Whether some words for a speaker have a name in them; "He" and "His spokesman" open a sentence."""
    return _NAMED.search(PRONOUN.sub("", words)) is not None


def same_agent(left: str, right: str) -> bool:
    """Whether two names can stand for one agent: equal, short for the other, or its acronym."""
    if fold(left) == fold(right):
        return True
    if _same_person(left, right):
        return True
    keys = set(names.organisation_key(left)), set(names.organisation_key(right))
    if keys[0] <= keys[1] or keys[1] <= keys[0]:
        return True
    return names.acronym(left) == names.initials(right) or names.acronym(right) == names.initials(left)


def _same_person(left: str, right: str) -> bool:
    first, second = names.person_name(left), names.person_name(right)
    if first.surname != second.surname:
        return False
    return first == second or names.could_be_person(first, second) or names.could_be_person(second, first)


def names_any(name: str, others: Iterable[str]) -> bool:
    """Whether a name stands for one of the others."""
    return any(same_agent(name, other) for other in others)


def mentioned(name: str, text: str) -> bool:
    """Whether a text names an agent: its surname, its whole name or its acronym."""
    initials = names.initials(name)
    short = len(initials) > 1 and initials in text and re.search(rf"\b{re.escape(initials)}\b", text)
    if short or fold(name) in _folded_text(text):
        return True
    parts = names.bare_person_parts(name)
    if any(part in ("of", "for", "the", "and") for part in parts):
        return False  # an organisation: its last word alone is not its name
    surname = fold(parts[-1])
    return len(surname) > 2 and any(fold(word) == surname for word in _CAPITALISED.findall(text))


@lru_cache(maxsize=1_000)  # of one line and its passages, each name is asked
def _folded_text(text: str) -> str:
    return fold(text)


def in_words(chain: Sequence[Link]) -> str:
    """A chain for a person, the publisher first: ``Dnipro Courier < Lantern Wire < two officials``."""
    return " < ".join(link.name for link in chain)
