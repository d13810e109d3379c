"""Whether words are a sentence or only a noun phrase: is a finite verb among them?

Without a tagger "-ed" and "-s" tell little: "Russian-occupied areas", "efforts to free the coast". What stands behind a
preposition, an article, a comma or a hyphen is no finite verb, and an "-s" is one only where an object follows it. In
doubt the answer is yes: a heading taken for a sentence costs less than a sentence lost.
"""

from __future__ import annotations

import re

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|cannot|"
    r"\w+n[’']t|(?:it|he|she|they|we|i|you|that|there)[’'](?:s|re|ve|ll|d|m))\b"
)  # in small letters: May is a month, Will a man
_IRREGULAR = re.compile(
    r"\b(?:said|says|say|told|made|took|went|came|gave|got|left|met|held|fell|rose|lost|won|sent|kept|began|hit|shot|sank|"
    r"fled|led|brought|sought|found|fought|knew|saw|drew|drove|grew|paid|ran|spoke|stood|struck|swore|threw|wrote|spent|"
    r"remains?|continues?|seems?|appears?|becomes?|became|(?:know|think|believe|assess|report|claim|warn|hope)s? that|"
    r"(?:seek|want|try|need|plan|intend|vow|hope|refuse|fail|begin|expect|agree|decide)s? to)\b(?! by\b)",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?P<before>\S+\s+|^)(?P<verb>[^\W\d_]{2,}ed)\b(?P<after>\s+\S+|)", re.IGNORECASE)
# What a participle stands behind where it belongs to a noun: "of occupied areas", "the claimed territory".
_NO_SUBJECT = re.compile(
    r"(?:of|in|on|at|to|by|for|from|with|into|over|under|between|against|and|or|the|a|an|its|their|his|her|no|newly|"
    r"recently|\S*[,;:—–-])\s*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s*(?:by|of|as)\b", re.IGNORECASE)  # "efforts led by", "comprised of"
_PRESENT = re.compile(
    r"\b(?!towards|besides|versus|always|perhaps)[^\W\d_]{2,}[^\W_s]s "
    r"(?:the|a|an|its|his|her|their|no|not|it|them|him|us|that|whether)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")


def has_finite_verb(words: str) -> bool:
    """Whether ``words`` hold a finite verb outside brackets."""
    bare = _BRACKETS.sub(" ", words)
    if _AUXILIARY.search(bare) or _IRREGULAR.search(bare) or _PRESENT.search(bare):
        return True
    return any(_is_told(match) for match in _PAST.finditer(bare))


def _is_told(match: re.Match[str]) -> bool:
    """Whether a word in -ed has a subject before it and is no participle behind a noun."""
    before = match["before"]
    return bool(before) and not _NO_SUBJECT.search(before) and not _PASSIVE.match(match["after"])
