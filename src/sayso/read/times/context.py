"""What a time is resolved against: the publication moment, the last day mentioned, the tense around it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_FUTURE: Final = re.compile(
    r"\b(?:will|won't|shall|'ll|going to|(?:is|are|was|were|be) (?:due|set|scheduled|planned|expected|slated|"
    r"poised|to)|plan(?:s|ned|ning)? to|plans (?:an?|the|for)|upcoming|scheduled|expects?|due|set to|until|till"
    r"|beyond|(?:un)?likely to|"
    r"postponed|deadline|may|might|would|effective|payable)\b"
)
_PAST: Final = re.compile(
    r"\b(?:had (?:\w+ )?been (?:due|set|scheduled|planned|expected)(?: (?:to|for|on|by))?|was|were|had|did|said|told"
    r"|has|have|came|went|took|began|met|made|held|hit|won|lost|rose|fell|saw|gave|got|wrote|since|last)\b"
)
_ED: Final = re.compile(
    r"\b(?!(?:succ|exc|n|proc|sp|ind|f|s|bre|bl)eed\b|indeed\b|need\b|bed\b|red\b|hundred\b)\w+ed\b"
)
# Straight before a day: "cancelled a visit planned for Friday", "a report due on Monday". Not "rose as expected on".
_PLANNED: Final = re.compile(
    r"(?<!\bas )(?<!\bthan )\b(?:(?:planned|scheduled|slated|booked|arranged|timed|set) for"
    r"|(?:scheduled|due|expected)(?: (?:on|by))?) (?:the (?:evening|morning|night|afternoon) of )?$"
)
# "Talks could resume as early as October", but "was told of it as early as October".
_AS_EARLY: Final = re.compile(r"\bas (?:soon|early) as\b")
_TO_COME: Final = re.compile(r"\b(?:could|can|should|to|wants?|hopes?|aims?)\b")
_HAD_BEEN: Final = re.compile(r"\b(?:had|having) (?:\w+ )?been (?:\w+ )?$")
# Between "will" and a word in "-ed" that is a past of its own: "it will step down, he announced".
_NEW_CLAUSE: Final = re.compile(r"[,;–—]|\b(?:and|but|that|which|who|whom|after|before|when|where|as|he|she|it|they)\b")
# A full stop ends a clause after two letters or figures: not after "a.m." or "U.S.".
_CLAUSE: Final = re.compile(r"(?<=[a-z0-9)%][a-z0-9)%])[.;:!?][\"']{0,2} |[\"“”]")
_UNTIL: Final = re.compile(r"\b(?:until|till) $")
_PAST_NEXT: Final = re.compile(r",? (?:\w+ ){1,2}(?:had|was|were|did)\b")
_QUOTES: Final = frozenset("\"'“”‘’«»")
_LEFT, _RIGHT = 140, 60


class Context:
    """The surface of one text and its anchors. ``mention`` moves on as the text is read."""

    __slots__ = ("anchor", "clock", "flat", "mention", "period", "quarter", "text")

    def __init__(self, text: str, flat: str, published: str | None) -> None:
        self.text = text
        self.flat = flat
        self.anchor, self.clock = _moment(published)
        self.mention: date | None = self.anchor
        self.period: date | None = self.anchor  # the day, month or year last mentioned
        self.quarter: str | None = None

    def looks_ahead(self, start: int, end: int) -> bool | None:
        """Whether the verb nearest to the time at ``[start, end)`` looks ahead; None where no verb says.

        What is "planned for" the time decides, then the clause to the left; where it holds no verb, that to the right.
        """
        left = self.flat[max(0, start - _LEFT) : start]
        left = left[max(_last(_CLAUSE, left), 0) :]
        planned = _PLANNED.search(left)
        if planned is not None and _HAD_BEEN.search(left, 0, planned.start()) is None:
            return True
        ahead, behind, past = _last(_FUTURE, left), _last(_PAST, left), _last(_ED, left)
        early = _last(_AS_EARLY, left)
        if early >= 0 and (max(behind, past) < 0 or _TO_COME.search(left, max(behind, past), early)):
            ahead = max(ahead, early)
        if ahead < 0 or past < ahead or _NEW_CLAUSE.search(left, ahead, past):
            behind = max(behind, past)  # else a participle: "will be supplied with armoured vehicles on Monday"
        if _UNTIL.search(left) and _PAST_NEXT.match(self.flat, end):
            return False  # "until Thursday, they had not called"
        if ahead >= 0 or behind >= 0:
            return ahead >= behind
        right = self.flat[end : end + _RIGHT]
        stop = _CLAUSE.search(right)
        right = right[: stop.start()] if stop else right
        forward, backward = _FUTURE.search(right), _first(_PAST.search(right), _ED.search(right))
        if forward is None:
            return False if backward else None
        return backward is None or forward.start() <= backward.start()

    def mentioned(self, day: date) -> None:
        """A day was mentioned: "the following day" counts from it."""
        self.mention = self.period = day

    def is_title(self, start: int, end: int) -> bool:
        """Whether the words stand alone within quotation marks: "This Week" is a programme."""
        around = self.text[start - 1 : start] + self.text[end : end + 1]
        return around[:1] in _QUOTES and around[1:] in _QUOTES and len(around) == 2

    def capital(self, index: int) -> bool:
        """Whether the writer put a capital (or a digit) there."""
        return not self.text[index].islower()


def _first(one: re.Match[str] | None, other: re.Match[str] | None) -> re.Match[str] | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda match: match.start())


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.end()
    return place


def _moment(published: str | None) -> tuple[date | None, str | None]:
    if not published:
        return None, None
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None, None
    return day, published[11:16] or None
