"""Where a content begins and ends, of the two answers that the tiers give.

In: the grammar's draft of a cue and the model's content. Out: the model's, but for what it is known to get wrong at an
edge: it keeps who is cited ("reference to Reuters that …"), leaves out the day ("… on Monday"), or stops in mid-phrase
("… by the"). Inside of that the model bounds better (`tiers`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.statements.grammar.draft import Draft
from sayso.read.statements.grammar.lexicon import DETERMINERS, PREPOSITIONS

_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|(?:last|this|next) \w+|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?(?:, \d{4})?|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*(?: \d{4})?)"
)
WHEN = re.compile(
    rf"[\s,]*(?:(?:that|on|in|at|by|late|early|since)\s+)*{_DAY}(?:\s+(?:morning|afternoon|evening|night))?[\s,]*", re.I
)
# "An earthquake of magnitude 5.0 in Rustavi today": not where he said it, which stands behind "his support".
WHERE_AND_WHEN = re.compile(
    rf"(?:\s+(?i:in|at|near|off|outside|by)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*(?:\s+[a-z]+)?)?(?i:{WHEN.pattern})?",
    re.A,
)
OWN = re.compile(r"(?:his|her|its|their|my|our)\b", re.I)
# What stands before the content and is none of it: whom it is had from, to whom it was said, of what.
BEFORE = re.compile(
    r"(?:(?:(?:[Tt]he\s+)?[A-Z][\w’'-]*\s+){0,5}(?:of|about)\s+|as\s+)"
    r"|(?:(?:with\s+)?reference\s+to\s|citing\s|quoting\s|to\s+[A-Z]|quoted\s+by\s|cited\s+by\s)[^“”\"]{0,120}"
)
NAME = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w’'-]*\s+(?:of\s+|for\s+)?){1,6}")
BEHIND = re.compile(r",?\s+(?:with\s+reference\s+to|citing|quoting|according\s+to)\s[^“”\"]{2,120}", re.I)
TO_NAME = re.compile(r"(?:to|with)\s+(?:the\s+)?[A-Z][\w’'.&-]*(?:\s+[A-Z][\w’'.&-]*)*[\s.,]*$")
# "A third gate | has jammed": a subject without its verb is no content.
FINITE = re.compile(r"\s+(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|does|do|did)\b")
CROSSED = re.compile(r"[.!?]\s")
QUOTED = re.compile(r"[“”\"«»„]|''|``")
ALONE = frozenset({"As", "as", "citing", "quoting"})  # "As Reuters reported, X": none of X
LAST_WORD = re.compile(r"([\w’'-]+)$")
OPEN = DETERMINERS | PREPOSITIONS | {"because", "that", "and", "or"}


def bounded(text: str, draft: Draft, tagged: Sequence[Span]) -> tuple[Span, ...]:
    """The model's content with the grammar's bounds where the model is known to miss one.

    Only where each has one span: what an attribution interrupts is the model's.
    """
    whole = _without_scraps(text, draft, tagged)
    if len(draft.content) != 1 or len(whole) != 1:
        return tuple(whole)
    mine, theirs = draft.content[0], whole[0]
    if mine.end <= theirs.start or theirs.end <= mine.start:
        return draft.content if _is_told(text, draft.told, mine, theirs) else tuple(whole)
    start = mine.start if _starts(text, mine, theirs) else theirs.start
    end = mine.end if _ends(text, mine, theirs) else theirs.end
    return (Span(start, end),) if start < end else tuple(whole)


def _is_told(text: str, told: Span | None, mine: Span, theirs: Span) -> bool:
    """Whether the model took who was told, by name, for what was: "told Suspilne of a fire"."""
    if told is None or mine.start < told.end or not text[told.start].isupper():
        return False
    return told.start <= theirs.start and theirs.end <= told.end


def _without_scraps(text: str, draft: Draft, tagged: Sequence[Span]) -> list[Span]:
    """The model's spans without "As" and "citing" by themselves, words of the source, and words of other sentences."""
    kept = [span for span in tagged if text[span.start : span.end] not in ALONE] or list(tagged)
    if len(draft.content) != 1 or len(kept) == 1:
        return kept
    mine = draft.content[0]
    near = [span for span in kept if span.start < mine.end and mine.start < span.end]
    strays = [span for span in kept if span not in near]
    return near if near and all(_strays(text, draft, span) for span in strays) else kept


def _strays(text: str, draft: Draft, span: Span) -> bool:
    source, cue = draft.source, draft.cue
    if QUOTED.search(text, span.start, span.end) or cue is None:
        return False
    of_source = source is not None and span.start < source.end and source.start < span.end
    if span.start >= cue.end >= draft.content[0].end and _is_behind(text, cue, span):
        return True
    return of_source or (span.end < cue.start and CROSSED.search(text, span.end, cue.start) is not None)


def _is_behind(text: str, cue: Span, span: Span) -> bool:
    """Whether a span behind an attribution that closes its sentence is of the next block, or names who was told."""
    return "\n\n" in text[cue.end : span.start] or TO_NAME.match(text, span.start, span.end) is not None


def _starts(text: str, mine: Span, theirs: Span) -> bool:
    """Whether the content begins where the grammar says."""
    if mine.start > theirs.start and _comes_late(text, theirs.start, mine.start):
        return True
    if mine.start < theirs.start:
        return WHEN.fullmatch(text, mine.start, theirs.start) is not None and not text.startswith("that ", theirs.start)
    return mine.start > theirs.start and _leads(text, mine, theirs)


def _leads(text: str, mine: Span, theirs: Span) -> bool:
    """Whether what the model has before the grammar's content leads up to it and is none of it."""
    if BEFORE.fullmatch(text, theirs.start, mine.start):
        return True
    return text.startswith("that ", mine.start) and NAME.fullmatch(text, theirs.start, mine.start) is not None


def _ends(text: str, mine: Span, theirs: Span) -> bool:
    """Whether the content ends where the grammar says."""
    if mine.end == theirs.end:
        return False
    if mine.end < theirs.end:
        cited = BEHIND.fullmatch(text[theirs.start : theirs.end].rstrip(".,"), mine.end - theirs.start)
        return cited is not None or _crosses(text, mine.end, theirs.end)
    if FINITE.match(text, theirs.end, mine.end) is not None:
        return True
    circumstances = WHEN if OWN.match(text, theirs.start) else WHERE_AND_WHEN
    return circumstances.fullmatch(text, theirs.end, mine.end) is not None or _is_open(text, theirs)


def _crosses(text: str, start: int, end: int) -> bool:
    """Whether the model ran on into another sentence, outside of any quotation."""
    beyond = text[start:end]
    return CROSSED.match(beyond.lstrip()) is not None and QUOTED.search(beyond) is None


def _comes_late(text: str, start: int, end: int) -> bool:
    """Whether the model began in the sentence before."""
    before = text[start:end]
    return before.rstrip()[-1:] in tuple(".!?") and before[-1:].isspace() and QUOTED.search(before) is None


def _is_open(text: str, span: Span) -> bool:
    """Whether a phrase is not at its end: its last word is a preposition or an article, or half of one thing."""
    last = LAST_WORD.search(text, max(span.start, span.end - 40), span.end)
    if last is None:
        return False
    word, following = last.group(1), text[span.end : span.end + 2]
    half = word[0].isupper() and word.endswith(("ian", "ish", "ese")) and following[1:].islower()
    return word.lower() in OPEN or half
