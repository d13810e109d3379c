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
from sayso.read.statements.grammar.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS, forms

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
    r"(?:(?:(?:[Tt]he\s+)?[A-Z][\w’'-]*\s+){0,5}(?:of|about)\s+|as\s+|it[,:]?\s+)"
    r"|(?:(?:with\s+)?reference\s+to\s|citing\s|quoting\s|to\s+[A-Z]|quoted\s+by\s|cited\s+by\s)[^“”\"]{0,120}"
    r"|when\s+(?:asked|questioned|pressed)\b[^“”\"]{0,120},\s+"
)
NAME = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w’'-]*\s+(?:of\s+|for\s+)?){1,6}")
BEHIND = re.compile(r",?\s+(?:with\s+reference\s+to|citing|quoting|according\s+to)\s[^“”\"]{2,120}", re.I)
TO_NAME = re.compile(r"(?:to|with)\s+(?:the\s+)?[A-Z][\w’'.&-]*(?:\s+[A-Z][\w’'.&-]*)*[\s.,]*$")
# "A third gate | has jammed": a subject without its verb is no content.
FINITE = re.compile(r"\s+(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|does|do|did)\b")
PRONOUN = re.compile(r"\b(?:who|which|that)\s+(?:(?:first|once|also|now|still|\w+ly)\s+)?$", re.I)
LONGEST_PRONOUN = 24  # characters of it, with an adverb
CROSSED = re.compile(r"[.!?]\s")
ABBREVIATED = re.compile(r"(?:^|[\s-])(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Cmdr|Prof|Rev|St|Jr|U\.S|v)$")
LONGEST_ABBREVIATED = 6  # characters: "-Cmdr"
LEADS = (",", ":")  # "told the outlet, “…”", "told them of the inquiry: “…”"
QUOTED = re.compile(r"[“”\"«»„]|''|``")
# "In response to a question about" before "the talks that Moscow was ready": what the content does not begin with.
LED_UP = re.compile(r"[^“”\"«»;:]{2,120}\b(?P<link>of|about|on|over|to|with|at|in|during|from|for|after)\s+")
RELATIVE = re.compile(r"that\s+(?P<first>[\w’']+)")  # "a plan that would", and no clause
# "As Reuters reported, X", "what critics call X": none of X.
ALONE = frozenset({"As", "as", "citing", "quoting", "What", "what", "which"})
CALLING = re.compile(r"\b(?:[Ww]hat|which)\s+$")
SUBORDINATE = re.compile(
    r"\b(?:after|before|when|although|though|because|while|whereas|once|since|until|if|unless)\s+$", re.I
)
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
        put = draft.frame == "according to" and text[theirs.start : theirs.end] == "it"  # "as he once put it"
        return draft.content if put or _is_told(text, draft.told, mine, theirs) else tuple(whole)
    start = mine.start if _starts(text, draft, mine, theirs) else theirs.start
    end = mine.end if _ends(text, draft, mine, theirs) else theirs.end
    return (Span(start, end),) if start < end else tuple(whole)


def _is_told(text: str, told: Span | None, mine: Span, theirs: Span) -> bool:
    """Whether the model took who was told, by name, for what was: "told Suspilne of a fire"."""
    if told is None or mine.start < told.end or not text[told.start].isupper():
        return False
    return told.start <= theirs.start and theirs.end <= told.end


def _without_scraps(text: str, draft: Draft, tagged: Sequence[Span]) -> list[Span]:
    """The model's spans without "As" and "which" by themselves, words of the source, and words of other sentences."""
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
    opens = cue.start if source is None else min(source.start, cue.start)  # "Mr." of the source ends no sentence
    return of_source or (span.end < opens and CROSSED.search(text, span.end, opens) is not None)


def _is_behind(text: str, cue: Span, span: Span) -> bool:
    """Whether a span behind an attribution that closes its sentence is of the next block, or names who was told."""
    return "\n\n" in text[cue.end : span.start] or TO_NAME.match(text, span.start, span.end) is not None


def _starts(text: str, draft: Draft, mine: Span, theirs: Span) -> bool:
    """Whether the content begins where the grammar says."""
    if mine.start > theirs.start and _comes_late(text, theirs.start, mine.start):
        return True
    if mine.start < theirs.start:
        if draft.told is not None and draft.told.end <= mine.start and QUOTED.match(text, theirs.start):
            led = text[mine.start : theirs.start].rstrip()[-1:] in LEADS
            return mine.end >= theirs.end and not led  # "told reporters Moscow “will respond”"
        return WHEN.fullmatch(text, mine.start, theirs.start) is not None and not text.startswith("that ", theirs.start)
    return mine.start > theirs.start and _leads(text, draft, mine, theirs)


def _leads(text: str, draft: Draft, mine: Span, theirs: Span) -> bool:
    """Whether what the model has before the grammar's content leads up to it and is none of it."""
    if BEFORE.fullmatch(text, theirs.start, mine.start):
        return True
    named = text.startswith("that ", mine.start) and NAME.fullmatch(text, theirs.start, mine.start) is not None
    return named or _is_led_up(text, draft.cue, mine, theirs)


def _is_led_up(text: str, cue: Span | None, mine: Span, theirs: Span) -> bool:
    """Whether the model begins with what a phrase between the cue and "that" is about: "in response to a question about
    the talks that Moscow was ready"; not where the cue itself takes the preposition, "told them of the plan that"."""
    clause = RELATIVE.match(text, mine.start, mine.end)
    if cue is None or clause is None or clause["first"].lower() in AUXILIARIES:
        return False
    led_up = LED_UP.fullmatch(text, cue.end, theirs.start) if cue.end < theirs.start else None
    form = forms().get(text[cue.start : cue.end].split()[-1].lower())
    takes = led_up is not None and form is not None and led_up["link"] in form.cue.prepositions
    return led_up is not None and not takes


def _ends(text: str, draft: Draft, mine: Span, theirs: Span) -> bool:
    """Whether the content ends where the grammar says."""
    if mine.end == theirs.end:
        return False
    if mine.end < theirs.end:
        cited = BEHIND.fullmatch(text[theirs.start : theirs.end].rstrip(".,"), mine.end - theirs.start)
        return cited is not None or _crosses(text, mine.end, theirs.end) or _is_apart(text, draft, mine)
    if FINITE.match(text, theirs.end, mine.end) is not None and not _is_relative(text, draft):
        return True
    circumstances = WHEN if OWN.match(text, theirs.start) else WHERE_AND_WHEN
    return circumstances.fullmatch(text, theirs.end, mine.end) is not None or _is_open(text, theirs)


def _is_relative(text: str, draft: Draft) -> bool:
    """Whether it is a relative clause, behind which its noun's own verb follows: "those who hope to go will"."""
    cue = draft.cue
    return cue is not None and PRONOUN.search(text, max(0, cue.start - LONGEST_PRONOUN), cue.start) is not None


def _is_apart(text: str, draft: Draft, mine: Span) -> bool:
    """Whether the grammar saw the content end within the sentence: what a thing is called, before the main clause."""
    source = draft.source
    subordinate = source is not None and SUBORDINATE.search(text, max(0, source.start - 12), source.start)
    return _is_called(text, draft) or (bool(subordinate) and text[mine.end : mine.end + 1] == ",")


def _is_called(text: str, draft: Draft) -> bool:
    """Whether it is only what somebody calls a thing: "what Moscow calls a special operation has failed"."""
    source, cue = draft.source, draft.cue
    form = forms().get(text[cue.start : cue.end].split()[-1].lower()) if cue is not None else None
    names = form is not None and "s" in form.cue.frames
    return source is not None and names and CALLING.search(text, max(0, source.start - 8), source.start) is not None


def _crosses(text: str, start: int, end: int) -> bool:
    """Whether the model ran on into another sentence, outside of any quotation."""
    beyond = text[start:end]
    if CROSSED.match(beyond.lstrip()) is None or QUOTED.search(beyond) is not None:
        return False
    return ABBREVIATED.search(text, max(0, start - LONGEST_ABBREVIATED), start) is None


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
