"""What a sentence puts forward itself where somebody speaks in a clause of it: "Shares fell after the firm said …".

In: a sentence and the statements in it. Out: its main clause, the clause joined to that by "and" behind the statement,
or the whole sentence where only a relative clause of its subject attributes ("The bridge, which engineers say is
unsafe, will close"). Only forms that are sure: in doubt nothing, as words of another's are not the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Span, Statement
from sayso.read.finite import has_finite_verb
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST

LEAST_WORDS = 2
FAR = 40  # characters between "which" and who speaks
# What joins a clause in which somebody speaks to the main one before it.
BEFORE_SPEAKER = re.compile(
    r"[\s,]+(?:(?:hours|days|weeks|months|a day|a week|a month|just|shortly|soon)\s+)?"
    r"(?:after|before|because|while|when|since|although|though|whereas|even though|even as|as|and|but)"
    r"(?:\s+(?:in|on|at)\s+[\w\s]{2,20},?)?\s*$"
)
SPEAKS_ON = re.compile(r"[\w”\"]\s*(?:,|,?\s+(?:and|but|then))\s+$")  # "Lund met him on Monday and", before "said"
JOINED = re.compile(r"\s*,\s+(?:and|but|while|whereas|so|yet)\s+(?=\S)")
ASIDE = re.compile(r",\s+(?:who|whom|whose|which|where)\b[^,]*(?:,|$)")
# "The bridge, which engineers": the subject, and the clause that tells of it.
RELATIVE = re.compile(r"(?P<subject>[^,;:“”\"]{2,90}),\s+(?:who|whom|which)\b")
GOES_ON = re.compile(r",\s+(?P<verb>[a-z][\w’']*)")
QUOTED = re.compile(r"[“”\"«»]|''|``")
PARTICIPLES = lex._words("asked speaking according given citing quoting writing addressing responding")
NO_SUBJECT = lex.PREPOSITIONS | lex.CLAUSE_WORDS | PARTICIPLES | {"to", "not", "then", "also", "later"}
OPENING = lex._words("in on at by with from during over under for of amid across near around upon")


def main_clauses(text: str, sentence: Span, statements: Sequence[Statement]) -> Iterator[Span]:
    """The clauses of ``sentence`` in the document's own voice; ``statements`` stand in it, none within another."""
    taken = sorted(_taken(text, sentence, statements), key=lambda s: s.start)
    if not taken:
        return
    last = max(span.end for span in taken)
    if _around_relative(text, sentence, taken[0].start, last):
        yield sentence
        return
    leading = _leading(text, sentence.start, taken[0].start)
    if leading is None:
        return
    yield leading
    joint = JOINED.match(text, last, sentence.end)
    if joint is not None and _is_clause(text[joint.end() : sentence.end]):
        yield Span(joint.end(), sentence.end)


def _taken(text: str, sentence: Span, statements: Sequence[Statement]) -> Iterator[Span]:
    """What attributions take of a sentence: contents, and source with cue."""
    for statement in statements:
        yield from (s for s in statement.content if s.start < sentence.end and sentence.start < s.end)
        source, cue = statement.source, statement.cue
        for span in (source, cue):
            if span is not None and sentence.start <= span.start < sentence.end and not _apart(text, source, cue, span):
                yield span


def _apart(text: str, source: Span | None, cue: Span | None, span: Span) -> bool:
    """Whether ``span`` is the subject of a clause of its own before the cue: "Lund met him on Monday and said"."""
    if source is None or cue is None or span is not source or source.end >= cue.start:
        return False
    between = text[source.end : cue.start]
    gerund = text[cue.start : cue.end].split()[0].endswith("ing")
    joins = SPEAKS_ON.search(between) is not None and (gerund or not between.rstrip().endswith(","))
    return joins and between.lstrip()[:1].isalpha() and _has_verb(text[source.start : cue.start])


def _leading(text: str, start: int, end: int) -> Span | None:
    """The main clause that ends before a speaker at ``end``."""
    before = text[start:end]
    joint = BEFORE_SPEAKER.search(before) or SPEAKS_ON.search(before)
    if joint is None:
        return None
    words = before[: joint.start() + (joint.re is SPEAKS_ON)].rstrip(" ,;–—-")
    return Span(start, start + len(words)) if _is_clause(words) else None


def _around_relative(text: str, sentence: Span, first: int, last: int) -> bool:
    """Whether what attributes is a relative clause between the sentence's subject and its verb."""
    opening = RELATIVE.match(text, sentence.start, sentence.end)
    rest = GOES_ON.match(text, last, sentence.end)
    if opening is None or rest is None or first > opening.end() + FAR:
        return False
    own_verb = _is_verb(rest["verb"]) and rest["verb"] not in lex.forms()
    quoted = QUOTED.search(text, sentence.start, sentence.end) is not None
    return own_verb and not quoted and _opens_well(opening["subject"]) and not _has_verb(opening["subject"])


def _is_clause(words: str) -> bool:
    """Whether words are a clause with its subject, and nobody's quoted ones."""
    own = ASIDE.sub(",", words)
    opening = own.split(",", 1) if own.split()[:1] and own.split()[0].lower() in OPENING else ["", own]
    own = opening[-1].strip() if len(opening) > 1 else ""
    return len(own.split()) >= LEAST_WORDS and QUOTED.search(words) is None and _opens_well(own) and _has_verb(own)


def _opens_well(words: str) -> bool:
    """Whether words open with a subject."""
    first = words.split()[0].lower().strip(",.")
    return first not in NO_SUBJECT and not first.endswith("ing") and not _is_verb(first)


def _has_verb(words: str) -> bool:
    """Whether a finite verb stands behind a first word."""
    return has_finite_verb(words) or any(word.strip(",.") in IRREGULAR_PAST for word in words.lower().split()[1:])


def _is_verb(word: str) -> bool:
    low = word.lower()
    past = low in IRREGULAR_PAST or (low.endswith("ed") and len(low) > len("need"))
    return past or low in lex.AUXILIARIES or has_finite_verb(low)
