"""Where what somebody said ends, if he is named in a clause that only tells when or why: "Hours after the ministry said
that the road was open, it was closed".

In: a sentence, who speaks, and where the content begins and could end. Out: the comma before the main clause goes on.
"""

from __future__ import annotations

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.clauses import has_finite_verb, opens_clause
from sayso.read.statements.grammar.indexed import Sentence
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, capitalised
from sayso.read.statements.grammar.sources import Placed

SUBORDINATORS = lex._words("after before when although though because while whereas once since until if unless")
TIMED = frozenset({"after", "before"})  # behind the main clause, which "and" takes up again
# "Two days after", "Shortly before", "Even though": what may stand before them at a sentence's head.
LEADING = lex._words(
    "hours days weeks months years minutes moments hour day week month year shortly soon just even only immediately "
    "long less more than barely right a an the two three four five six several few some about nearly almost not"
)
MOST_LEADING = 5  # tokens of them
NO_SUBJECT = lex.CLAUSE_WORDS | lex.AUXILIARIES | lex.PREPOSITIONS | lex.DAYS
OPENERS = lex.DETERMINERS | lex.PERSONAL | {"there"}


def main_clause(s: Sentence, this: Placed, at: int, end: int) -> int:
    """The comma before the main clause, of a content that begins at ``at`` and ends at ``end``; else ``end``."""
    source = this.source
    if source is None or this.inverted or this.shared or s.low[source[0] - 1] not in SUBORDINATORS:
        return end
    before = source[0] - 1
    if _opens_sentence(s, before):
        return _main_begins(s, at, end)
    return _main_goes_on(s, at, end) if s.low[before] in TIMED else end


def _opens_sentence(s: Sentence, before: int) -> bool:
    leading = before - s.a <= MOST_LEADING
    return leading and all(s.low[k] in LEADING or s.low[k][:1].isdigit() for k in range(s.a, before))


def _main_begins(s: Sentence, at: int, end: int) -> int:
    for i in range(at + 2, end):
        sets_off = s.word[i] == "," and not s.quoted[i] and not s.quoted[i + 1]
        if sets_off and _has_verb(s, at, i) and _is_clause(s, i + 1, end):
            return i
    return end


def _main_goes_on(s: Sentence, at: int, end: int) -> int:
    for i in range(at + 2, end):
        joins = s.word[i] == "," and s.low[i + 1] in ("and", "but", "so") and not s.quoted[i]
        if joins and _has_verb(s, at, i) and _has_subject(s, i + 2) and opens_clause(s, i + 2, end):
            return i
    return end


def _has_verb(s: Sentence, at: int, end: int) -> bool:
    return has_finite_verb(s, at, end) or s.low[at] in lex.AUXILIARIES


def _has_subject(s: Sentence, at: int) -> bool:
    opens = s.low[at] in OPENERS or capitalised(s.word[at])
    return opens and s.low[at] != "that" and not s.quoted[at]


def _is_clause(s: Sentence, at: int, end: int) -> bool:
    """Whether a clause with a subject of its own begins at ``at``, and no verb, apposition or list goes on."""
    low = s.low[at]
    verb = low in NO_SUBJECT or low in IRREGULAR_PAST or s.is_adverb(at)
    return not verb and low != "that" and opens_clause(s, at, end) and _until_comma(s, at, end)


def _until_comma(s: Sentence, at: int, end: int) -> bool:
    """Whether its verb stands before the next comma: "a gift to the rich, was dead" is an apposition."""
    comma = next((k for k in range(at, end) if s.word[k] == "," and not s.quoted[k]), end)
    return has_finite_verb(s, at, comma)
