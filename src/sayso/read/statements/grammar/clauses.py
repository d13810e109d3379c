"""What clauses and noun phrases begin like, and what they hold, without a parser."""

from __future__ import annotations

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, capitalised

QUANTITIES = lex._words("more less most almost nearly about half people women men voters few fewer")
FAR = 32  # tokens of adverbials that may stand between a cue and its "that"


NO_NOUN = lex.PREPOSITIONS | lex.CLAUSE_WORDS | lex.DAYS | lex.AUXILIARIES
PHRASE_ENDS = lex.PREPOSITIONS | lex.CLAUSE_WORDS - {"and"}
NO_SUBJECT = lex.PREPOSITIONS | lex.CLAUSE_WORDS
ADVERBIAL = lex.PREPOSITIONS | lex.DAYS
OPENERS = lex.PERSONAL | lex.DETERMINERS
FINITE = lex.AUXILIARIES - {"'s"}
VERBS = FINITE | IRREGULAR_PAST | (frozenset(lex.forms()) - lex.NOUN_OR_VERB)


def dated(s: Sentence, at: int) -> bool:
    """Whether a date stands at ``at``."""
    return s.low[at] in lex.DAYS or s.low[at][:1].isdigit()


def opens_clause(s: Sentence, at: int, stop: int) -> bool:
    """Whether a clause without "that" begins at ``at``: a subject with a finite verb behind it."""
    low = s.low[at]
    if s.headline and low not in ADVERBIAL:
        return has_finite_verb(s, at, stop)
    if low == "it" and s.low[at + 1] in lex.PREPOSITIONS:
        return False
    if low in NO_SUBJECT or low in lex.DAYS:
        return False
    return _opens_subject(s, at, stop) and has_finite_verb(s, at, stop)


def _opens_subject(s: Sentence, at: int, stop: int) -> bool:
    """Whether a clause's subject can begin at ``at``: a name, a plural, or a noun with an auxiliary soon behind it."""
    low, word = s.low[at], s.word[at]
    if low in OPENERS or low == "there" or capitalised(word) or low[:1].isdigit():
        return True
    if not word.islower():
        return False
    plural = low.endswith("s") or low in QUANTITIES
    return plural or not (lex.is_adverb(low) or FINITE.isdisjoint(s.low[at + 1 : min(stop, at + 8)]))


def has_finite_verb(s: Sentence, at: int, stop: int) -> bool:
    """Whether a word behind ``at`` looks like a finite verb."""
    for i in range(at + 1, min(stop, at + FAR)):
        low = s.low[i]
        if low in VERBS or low.endswith("ed"):
            return True
        if s.word[i].islower() and low.endswith("s") and not low.endswith("ss"):
            return True
    return False


def opens_noun_phrase(s: Sentence, at: int) -> bool:
    """Whether a noun phrase can begin at ``at``."""
    low = s.low[at]
    if low.endswith("ed") and s.word[at].islower():
        return False
    return (low in lex.DETERMINERS or capitalised(s.word[at]) or low[:1].isdigit() or s.word[at].islower()) and (
        low not in NO_NOUN and low not in {"himself", "herself", "itself", "themselves", "it"}
    )


def holds_thought(s: Sentence, at: int, stop: int) -> bool:
    """Whether the noun phrase at ``at`` is headed by an idea, a claim, a proposal …"""
    for i in range(at, min(stop, at + 8)):
        low = s.low[i]
        if low in lex.NOMINALS:
            return True
        if low in PHRASE_ENDS or s.word[i] in ",;:":
            return False
    return False


def small_clause(s: Sentence, at: int, stop: int) -> bool:
    """ "Called the plan "unacceptable"", "described it as a provocation"."""
    return any(s.quoted[i] or (s.low[i] in ("as",) and i > at) for i in range(at, min(stop, at + FAR)))
