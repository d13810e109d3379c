"""Quotations and speakers: is it what they said, and was it they?

In: the tellings of one claim in order of time, and the place of one of them. Out: its changes of kind *quoted*
(quotation marks put around what was told in other words), *misquoted* (words that the speaker's own page, or the
earliest quotation, has otherwise) and *speaker* (given to somebody to whom nobody it is taken from gives it). A part of
what was said, quoted as it was said, is no change, nor is what square brackets or an ellipsis mark as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from sayso.link.tellings import Telling
from sayso.link.words import Word, as_written, words
from sayso.model import Drift

SAME_SENTENCE = 0.5  # share of words in place from which a quotation is held against a text word by word
ALIKE = 0.8  # ... from which two speakers are given the same words, and do not merely say the same
_EPOCH = date(1970, 1, 1)
DATE_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow morning afternoon evening night week month year last
    next this early late""".split()
)
_DAY = re.compile(
    r"\b(?:(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2}\b)?(?:,? \d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]omorrow"
    r"|(?:last|next|this) (?:week|month|year))"
)


def quoting(tellings: Sequence[Telling], place: int) -> Iterable[Drift]:
    """The changes of the telling at a place."""
    later, earlier = tellings[place], tellings[:place]
    source = _taken_from(later, earlier)
    if source and _is_anothers(later, source):
        yield _told(later, "speaker", source[0].originator.name, later.originator.name)
    elif later.kind == "direct":
        yield from _held_to_the_speaker(later, [one for one in tellings if one is not later], earlier)


def _taken_from(later: Telling, earlier: Sequence[Telling]) -> list[Telling]:
    """The earlier tellings of the nearest in its chain who told it themselves; else the first, if both quote."""
    for vertex in later.chain[1:]:
        own = [one for one in earlier if one.publisher.key == vertex.key]
        if own:
            return own
    first = earlier[0]
    return [first] if first.kind == later.kind == "direct" else []


def _is_anothers(later: Telling, source: Sequence[Telling]) -> bool:
    """Whether the words are given to somebody who has no part in any telling they can be taken from."""
    speaker = later.originator
    if speaker.kind == "unnamed" or len(later.chain) < 2 or any(len(one.chain) < 2 for one in source):
        return False
    known = {vertex.key for one in source for vertex in one.chain}
    given = {vertex.key for vertex in later.chain}
    return speaker.key not in known and source[0].originator.key not in given and _similar(source[0], later) >= ALIKE


def _held_to_the_speaker(later: Telling, others: Sequence[Telling], earlier: Sequence[Telling]) -> Iterable[Drift]:
    """A quotation against the speaker's own page, else the earliest quotation of them; without either, marks alone."""
    own = [one for one in others if one.publisher.key == later.originator.key and len(one.chain) == 1]
    quoted = [one for one in earlier if one.kind == "direct" and one.originator.key == later.originator.key]
    said = own or quoted
    if said:
        best = max(said, key=lambda one: _similar(one, later))
        if _similar(best, later) >= SAME_SENTENCE or _stands_in(later, best):
            yield from _misquoted(best, later)
        elif own:
            yield _told(later, "quoted", best.text, later.text)
    elif earlier[0].kind != "direct":
        yield _told(later, "quoted", earlier[0].text, later.text)


def _misquoted(said: Telling, later: Telling) -> Iterable[Drift]:
    """The first word that the quotation has otherwise than the speaker."""
    if _stands_in(later, said) or _marked_as_changed(later.text):
        return
    before, after = _plain(said.text), _plain(later.text)
    codes = Levenshtein.opcodes([word.plain for word in before], [word.plain for word in after])
    for changed, run in groupby(codes, key=lambda code: code.tag != "equal"):
        stretch = list(run)
        gone = before[stretch[0].src_start : stretch[-1].src_end]
        new = after[stretch[0].dest_start : stretch[-1].dest_end]
        within = 0 < stretch[0].dest_start < len(after)  # a beginning or an end left out is no other word
        if changed and (new or within):
            yield _told(later, "misquoted", as_written(said.text, gone), as_written(later.text, new))
            return


def _stands_in(part: Telling, whole: Telling) -> bool:
    found, said = ([word.plain for word in _plain(one.text)] for one in (part, whole))
    return f" {' '.join(found)} " in f" {' '.join(said)} "


def _marked_as_changed(text: str) -> bool:
    return any(mark in text for mark in ("[", "…", "..."))


def _similar(one: Telling, other: Telling) -> float:
    left, right = ([word.plain for word in _plain(telling.text)] for telling in (one, other))
    return Levenshtein.normalized_similarity(left, right)


def _plain(text: str) -> Sequence[Word]:
    found = words(text)
    return found[1:] if found and found[0].plain == "that" else found


def days_in_words(telling: Telling) -> str:
    """The day that a telling names, in its words; as ISO 8601 where it writes it in none we know."""
    named = _DAY.search(telling.text)
    first = telling.content.days[0][0]
    return named.group() if named else (_EPOCH + timedelta(days=first)).isoformat()


def _told(later: Telling, kind: str, before: str, after: str) -> Drift:
    return Drift(later.document, later.statement, kind, before, after)
