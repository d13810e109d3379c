"""Salience: which of those named so far a reader has in mind, for pronouns and descriptions.

In: a text, and the mentions of agents. Out: a score for each agent before a place. A mention counts for its role (who
speaks, a sentence's subject, anything else), less with every sentence between (after Lappin and Leass 1994); what
stands within somebody's quotation hardly counts outside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from typing import NamedTuple

from sayso.model import Span

NEAR = 1500  # characters: how far back a pronoun or "the official" looks (the longest of the examples' is 900)
SPEAKING, SUBJECT, OBJECT, PREPOSED = 1.2, 1.0, 0.5, 0.35
JUST_SAID = 3.0  # of one named in the clause before "she", whatever came before it
QUOTED = 0.25  # of a mention within a quotation, seen from outside it
FADE = 0.6  # a sentence
# Of the subject of the sentence before, where a pronoun opens the next one or says what is quoted there; 2.0 has one
# pronoun fewer right of 707 in 302 annotated articles.
GOES_ON = 1.4
# The same, where the text first names who it is: on 120 annotated articles whole chains 68.6 %, 68.4 with 1.4; on 119
# others the same.
BROUGHT = 2.2
SENTENCE = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Lt|St)\.)(?<!\b(?:Mrs|Gen|Sen|Gov|Rep|Col|Sgt)\.)[”\"’')\]]*\s+(?![a-z])|\n+"
)
QUOTE = re.compile(
    r"[“«„][^“”«»„\n]{1,3000}(?:[”»“]|(?=\n))|\"[^\"\n]{1,3000}(?:\"|(?=\n))|``.{1,3000}?(?:''|(?=\n))|''(?=\w)[^\n]{1,3000}?(?:''|(?=\n))"
)
WORD = re.compile(r"[\w’'-]+")
PREPOSITION = re.compile(
    r"\b(?:of|in|on|at|by|for|with|from|to|into|against|about|between|over|under|after|before|during|through|like|"
    r"than|via|near|toward|towards)\s+(?:the\s+|an?\s+|his\s+|her\s+|its\s+|their\s+)?(?:[\w.’'-]+\s+){0,2}$",
)
# "Holt spokesman Carl Feld": a name that tells whose the one behind it is.
BELONGING = re.compile(
    r"\s(?:[a-z]+\s){0,3}(?:spokes(?:man|woman|person)|aide|advis[eo]r|lawyer|attorney|supporter|ally|strategist|manager|"
    r"chief|director|staffer|secretary|surrogate|deputy|assistant|counsel|chairman|chairwoman)\s(?=[A-Z])"
)
PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he)\b")
NOUN = re.compile(r"[Tt]he\s[a-z-]+\b")  # "the striker" takes up whom the sentence before brings in, too
# "Courtesy of Wes Hall, a delegate who": somebody of whom the text goes on to tell.
BROUGHT_IN = re.compile(r",\s(?:(?:an?|the)\s(?:[\w’'.-]+\s){1,8})?who\s|,\s(?:an?|the)\s")
ADVERBIAL = re.compile(r"\s*[A-Z][\w’'-]*(?:(?:\s[\w’'-]+){0,4},|\s\d{4})\s")  # "Now, she said", "In 2011 he warned"
FRONTED = re.compile(r"(?:while|when|although|though|as|if|because|since|whereas|unless)\s+(?!\w+ing\b)", re.I)
# "John Kasich met Ted Cruz": a name, and what somebody did to another.
MET = re.compile(
    r"(?:^|\s)(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he)\s(?:[a-z]+ed|met|beat|hit|told|led|left|won|sued|fought)\s(?:[A-Z][\w.]*\s)*$"
)
CUE = 20  # characters between a quotation and who says it: “…,” wrote the striker
SAYING = re.compile(r"\s?(?:(?:said|says|wrote|added|[a-z]+ed)\s)?")
LEADING = 60  # characters before a mention that tell its role


class Mention(NamedTuple):
    """Where an agent is named or speaks, and how much that counts by its role."""

    start: int
    agent: int
    role: float


class Salience:
    """Mentions by place. Adding and asking cost no more than what stands near."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = [0, *(m.end() for m in SENTENCE.finditer(text))]
        self._quotes = [(m.start(), m.end()) for m in QUOTE.finditer(text)]
        self._mentions: list[Mention] = []
        self._told: Counter[int] = Counter()
        self._first: dict[int, int] = {}  # agent -> where the text first names it

    def name(self, agent: int, span: Span) -> None:
        """Note a place where an agent is named."""
        insort(self._mentions, Mention(span.start, agent, self._role(span)))
        self._told[agent] += 1
        self._first[agent] = min(span.start, self._first.get(agent, span.start))

    def speak(self, agent: int, at: int) -> None:
        """Note a place where an agent speaks."""
        insort(self._mentions, Mention(at, agent, SPEAKING))
        self._told[agent] += 1

    def told(self, agent: int) -> int:
        """How often the text names an agent, or has let it speak so far."""
        return self._told[agent]

    def before(self, at: int, *, within: int = NEAR) -> list[Mention]:
        """The mentions in the ``within`` characters before a place, in text order."""
        first = bisect_left(self._mentions, (at - within, -1, 0.0))
        return self._mentions[first : bisect_left(self._mentions, (at, -1, 0.0))]

    def scores(self, at: int, *, within: int = NEAR) -> dict[int, float]:
        """How much each agent named or speaking in the ``within`` characters before ``at`` is in mind there."""
        out: dict[int, float] = {}
        here, quote = self.sentence(at), self.quote(at)
        fronted, before = self._behind_clause(at), self._taken_up(at)
        for start, agent, weight in self.before(at, within=within):
            inside = self.quote(start)
            if self.sentence(start) == here and fronted:
                weight = max(weight, JUST_SAID)
            if weight >= SUBJECT and self.sentence(start) == before:
                weight *= BROUGHT if self._first.get(agent) == start else GOES_ON
            weight *= FADE ** (here - self.sentence(start))
            out[agent] = out.get(agent, 0.0) + (weight if inside in (-1, quote) else weight * QUOTED)
        return out

    def _taken_up(self, at: int) -> int:
        """The number of the sentence that a pronoun goes on from: it opens the next, or says a quotation that does."""
        if PRONOUN.match(self._text, at) is None:
            return -1
        return self.goes_on(at)

    def goes_on(self, at: int) -> int:
        """The number of the sentence before the one that a place opens, or in which it says a quotation that does."""
        if self.opens(at) or ADVERBIAL.fullmatch(self._text, self.begins(at), at):
            return self.sentence(at) - 1
        index = bisect_right(self._quotes, (at, -1)) - 1
        begin, end = self._quotes[index] if index >= 0 else (-1, -1)
        follows = begin >= 0 and at - end <= CUE and SAYING.fullmatch(self._text, end, at) is not None
        return self.sentence(begin) - 1 if follows and self.opens(begin) else -1

    def brought(self, at: int) -> int | None:
        """The agent whom the sentence that a place goes on from names first of all the text, and tells of."""
        before = self.goes_on(at) if NOUN.match(self._text, at) is not None else -1
        for start, agent, weight in self.before(at):
            if before >= 0 and self.sentence(start) == before and weight >= SUBJECT and self._first.get(agent) == start:
                return agent
        return None

    def _behind_clause(self, at: int) -> bool:
        """Whether a place follows a clause that opens its sentence: "While it did not appeal to Ms Graham, she"."""
        before = self._text[self.begins(at) : at]
        return before.endswith(", ") and FRONTED.match(before) is not None

    def sentence(self, at: int) -> int:
        """The number of the sentence at a place."""
        return bisect_right(self._sentences, at)

    def begins(self, at: int) -> int:
        """Where the sentence at a place begins."""
        return self._sentences[self.sentence(at) - 1]

    def subject_begins(self, at: int) -> int:
        """Where the sentence begins whose subject "its" takes up at a place: its own, or the one before."""
        return self.begins(max(0, self.begins(at) - 2)) if self.opens(at) else self.begins(at)

    def span(self, at: int) -> Span:
        """The sentence at a place, with the space behind it."""
        number = self.sentence(at)
        following = self._sentences[number : number + 1]
        return Span(self._sentences[number - 1], following[0] if following else len(self._text))

    def opens(self, at: int) -> bool:
        """Whether a place is a sentence's first, marks left out."""
        begin = self.begins(at)
        return at - begin <= LEADING and not re.search(r"\w", self._text[begin:at])

    def quote(self, at: int) -> int:
        """The number of the quotation at a place, or -1."""
        index = bisect_right(self._quotes, (at, len(self._text))) - 1
        return index if index >= 0 and at < self._quotes[index][1] else -1

    def _role(self, span: Span) -> float:
        before = self._text[max(self.begins(span.start), span.start - LEADING) : span.start]
        if BROUGHT_IN.match(self._text, span.end) and span.end - span.start > 8:
            return SUBJECT
        if PREPOSITION.search(before):
            return PREPOSED
        if self._text[span.end : span.end + 2] in ("'s", "’s") or BELONGING.match(self._text, span.end):
            return PREPOSED
        before = before.rsplit(",", 1)[-1]  # "During her campaign, Clinton …"
        if MET.search(before):
            return OBJECT
        lower = [w for w in WORD.findall(before) if w[0].islower() and w not in ("the", "a", "an", "and")]
        return SUBJECT if len(lower) <= 1 else OBJECT
