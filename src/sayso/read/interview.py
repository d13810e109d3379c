"""Who speaks under a label that names a role and nobody: the questions, the answers and the chair of a dialogue.

In: a text, its blocks and the registry of agents. Out: the agent of "Q" and "A", "Question" and "Answer": who asks is
the outlet, or who is said to have held the interview, or a reporter where nobody answers under a letter (a briefing);
who answers is the one person whom headline or introduction name, or say was spoken to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Block, Span
from sayso.read.agents.registry import Registry

ASKING = frozenset({"Q", "Question"})
ANSWERING = frozenset({"A", "Answer"})
ANSWER = re.compile(r"^\W{0,3}A(?:[:.]|nswer:)\s", re.M)
CHAIR = re.compile(r"The (?P<role>(?:Chair|Speaker|Moderator|Clerk|Court|Judge|Witness|Interpreter)\w*)")
# Who is spoken to, behind or before these words.
SPOKE_TO = re.compile(
    r"\b(?:spoke|speaks?|talk(?:s|ed)?|sat down|met|meets|interview(?:s|ed)?)(?: up)?(?: (?:to|with))? "
)
WITH = re.compile(r"\b[Ii]nterview(?:: | with )|\b[Ii]n conversation with |\bQ&A(?:: | with )")
SPOKEN_TO = re.compile(
    r" (?:was|is) interviewed\b| (?:spoke|speaks|talks?|talked|sat down) (?:to|with) (?:us\b|the\b|[A-Z])"
)
THEIRS = re.compile(r"\bin (?:her|his|their) (?:[\w-]+ ){0,3}interview\b")  # of the person named before
BY = re.compile(r"\b[Ii]nterview(?:ed)? by ")
STOP = re.compile(r"[.!?]\s|\n")
CAPITAL = re.compile(r"\b[A-Z]")
NEAR = 120  # code points between those words and the name
INTRODUCTION = 2_000  # code points before the first answer that may say who was spoken to


class Interview:
    """The roles of one article; who holds them is found when first asked for."""

    def __init__(self, text: str, blocks: Sequence[Block], registry: Registry, publisher: int | None) -> None:
        self._text, self._blocks, self._registry, self._publisher = text, blocks, registry, publisher
        self._guest: int | None = None
        self._host: int | None = None

    def role(self, label: Span) -> int | None:
        """Who speaks under a label; None where it is no role."""
        words = self._text[label.start : label.end]
        if words in ANSWERING:
            self._guest = self._guest_before(label.start) if self._guest is None else self._guest
            return self._guest
        if words in ASKING:
            self._host = self._host_before(label.start) if self._host is None else self._host
            return self._host
        chair = CHAIR.fullmatch(words)
        return self._registry.named(chair["role"], "unnamed") if chair is not None else None

    def _guest_before(self, end: int) -> int:
        named = (self._registry.persons_in([Span(0, stop)]) for stop in (self._blocks[0].end, end))
        alone = [next(iter(some)) for some in named if len(some) == 1]
        guest = alone[0] if alone else self._introduced(end)
        return guest if guest is not None else self._registry.named("interviewee", "unnamed")

    def _introduced(self, end: int) -> int | None:
        """Who is said to have been spoken to, of several who are named."""
        start = max(0, end - INTRODUCTION)
        for pattern, before in ((WITH, False), (SPOKEN_TO, True), (SPOKE_TO, False)):
            for found in pattern.finditer(self._text, start, end):
                person = self._person(self._sentence(found.start() if before else found.end(), before=before))
                if person is not None:
                    return person
        theirs = THEIRS.search(self._text, start, end)
        return self._person(Span(start, theirs.start()), last=True) if theirs is not None else None

    def _host_before(self, end: int) -> int:
        if ANSWER.search(self._text) is None:
            return self._registry.named("reporter", "unnamed")
        by = BY.search(self._text, max(0, end - INTRODUCTION), end)
        host = self._person(self._sentence(by.end(), before=False)) if by is not None else None
        if host is not None:
            return host
        return self._publisher if self._publisher is not None else self._registry.named("interviewer", "unnamed")

    def _person(self, span: Span, *, last: bool = False) -> int | None:
        """The first person named in a span, or the last."""
        capitals = CAPITAL.finditer(self._text, span.start, span.end)
        for found in reversed([*capitals]) if last else capitals:
            for person in self._registry.persons_in((Span(found.start(), found.start() + 1),)):
                return person
        return None

    def _sentence(self, at: int, *, before: bool) -> Span:
        """What of a sentence stands just before a place, or behind it."""
        if before:
            start = max(0, at - NEAR)
            return Span(max([start, *(m.end() for m in STOP.finditer(self._text, start, at))]), at)
        stop = STOP.search(self._text, at, at + NEAR)
        return Span(at, stop.start() if stop is not None else min(at + NEAR, len(self._text)))
