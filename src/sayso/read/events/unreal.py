"""What is only supposed: behind a condition, a wish, a plan or a modal nothing happened."""

from __future__ import annotations

from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import BE, DETERMINERS, MODAL, PAST, UNREAL_OPENERS

NONE_REACH = 7  # tokens of a subject
CLAUSE = 24  # tokens between a modal and the participle that hangs on it
# what is denied, tried or prevented in the words that lead to the verb
UNREAL_LEAD = frozenset(
    "attempt attempts attempted attempting try tries tried trying fail fails failed failing intend intends "
    "intended plan plans planned planning want wants wanted threaten threatens threatened prepare prepares "
    "prepared preparing hope hopes hoped seek seeks sought refuse refuses refused expect expects expected agree "
    "agreed vow vowed pledge pledged able aim aims aimed effort efforts order ordered".split()
)


FINITE = frozenset("was were has had is are".split())


def unreal(s: Sentence, begin: int, form: str) -> bool:
    """Whether a condition or an unreal lead governs the clause of the verb at ``begin``."""
    finite = s.low[begin] in FINITE  # "those who tried to flee were killed": no infinitive's verb
    for k in range(begin - 1, max(-1, begin - 14), -1):
        word = s.low[k]
        if word in UNREAL_OPENERS:
            return word != "before" or (k == begin - 1 and form != "ing")
        if word in ("after", "once", "when") and form == "base":
            return True  # a present form there tells of what is to come
        if word == "," and s.low[k + 1] in ("and", "or"):
            continue  # "if she had accepted, and agreed to …"
        if word in (";", ":", "that", "but", "while", ","):
            return False
        if (
            not finite
            and word == "to"
            and k + 1 < begin
            and s.low[k - 1] in UNREAL_LEAD
            and s.low[k - 2] not in ("who", "that", "which")  # "groups that seek to … protested"
            and not _new_subject(s, k + 1, begin)
        ):
            return True
    return False


def _new_subject(s: Sentence, a: int, b: int) -> bool:
    return any(s.low[k] in ("and", "but") for k in range(a, b)) or any(
        s.low[k] in DETERMINERS and s.low[k] != "the" for k in range(a, 0)
    )


def supposed(s: Sentence, begin: int) -> bool:
    """ "would revoke the permit, clearing the way for …": the participle tells of what is only supposed."""
    if s.word[begin - 1] not in (",", "and"):
        return False
    for k in range(begin - 2, max(-1, begin - CLAUSE), -1):
        word = s.low[k]
        if word in MODAL:
            return True
        if word in FINITE or word in PAST or word in ("said", "says", "that", ";", ":"):
            return False
        if word.endswith("ed") and s.low[k - 1] not in BE and s.word[k].islower():
            return False
    return False


def of_none(s: Sentence, begin: int) -> bool:
    """Whether the subject beside the verb begins with "no": "no member of staff has been asked"."""
    for k in range(begin - 1, max(-1, begin - NONE_REACH), -1):
        if s.low[k] == "no":
            return k == 0 or not s.word[k - 1][0].isalnum() or s.low[k - 1] in ("that", "and", "but")
        if not s.word[k][0].isalnum() or s.low[k] in ("that", "who", "which", "and", "but"):
            return False
    return False
