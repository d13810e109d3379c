"""Who is named beside a description: "the prosecutor, Patricia Hurt", "Derek Glenn, a spokesman for the police".

In: a description and its place. Out: the person whose name stands in apposition to it, or whom the text elsewhere
introduces by the same words.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.agent import is_plural
from sayso.read.agents.phrase import Phrase
from sayso.read.agents.roster import Roster

BEHIND = re.compile(r",?\s+(?:(?:later\s+)?(?:identified|named)\s+(?:only\s+)?as\s+)?(?=[A-ZÀ-Ž])")
BEFORE = re.compile(r",\s+(?:\d{1,3},\s+)?$")
# "Ana Holt, 24, from …": what may stand between a name and a place.
FROM = re.compile(r",?\s+(?:\d{1,3},?\s+)?(?:an?\s[^,.;\n]{2,40}\s)?(?:from|of|in|at)\s+(?:the\s+)?")
WHO = re.compile(r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2},\s+who\b")
REACH = 80  # characters
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
CAPITALS = re.compile(r"\b[A-Z][\w-]{3,}")
INTRODUCED = 60  # characters before a name that say whose spokesman it is
FOR_WHOM = re.compile(r"(?P<whom>[A-Z][^.,;:\n“\"]{2,50}?)\s(?:[a-z]+\s){0,2}spokes(?:man|woman|person),?\s+$")
WHO_SPEAKS = re.compile(
    r",\s(?:an?|the)\s(?:[a-z]+\s){0,2}spokes(?:man|woman|person)\s(?:for|of)\s(?P<whom>[^.,;:\n]{2,60})"
)
LEAST_WORDS = 3  # of a description that the text repeats to introduce somebody
TAIL = 3  # its last words, by which it is looked for


def person(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """The person whose name stands beside the description at ``span``."""
    singular = phrase.kind != "document" and not phrase.part and not is_plural(phrase.head, phrase.name)
    if not singular or span.end <= span.start:
        return None
    behind = BEHIND.match(roster.text, span.end)
    if behind is not None and behind.end() in roster.person_at and _holder(phrase):
        return roster.person_at[behind.end()]
    before = BEFORE.search(roster.text[max(0, span.start - 12) : span.start])
    if before is not None:
        end = span.start - len(before.group())
        if end in roster.person_at and _holder(phrase):
            return roster.person_at[end]
    introduced = _introduced(roster, span)
    return _speaks_for(roster, phrase, span) if introduced is None else introduced


def _speaks_for(roster: Roster, phrase: Phrase, span: Span) -> int | None:
    """Of "a spokesman for Senator Ana Holt": whom the text names as hers anywhere, "Holt spokesman Carl Feld"."""
    names = set(CAPITALS.findall(roster.text[span.start : span.end]))
    if phrase.head not in SPOKESMEN or not names:
        return None
    if roster.spokesmen is None:
        said = roster.said_beside(FOR_WHOM, WHO_SPEAKS, INTRODUCED)
        roster.spokesmen = tuple((frozenset(CAPITALS.findall(match.group("whom"))), index) for match, index in said)
    found = {index for whom, index in roster.spokesmen if not names.isdisjoint(whom)}
    return found.pop() if len(found) == 1 else None


def antecedent(roster: Roster, span: Span) -> int | None:
    """Of "Oldham, who" in "Ana Holt, 24, from Oldham, who": the person whom the place only tells more of."""
    if WHO.match(roster.text, span.start) is None:
        return None
    begin = max(0, span.start - REACH)
    near = roster.person_places(begin, span.start)
    between = roster.text[near[-1] : span.start] if near else ""
    return roster.person_at[near[-1]] if near and FROM.fullmatch(between) else None


def _holder(phrase: Phrase) -> bool:
    head = phrase.head
    return head in words.PEOPLE_SINGULAR or head in words.TITLES or bool(words.PERSON_NOUN.fullmatch(head))


def _introduced(roster: Roster, span: Span) -> int | None:
    """The person introduced by the same words anywhere: "China's ambassador to Britain Liu Xiaming"."""
    source = words.ARTICLE.sub("", roster.text[span.start : span.end]).lower().split()
    if len(source) < LEAST_WORDS:
        return None
    found = roster.introduced().get(" ".join(source[-TAIL:]))
    if found is None:
        return None
    before = roster.text[max(0, found[0] - len(roster.text[span.start : span.end]) - 2) : found[0]].lower().split()
    return found[1] if before[-len(source) :] == source else None
