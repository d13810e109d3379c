"""The verb that a participle or a chained verb hangs on, and so whose act it is.

"The senator won by promising …" is the senator's promise: the nearest finite verb before it has the subject.
"""

from __future__ import annotations

from sayso.read.events.actors import ADJECTIVES_IN_ED, Subject, subject
from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import (
    ACTORS,
    ADVERB,
    BE,
    COMMON_VERBS,
    DO,
    HAVE,
    MODAL,
    NEGATION,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
)

REACH = 30  # tokens between a participle and the verb that it hangs on
HELPING = BE | HAVE | MODAL | DO
NO_VERB_BEHIND = PREPOSITIONS | frozenset("the a an this these those its their his her our my your".split())


def governing_subject(s: Sentence, low: int, begin: int) -> Subject | None:
    """The subject of the nearest finite verb between the tokens ``low`` and ``begin`` that has one."""
    for k in range(begin - 1, max(low, begin - REACH) - 1, -1):
        if s.word[k] == ";":
            return None
        if not _finite(s, k):
            continue
        first = k
        while first > low and (s.low[first - 1] in HELPING | ADVERB | NEGATION or s.low[first - 1].endswith("ly")):
            first -= 1
        found = subject(s, first)
        if found is not None and (found.name or found.pronoun):
            return found
    return None


def _finite(s: Sentence, k: int) -> bool:
    word = s.word[k]
    if not word.islower() or (k and s.low[k - 1] in NO_VERB_BEHIND) or (k and s.low[k - 1] == "to"):
        return False
    if word in HELPING or word in PAST:
        return True
    if word in COMMON_VERBS:  # "claims" and "reports" are nouns unless somebody stands before them
        before = s.low[k - 1] if k else ""
        return word.endswith("d") or s.capital(k - 1) or before in ACTORS or before in PRONOUNS
    return word.endswith("ed") and len(word) > len("shed") and word not in ADJECTIVES_IN_ED
