"""Speakers without a name, by the country they are of: "a British official" of what "a U.S. official" says.

In: a statement of the line, the statement of the passage that says the same, and the comparison. Out: whether the line
surely gives it to somebody else. Other words for a speaker ("investigators" for footage) tell nothing: to hold the
nouns themselves against each other found 7 more of 344 swapped speakers and accused 6 of 616 faithful lines.
"""

from __future__ import annotations

import re

from sayso.check.compared import Compared, nation
from sayso.check.speakers import is_named
from sayso.model import Statement

_OF_NATION = re.compile(r"(?<!New )\b((?:(?:South|North) )?[A-Z]\w+)(?:[’']s?)?(?= [a-z]|$|,)")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who|that|which|one)", re.I)


def another_role(statement: Statement, source: Statement, both: Compared) -> bool:
    """Whether a statement is given to somebody who is surely not the source's speaker."""
    at, there = statement.source, source.source
    if at is None or there is None or is_named(statement.chain[-1]):
        return False
    own = both.left.page.text[at.start : at.end]
    told = both.right.page.text[there.start : there.end]
    if not _nominal(own) or not _nominal(told):
        return False
    return _other_nation(own, told) and not _nations(own) & _nations(_called(source, both))


def _nominal(words: str) -> bool:
    return _PRONOUN.fullmatch(words.strip()) is None


def _called(source: Statement, both: Compared) -> str:
    """The words for the speaker: in the sentence and in the chain."""
    at = source.source
    words = both.right.page.text[at.start : at.end] if at else ""
    return " ".join([words, *(link.name for link in source.chain[1:])])


def _nations(words: str) -> frozenset[str]:
    found = (nation(match.group(1)) for match in _OF_NATION.finditer(words.replace("U.S.", "US")))
    return frozenset(one for one in found if one)


def _other_nation(own: str, told: str) -> bool:
    """Whether both say of which country somebody is, and no country is both's."""
    here, there = _nations(own), _nations(told)
    return bool(here) and bool(there) and not here & there
