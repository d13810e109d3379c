"""Which type of attribution a cue and its content make: the Penn Discourse Treebank's four (Prasad et al. 2007).

In: the words of a cue and how its content begins. Out: communication, attitude, factive or control. Grammar and models
share it, so that a type never tells which tier spoke.
"""

from __future__ import annotations

import re

from sayso.model import StatementType
from sayso.read.statements.grammar.lexicon import Cue, forms

# To-infinitives that ask somebody for something or warn are said, not only meant.
REQUESTS = frozenset({"urge", "ask", "beg", "demand", "threaten", "appeal", "plead", "propose", "offer", "claim"})
# Being of a mind: "is confident", "are worried", "has hopes".
STATES = re.compile(
    r"\b(?:confident|convinced|certain|sure|worried|concerned|afraid|hopeful|optimistic|pessimistic|sceptical|skeptical|"
    r"eager|happy|glad|proud|angry|belief|opinion|view|hopes?|fears?|concerns?|support(?:s|ed)?|opposed?|favou?rs?|likes?|"
    r"loves?|hates?|prefers?|wants?|seen|sees?|suspicions?|expectations?|doubts?|feelings?|thoughts?)\b",
    re.I,
)
KNOWING = re.compile(r"\b(?:aware|knowledge|knew|know|known|evidence|proof|proved|realis\w+|realiz\w+)\b", re.I)
INTENDING = re.compile(
    r"\b(?:plans?|planned|planning|intends?|intention|decid\w+|decision|order(?:s|ed)?|agree[sd]?|agreement|refus\w+|"
    r"vow\w*|pledg\w+|promis\w+|tr(?:y|ies|ied|ying)|aim\w*|seek\w*|sought|efforts?|willing|ready|prepared|committed)\b",
    re.I,
)


def type_of(cue: str, content: str, *, quoted: bool) -> StatementType:
    """The type that ``cue`` gives to a content that begins with the words ``content``; ``quoted`` if in marks."""
    opens_infinitive = content.lower().startswith("to ")
    known = _lemma(cue)
    if known is not None:
        return of_lemma(known, opens_infinitive=opens_infinitive, plain=not quoted and not content.startswith("that"))
    if opens_infinitive and INTENDING.search(cue):
        return "control"
    if KNOWING.search(cue):
        return "factive"
    if STATES.search(cue) and not quoted:
        return "attitude"
    clause = quoted or content.lower().startswith(("that ", "whether ", "how ", "why "))
    return "communication" if clause else "control"


def of_lemma(cue: Cue, *, opens_infinitive: bool, plain: bool) -> StatementType:
    """The type of a cue we know. An intention told with "that" or in quotation marks (not ``plain``) is said."""
    if opens_infinitive and "I" in cue.frames and cue.lemma not in REQUESTS and cue.type != "attitude":
        return "control"
    return "communication" if cue.type == "control" and not plain else cue.type


def takes_noun_phrase(cue: str) -> bool:
    """Whether a cue can take a bare noun phrase as what is said: denied, rejected, called for, accused."""
    known = _lemma(cue)
    return known is not None and bool(known.frames & {"N", "n", "s"} or known.prepositions)


def _lemma(cue: str) -> Cue | None:
    """The last word of a cue that attributes."""
    table = forms()
    found = [table[w].cue for w in re.findall(r"[\w'’-]+", cue.lower()) if w in table]
    return found[-1] if found else None
