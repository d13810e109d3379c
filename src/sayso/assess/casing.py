"""Capitals: a sentence's first word in the middle of another sentence.

Without a dictionary a name and a common word at the start of a sentence look alike. What tells them apart here is
the rest of the document, what stands elsewhere with or without a capital and what the reader took for a name, and
then English: a word that has other forms (satellite, satellites) is none that only names bear.
In doubt the capital stays, as it is in the source.
"""

from __future__ import annotations

import re

from sayso.link.vocabulary import inflects
from sayso.model import Agent, Reading
from sayso.read.agents.given import is_given

_ALWAYS_LOWER_WORDS = """
analysts officials sources representatives experts authorities soldiers residents witnesses
spokesman spokeswoman spokesperson investigators lawmakers diplomats reporters a an the this that
these those some any all both each every no one two three four five six seven eight nine ten eleven
twelve dozens hundreds thousands several many most more few other another such its it he she they we
you his her their our my there here in on at by for from with without within since after before
during despite as if when while although though because until under over among amid about around
civilians politicians technicians physicians musicians guardians
near north south east west farther further elsewhere nearby meanwhile overnight not only also
earlier later recently currently at least up nearly almost
"""
_PROPER = re.compile(
    r"(?:ian|ish|ese|ean)s?$|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|"
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
# Endings of common words; a name that ends so is mostly known as a person or a place of the text.
_COMMON = re.compile(
    r"(?:ed|ing|ly|tion|sion|ment|ness|ity|age|ery|ful|ous|ive|able|ible|ant|ent|ic|al|[bcdfgklmnprt]s|ies|ight)$"
)
_COMPOUND = re.compile(r"^(?:in|out|over|under|up|down|back|re|mis|dis|inter|multi)(?=\w{4})")  # inflow, overflow
_ALWAYS_LOWER = frozenset(_ALWAYS_LOWER_WORDS.split())


def lowered(reading: Reading, words: str) -> str:
    """``words`` for the middle of a sentence: a capital that only the sentence start gave is taken away."""
    match = re.match(r"[^\W\d_]+", words)
    if not match:
        return words
    first = match.group()
    if first.lower() in _ALWAYS_LOWER or (first.istitle() and _is_common(reading, first, words[match.end() :])):
        return first.lower() + words[match.end() :]
    return words


def _is_common(reading: Reading, first: str, after: str) -> bool:
    """Whether ``first`` looks like a common word: never a capital within a sentence, no part of a name."""
    text = reading.document.text
    following = re.match(r"[\s-]([^\W\d_a-z]\w*)", after)
    if following and not (_PROPER.search(following.group(1)) and _COMMON.search(first)):
        return False  # "Central Bank", but "recent Ukrainian gains"
    if re.search(rf"[a-z,] {first.lower()}\b", text):
        return True
    if _PROPER.search(first) or re.search(rf"[a-z,] {first}\b", text) or is_given(first):
        return False
    if any(_bears(agent, first) for agent in reading.agents):
        return False
    if any(text.startswith(first, place.start) for place in reading.places):
        return False
    return bool(_COMMON.search(first)) or inflects(_COMPOUND.sub("", first.lower()))


def _bears(agent: Agent, word: str) -> bool:
    """Whether a word is one of somebody's name."""
    return agent.kind in ("person", "organisation") and word in re.split(r"\W+", agent.name)
