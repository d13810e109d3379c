"""Polls: whose answers "53 percent", "two in three" and "those surveyed" are.

In: a source, and the statements before it with their chains. Out: the chain of the poll that asked, which stands before
its respondents. Of several the one that the paragraph tells of, else the article's own: the one it tells of most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sayso.model import Block, Span
from sayso.read.agents.registry import Registry

POLL = re.compile(r"\b(?:poll|survey|polling)s?\b", re.I)
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = (
    rf"(?:\d+(?:\.\d+)?|(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES}|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_ABOUT = (
    r"(?:(?:an?|the|some|only|just|about|almost|nearly|roughly|around|over|under|more|less|fewer|than|at|least|most|"
    r"another|full|slightly|little|well|shy|of|overwhelming)\s+)*"
)
SHARE = re.compile(
    rf"(?:[\w-]+\s+){{0,3}}?\d+(?:\.\d+)?\s*(?:percent|per cent|%)|{_ABOUT}{_NUMBER}\s*(?:percent|per cent)\b|"
    rf"{_ABOUT}{_NUMBER}\s+(?:in|out of|of every)\s+(?:\d+|{_ONES})\b|"
    rf"{_ABOUT}(?:half|(?:(?:one|two|three)[- ])?(?:third|quarter|fifth)s?|majority|plurality)\s*(?:$|,|of\b)",
    re.I,
)
ASKED = re.compile(
    rf"{_ABOUT}(?:[a-z]+\s+)?(?:respondents|participants|(?:those|people|voters|adults|americans)\s+(?:who\s+were\s+)?"
    r"(?:surveyed|polled|questioned|interviewed))\b",
    re.I,
)
# "The USA Herald/Rock the Boat survey", "a Hollis University poll": one that bears a name; "a poll of 400 voters
# released Friday by Hollis University" is that one too.
_WORD = r"[A-Z][\w’'&-]*(?:[./]\w[\w’'&-]*)*"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|the|for|and)\s+)*{_WORD}){{0,6}}"
NAMED = re.compile(rf"(?<![\w/.’'&-])(?P<name>{_NAME}\s+(?:(?:exit|tracking|opinion)\s+)?(?:[Pp]oll|[Ss]urvey))\b")
_MADE = "released|conducted|published|taken|issued|commissioned"
MADE_BY = re.compile(
    rf"\bpoll\s+(?:of\s+[^.;,]{{3,60}}?\s+)?(?:(?:{_MADE})\s+"
    rf"(?:on\s+)?(?:[A-Z]?\w+day\s+)?)?(?:by|from)\s+(?:the\s+)?(?P<name>{_NAME})"
)
# "The poll", "a new national survey of likely voters": one without its name; "a" brings in another.
UNNAMED = re.compile(
    r"(?P<another>an?\s+)?(?:the\s+|this\s+|that\s+)?"
    r"(?:(?:new|latest|recent|national|nationwide|statewide|online|same)\s+)*(?:poll|survey)"
    rf"(?:\s+(?:of|by|from|among|{_MADE})\s.*)?",
    re.I,
)
OPENING = re.compile(r"^(?:(?:The|A|An|In|This|That|New|Latest|Another|According to)\s+)+")
REACH = 400  # characters behind a poll within which it is the one that asked


class Polls:
    """The polls of one text."""

    def __init__(self, text: str, blocks: Sequence[Block], registry: Registry) -> None:
        self._text = text
        self._blocks = blocks
        self._registry = registry
        self._named = sorted(_named(text)) if POLL.search(text) else []

    def meant(self, source: Span) -> int | None:
        """The poll that "the poll" is: the one named at that place, else the last named before, else the next."""
        unnamed = UNNAMED.fullmatch(self._text, source.start, source.end) if self._named else None
        if unnamed is None:
            return None
        at = max(bisect_right(self._named, (source.end, "")) - 1, 0)
        here = source.start <= self._named[at][0] < source.end
        if not here and unnamed.group("another"):
            return None
        return self._registry.stands_for(source, self._of(self._named[at][1]))

    def asked(self, source: Span | None, block: int, before: Iterable[tuple[Span, list[int]]]) -> list[int] | None:
        """Of respondents the chain of the poll that asked them; ``before`` the sources so far, the last first."""
        if source is None or not self._answers(source):
            return None
        polls = ((span, chain) for span, chain in before if POLL.search(self._text, span.start, span.end))
        near = next(polls, None)
        if near is None:
            return [self._of(self._named[0][1])] if self._named else None
        if near[0].start >= self._blocks[block].start or source.start - near[0].end <= REACH:
            return near[1]
        told = Counter(tuple(chain) for _, chain in reversed([near, *polls]))
        return list(told.most_common(1)[0][0])

    def _of(self, name: str) -> int:
        """The poll of a name; an outlet's is the outlet."""
        outlet = self._registry.known_as(name)
        return outlet if outlet is not None else self._registry.named(name, "document")

    def _answers(self, source: Span) -> bool:
        """Whether a source is a share of those asked, or all of them."""
        return any(pattern.match(self._text, source.start, source.end) is not None for pattern in (SHARE, ASKED))


def _named(text: str) -> Iterator[tuple[int, str]]:
    """Where polls are named, and what they are called; a sentence's capital is no name: "The poll"."""
    for match in MADE_BY.finditer(text):
        yield match.start(), f"{match.group('name')} poll"
    for match in NAMED.finditer(text):
        name = OPENING.sub("", match.group("name"))
        if " " in name:
            yield match.start(), name
