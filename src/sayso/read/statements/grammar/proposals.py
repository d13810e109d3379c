"""Attributions by words that the hand-made lexicon lacks, or knows in other frames: "criticized the accord".

The words are those that PolNeAR's annotators marked at least one time in ten (`evidence`). Where one stands, its
source is the noun phrase before it, its content the rest of the clause; the evidence says whether to believe it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.circumstances import Circumstances, near, of_parts, shape, source_kind
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.ends import after_closing_quote, trim
from sayso.read.statements.grammar.evidence import Evidence
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.patterns import first_person
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, left, subject_run
from sayso.read.statements.grammar.verbs import UNSAID, negated, silent

POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
JOINING = frozenset({"and", "but", "or", ",", "then"})
BREAKING = frozenset({",", ";", "and", "but", "according"})
BREAKS = frozenset({"but", "while", "although", "though", "whereas", "according", "because", "since"})
CITING = frozenset({"citing", "quoting", "cited", "quoted"})
# Log-odds that source and content add at most to what stands around the cue, in 99 of 100 that are accepted (train):
# what lies lower need not be read.
MOST_OF_PARTS = 0.75
PERCEIVING = frozenset({"find", "discover", "hear"})
OBJECTS = frozenset({"determiner", "name", "word", "number", "pronoun", "ed", "it"})
GROUPED = lex.AUXILIARIES | {"to"}


class Proposal(Struct, frozen=True):
    """What a word would attribute if it did, with what speaks for and against."""

    source: Range | None
    cue: Range
    content: Range
    circumstances: Circumstances


def proposals(s: Sentence, at: Sequence[int], found: Sequence[Draft], evidence: Evidence) -> Iterator[Proposal]:
    """A proposal for each word at ``at`` that the evidence speaks for. ``found`` are the sentence's other
    attributions."""
    for i in at:
        proposal = _proposal(s, i, found, evidence) if not s.quoted[i] else None
        if proposal is not None:
            yield proposal


def _proposal(s: Sentence, i: int, found: Sequence[Draft], evidence: Evidence) -> Proposal | None:
    begin, end = i, i + 1
    while begin > s.a and (s.low[begin - 1] in GROUPED or s.is_adverb(begin - 1)) and not s.quoted[begin - 1]:
        begin -= 1
    if (s.low[i], s.low[end]) in evidence.particles:
        end += 1
    words = near(s, i, begin, end)
    odds = evidence.proposing.around(words)
    if odds < evidence.least_proposed - MOST_OF_PARTS or _is_no_cue(s, begin, i):
        return None
    stop = _stop(s, end)
    if stop <= end or (s.word[end] == "," and not s.quoted[end + 1]):
        return None
    source, kind = _source(s, begin, i, found)
    if source is None or first_person(s, source):
        return None
    parts = of_parts(s, (end, stop), source, kind)
    if evidence.proposing.whole(words, parts, odds) < evidence.least_proposed:
        return None
    return Proposal(source, (begin, end), (end, stop), (words, parts))


def _is_no_cue(s: Sentence, begin: int, i: int) -> bool:
    """Who is cited is no second source; "is said to" names nobody; "did not say" puts nothing forward."""
    form = lex.forms().get(s.low[i])
    if s.low[i] in CITING or silent(s, begin, i):
        return True
    if form is None or s.low[i] in lex.STATES:
        return False
    if form.cue.lemma in UNSAID and negated(s, begin, i):
        return True
    if form.cue.lemma in PERCEIVING and shape(s, i + 1) in OBJECTS:  # found a bridge, heard shots
        return True
    return "past" in form.kinds and not lex.BE.isdisjoint(s.low[begin:i])


def _stop(s: Sentence, at: int) -> int:
    """Where the rest of the clause ends."""
    if s.word[at] in ".;!?)" and not s.quoted[at]:
        return at
    if s.quoted[at]:
        return trim(s, at, after_closing_quote(s, at, s.b))
    end = s.b
    lows = s.low
    for k in range(at + 1, s.b):
        if lows[k] in BREAKING and not s.quoted[k] and _breaks(s, k):
            end = k
            break
    return trim(s, at, end)


def _breaks(s: Sentence, k: int) -> bool:
    """Whether the clause ends before ``k``: "; …", ", while …", ", saying …", "and told …"."""
    low = s.low[k]
    if low == ",":
        following = s.low[k + 1]
        return following in BREAKS or (following.endswith("ing") and s.word[k + 1].islower())
    if low in ("and", "but"):
        form = lex.forms().get(s.low[k + 1])
        past = s.low[k + 1] in IRREGULAR_PAST or (form is not None and "past" in form.kinds)
        return past or (s.low[k + 1].endswith("ed") and s.word[k + 1].islower() and s.low[k + 2] not in (",", "."))
    return low in (";", "according")


def _earlier(s: Sentence, i: int, found: Sequence[Draft]) -> Range | None:
    """The source of the last attribution whose cue stands before ``i``."""
    at = s.start(i)
    for draft in reversed(found):
        if draft.cue is not None and draft.source is not None and draft.cue.start < at:
            return s.range(draft.source)
    return None


def _source(s: Sentence, begin: int, i: int, attributed: Sequence[Draft]) -> tuple[Range | None, str]:
    """The source of a cue that begins at ``begin`` with its head at ``i``, and how it was found."""
    previous = s.low[begin - 1]
    if begin == s.a:
        return None, "opens"
    if previous in POSSESSIVES:
        return (begin - 1, begin), "possessive"
    if previous in ("'s", "'"):
        return left(s, begin - 1, s.a), "genitive"
    if previous in JOINING or s.low[begin] == "to":
        earlier = _earlier(s, i, attributed)
        return (earlier, "shared") if earlier else (subject_run(s, s.a, begin), "subject")
    found = left(s, begin, s.a)
    earlier = _earlier(s, i, attributed) if found is None else None
    return (earlier, "earlier") if earlier else (found, source_kind(s, found))
