"""How a content opens behind its cue: by which of the cue's frames, past who was told and when it was said."""

from __future__ import annotations

from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.clauses import (
    FAR,
    FINITE,
    dated,
    holds_thought,
    opens_clause,
    opens_noun_phrase,
    small_clause,
)
from sayso.read.statements.grammar.indexed import Range, Sentence
from sayso.read.statements.grammar.phrases import IRREGULAR_PAST, capitalised
from sayso.read.statements.grammar.verbs import Group

OCCASIONAL = lex.PREPOSITIONS - {"as"}  # "told Reuters, in an interview, that", but not ", as Ukrinform reported, that"
# Frames with which a quotation opens the content, what stands behind a colon, behind a date.
QUOTING, BEFORE_COLON, DATED = frozenset("TQBsN"), frozenset("TQBN"), frozenset("NBI")
NO_SUBJECT = lex.PREPOSITIONS | lex.CLAUSE_WORDS
SUBJECTS = lex.DETERMINERS | lex.PERSONAL | lex._words("yes as us")
AFTER_RECIPIENT = lex.PREPOSITIONS - {"of", "for", "with"}


def _aside(s: Sentence, comma: int, stop: int) -> bool:
    """A content that begins with an aside: "says, win or lose in Florida, he is staying"."""
    return (
        any(
            s.word[i] == "," and not s.quoted[i] and (s.low[i + 1] in lex.PERSONAL or s.low[i + 1] == "the")
            for i in range(comma + 2, min(stop, comma + FAR))
        )
        and s.low[comma + 1] not in lex.forms()
    )


def counts(s: Sentence, at: int) -> bool:
    """Whether a figure at ``at`` counts something: "18 failed assaults", not "18 March"."""
    following = s.word[at + 1]
    return s.low[at][:1].isdigit() and following[:1].islower() and s.low[at + 1] not in lex.PREPOSITIONS


TOLD = lex._words("reporters journalists media lawmakers parliament him her them us me")
DIRECTING = lex._words("tell ask urge order instruct advise warn command request beg")


def opening(s: Sentence, group: Group, at: int, stop: int) -> Range | None:
    """Where a content begins at ``at`` by one of the cue's frames, and where the cue ends."""
    if at >= stop:
        return None
    frames, low, word = group.cue.frames, s.low[at], s.word[at]
    progressive = group.kind == "gerund" and s.low[group.head - 1] in lex.BE
    nominal = not progressive and ("N" in frames or ("n" in frames and holds_thought(s, at, stop)))
    if s.quoted[at]:
        return (at, group.end) if nominal or not QUOTING.isdisjoint(frames) else None
    if word == "," and "B" in frames and "Q" in frames and at == group.end and _aside(s, at, stop):
        return (at + 1, group.end)
    if low == "that" and ("T" in frames or "B" in frames) and s.low[at + 1] != "of":
        return (at, group.end)
    if word == ":" and not BEFORE_COLON.isdisjoint(frames):
        return (at + 1, group.end) if at + 1 < stop else None
    if word == "," and at + 1 < stop and s.quoted[at + 1] and "Q" in frames:
        return (at + 1, group.end)
    if (
        low == "to"
        and "I" in frames
        and s.word[at + 1].islower()
        and (at == group.end or group.cue.lemma in DIRECTING or s.low[at + 1] == "have")
    ):
        return (at, group.end)
    if low in {"whether", "how", "why", "what", "when", "where", "who", "if"} and "W" in frames:
        return (at, group.end)
    behind = at == group.end or "R" in frames  # "told Reuters of the loss"
    if low in group.cue.prepositions and behind and at + 1 < stop and (counts(s, at + 1) or not dated(s, at + 1)):
        return (at + 1, at + 1)
    if "B" in frames and opens_clause(s, at, stop):
        return (at, group.end)
    if "s" in frames and small_clause(s, at, stop):
        return (at, group.end)
    return (at, group.end) if nominal and opens_noun_phrase(s, at) else None


def recipient(s: Sentence, at: int, topics: frozenset[str] = frozenset()) -> tuple[int, Range | None]:
    """Step over who is told: up to "that", "to", a quotation or a colon; where none follows, up to what of
    (``topics`` are the prepositions that tell it: "told Reuters of the loss of a ship").
    """
    i = at
    topic = 0
    while i < s.b and i - at < FAR:
        low = s.low[i]
        if low in topics and not topic and i > at and (capitalised(s.word[i - 1]) or s.low[i - 1] in TOLD):
            topic = i
        if s.quoted[i] and i > at:
            i = _subject_before(s, at, i)
            break
        if s.quoted[i] or low in {"that", ":", "how", "whether", "what", "why"} or s.word[i] in ";.":
            break
        if (low == "to" and i > at) or s.word[i] == ",":
            break
        if low in AFTER_RECIPIENT and i > at:
            break
        if (
            i > at
            and s.low[i - 1] not in lex.DETERMINERS
            and (low in lex.PERSONAL or low in {"the", "there", "his", "their"})
        ):
            break
        i += 1
    if topic and not (s.quoted[i] or s.low[i] in {"that", ":", "to"}):
        return topic, (at, topic)
    if i == at:
        return at, None
    end = i
    while i < s.b and s.word[i] == "," and not s.quoted[i + 1] and s.low[i + 1] in OCCASIONAL:
        i += 1
    return i, (at, end)


def _subject_before(s: Sentence, at: int, quotation: int) -> int:
    """Where the subject begins of what a quotation says of it, behind who was told: "told reporters Moscow “will
    respond”", "told the BBC players “gave everything”"; the quotation's own beginning where it has a subject."""
    first = next((k for k in range(quotation, min(s.b, quotation + 3)) if s.word[k][:1].isalpha()), quotation)
    if not _is_predicate(s, first):
        return quotation
    if s.low[at] in TOLD:
        return at + 1
    name = at + (s.low[at] == "the")
    end = next((k for k in range(name, quotation) if not capitalised(s.word[k])), quotation)
    noun = name < end < quotation and s.word[end].islower() and s.low[end] not in NO_SUBJECT
    return end if noun and s.low[quotation - 1].endswith("s") else quotation


def _is_predicate(s: Sentence, i: int) -> bool:
    """Whether the word with which a quotation begins is a verb that has its subject before the mark."""
    low = s.low[i]
    verb = low in FINITE or low in IRREGULAR_PAST or (low.endswith(("ed", "s")) and not low.endswith("ss"))
    asks = low in FINITE and s.low[i + 1] in lex.PERSONAL | lex.DETERMINERS  # "are you mad?"
    return verb and s.word[i].islower() and low not in SUBJECTS and not asks


AUDIENCES = lex._words("reporters journalists media lawmakers parliament viewers readers supporters")
RECIPIENTS = lex.DETERMINERS | AUDIENCES


def skip_adverbials(s: Sentence, at: int, stop: int, frames: frozenset[str]) -> int | None:
    """Step over when and where something was said: "on 30 October", "in a statement on Telegram"."""
    low = s.low[at]
    if low == "to" and not (capitalised(s.word[at + 1]) or s.low[at + 1] in RECIPIENTS):
        return None
    if not (
        low in lex.PREPOSITIONS
        or low in lex.DAYS
        or lex.is_adverb(low)
        or s.word[at] == ","
        or low in {"last", "this", "the", "late"}
    ):
        return None
    after = _after_date(s, at, stop, infinitive="I" in frames)
    begins = after is not None and s.word[after][:1].isalnum() and s.low[after] != "that" and not s.quoted[after]
    if after is not None and begins and "B" in frames and dated(s, after - 1):
        return after
    for i in range(at, min(stop, at + FAR)):
        if s.quoted[i] or (s.low[i] == "that" and s.low[i - 1] not in lex.PREPOSITIONS) or s.word[i] == ":":
            return i
    if not DATED.isdisjoint(frames):
        return _after_date(s, at, stop, infinitive="I" in frames)
    return None


def _of_day(s: Sentence, i: int, at: int) -> bool:
    return i > at and s.low[i] in {"night", "morning", "afternoon", "evening", "week", "month", "year"}


def _after_date(s: Sentence, at: int, stop: int, *, infinitive: bool) -> int | None:
    """The token after a date that stands right behind the cue ("confirmed on 31 October the passing of")."""
    i = at
    while i < stop and (
        s.low[i] in lex.DAYS or s.low[i] in {"on", "in", "last", "this"} or s.low[i][:1].isdigit() or _of_day(s, i, at)
    ):
        i += 1
    if infinitive and i > at and s.low[i] == "to":
        return i
    return i if i > at and i < stop and s.low[i] not in lex.PREPOSITIONS else None


def past_parenthesis(s: Sentence, at: int) -> int:
    """Step over what stands between commas before "that": "reported, citing two officials, that …"."""
    if s.word[at] != ",":
        return at
    for i in range(at + 1, min(s.b, at + FAR)):
        if s.word[i] == "," and not s.quoted[i] and s.low[i + 1] == "that":
            return i + 1
    return at
