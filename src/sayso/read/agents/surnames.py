"""Surnames that several people of a text bear, where they stand alone: whom each most likely means.

In: a text and its people. Out: for each the places where the shared surname alone means them: whom "Mrs" or "Mr" goes
with, of several who fit the one whom the text names first. It is for who is in mind only: no mention is listed by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Span
from sayso.read.agents.given import Gender
from sayso.read.agents.people import Person, surname_of

TITLE = re.compile(r"\b(?:(?P<f>Mrs|Ms|Miss|Lady|Dame|Madame)|Mr|Sir|Lord)\b\.?\s+$")
WORD = re.compile(r"(?<![\w-])\w+")
ON = re.compile(r"[\w-]")  # the name goes on
LONGEST_TITLE = 10  # characters of such a title with what follows it


def lone(text: str, persons: Sequence[Person]) -> Iterator[tuple[int, Span]]:
    """Each place of a surname alone that several bear, with the number of the person it means."""
    of: dict[str, list[int]] = {}
    for index, person in enumerate(persons):
        of.setdefault(person.surname, []).append(index)
    shared = [indices for indices in of.values() if len(indices) > 1]
    named = {at for some in shared for i in some for span in persons[i].mentions for at in range(span.start, span.end)}
    sought: dict[str, dict[str, list[int]]] = {}  # first word -> surname -> who bears it
    for indices in shared:
        surname = surname_of(persons[indices[0]].name)
        sought.setdefault(_first_word(surname), {})[surname] = indices
    for match in WORD.finditer(text) if shared else ():
        for surname, indices in sought.get(match.group(), {}).items():
            span = Span(match.start(), match.start() + len(surname))
            if span.start not in named and text.startswith(surname, span.start) and not ON.match(text, span.end):
                yield _meant(text, span.start, persons, indices), span


def _first_word(surname: str) -> str:
    found = WORD.match(surname)
    return found.group() if found is not None else surname


def _meant(text: str, at: int, persons: Sequence[Person], indices: Sequence[int]) -> int:
    title = TITLE.search(text, max(0, at - LONGEST_TITLE), at)
    gender: Gender = "" if title is None else "f" if title.group("f") else "m"
    fits = [i for i in indices if not gender or persons[i].gender in ("", gender)] or indices
    return min(fits, key=lambda i: persons[i].mentions[0].start)
