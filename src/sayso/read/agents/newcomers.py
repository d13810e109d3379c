"""Somebody new by the words themselves: "the owner of a nearby hotel", "the spokeswoman for a trade union".

In: a description. Out: whether it brings in whom nobody has named: whose body has an indefinite article, so that the
text has not spoken of it, holds no office that the text gave to somebody else.
"""

from __future__ import annotations

import re

from sayso.read.agents import words
from sayso.read.agents.phrase import Phrase

OF_SOME = re.compile(
    r"(?P<what>(?:[\w’'-]+\s+){1,5}?)(?:of|for|at|from|with|to)\s+(?:another|one|an?)\s+"
    r"(?P<whose>[\w’'-]+(?:\s+[\w’'-]+){0,3})"
)
# "The minister at a news conference": where somebody speaks is not whose he is.
OCCASIONS = frozenset(
    "conference briefing rally hearing meeting event ceremony summit forum debate speech interview statement letter "
    "message reception dinner session festival time point while moment".split()
)


def is_new(phrase: Phrase) -> bool:
    """Whether a description is of somebody of a body or thing that the text has not spoken of."""
    found = OF_SOME.match(phrase.name)
    if found is None or found.group("what").split()[-1].lower() != phrase.head:
        return False
    person = phrase.head in words.PEOPLE or phrase.head in words.TITLES
    person = person or words.PERSON_NOUN.fullmatch(phrase.head) is not None
    return person and OCCASIONS.isdisjoint(found.group("whose").lower().split())
