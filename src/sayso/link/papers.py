"""What linking keeps of a document when its text is put away: who is named in it, and with what titles.

In: a reading. Out: `Paper`, a few hundred bytes. From the papers of a desk the identities of its agents and whom they
speak for are found anew whenever documents come, so both are the same in whatever order they came.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.link.names import lists, organisation_key
from sayso.link.words import wording, words
from sayso.model import UNKNOWN_PUBLISHER, Agent, AgentKind, Link, Reading, Span

REACH = 90  # characters before and after a name in which its title or apposition ends
_WITHIN_NAMES = frozenset({"of", "for"})
_LETTERS = re.compile(r" ?\(([A-Z]{2,7})\)")
_BREAK = re.compile(r"[.;:!?\n\"“”()–—]")
_APPOSITION = re.compile(r", ?([^,.;:\n]{3,90})")


class Title(Struct, frozen=True, array_like=True, order=True):
    """An office named beside a person: the states and the stems said there, and the organisations mentioned."""

    person: str
    states: tuple[str, ...]
    stems: tuple[str, ...]
    organisations: tuple[str, ...]


class Paper(Struct, frozen=True, array_like=True):
    """A document without its text. ``named``: who stands in its chains, unnamed sources apart, persons marked True.

    ``agents`` are all others it names; ``places`` the keys of its places' names; ``letters`` the names that letters in
    brackets follow, each with these.
    """

    id: str
    outlet: str
    published: str | None
    url: str | None
    length: int
    named: tuple[tuple[bool, str], ...]
    agents: tuple[tuple[AgentKind, str], ...]
    places: tuple[tuple[str, ...], ...]
    titles: tuple[Title, ...]
    letters: tuple[tuple[str, str], ...] = ()


def paper(reading: Reading) -> Paper:
    """The paper of a reading."""
    document = reading.document
    return Paper(
        id=document.id,
        outlet=document.outlet or UNKNOWN_PUBLISHER,
        published=document.published,
        url=document.url,
        length=len(document.text),
        named=named(reading),
        agents=tuple(sorted({(agent.kind, agent.name) for agent in reading.agents if agent.kind != "unnamed"})),
        places=place_names(reading),
        titles=tuple(sorted(set(_titles_of(reading)))),
        letters=letters_of(reading),
    )


def named(reading: Reading) -> tuple[tuple[bool, str], ...]:
    """Everybody named in the chains of a reading."""
    found = {(link.kind == "person", link.name) for link in _links(reading) if link.kind != "unnamed"}
    return tuple(sorted(found))


def letters_of(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The organisations that a reading introduces with their letters: "Line Institute (LI)"."""
    text = reading.document.text
    found = (
        (agent.name, match[1])
        for agent in reading.agents
        if agent.kind == "organisation"
        for mention in agent.mentions
        if (match := _LETTERS.match(text, mention.end)) is not None and match[1] != agent.name
    )
    return tuple(sorted(set(found)))


def place_names(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The keys that the names of a reading's places would have as organisations."""
    return tuple(sorted({organisation_key(place.name) for place in reading.places if place.use != "name"}))


def _links(reading: Reading) -> Iterable[Link]:
    yield Link(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")
    for statement in reading.statements:
        yield from statement.chain


class _Mention(Struct, frozen=True):
    start: int
    end: int
    name: str


def _titles_of(reading: Reading) -> Iterable[Title]:
    text = reading.document.text
    mentions = _organisation_mentions(reading)
    for agent in reading.agents:
        if agent.kind == "person":
            for mention in agent.mentions:
                for span in _spans(text, mention):
                    yield from _title(text, agent, span, mentions)


def _organisation_mentions(reading: Reading) -> list[_Mention]:
    found = [
        _Mention(mention.start, mention.end, agent.name)
        for agent in reading.agents
        if agent.kind == "organisation"
        for mention in agent.mentions
    ]
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.name))


def _title(text: str, agent: Agent, span: Span, mentions: Sequence[_Mention]) -> Iterable[Title]:
    """The title that stands in a span, if an office is named there, or before a name what somebody is in a body."""
    plain = {word.plain for word in words(text[span.start : span.end])}
    before_name = any(span.end == mention.end for mention in agent.mentions)
    if not plain & (lists().offices | lists().heads | (lists().members if before_name else frozenset())):
        return
    states = {wording().alike.get(word, word) for word in plain} & wording().countries
    stems = set(organisation_key(text[span.start : span.end]))
    stems |= {"ministri"} if "minister" in stems else set()
    yield Title(
        person=agent.name,
        states=tuple(sorted(states)) if plain & lists().offices else (),
        stems=tuple(sorted(stems)),
        organisations=tuple(sorted({mention.name for mention in _within(mentions, span)})),
    )


def _within(mentions: Sequence[_Mention], span: Span) -> Iterable[_Mention]:
    for place in range(bisect_left(mentions, span.start, key=lambda mention: mention.start), len(mentions)):
        if mentions[place].start >= span.end:
            return
        if mentions[place].end <= span.end:
            yield mentions[place]


def _spans(text: str, mention: Span) -> Iterable[Span]:
    """Where a mention's titles stand: before the name, in it, and between commas on either side of it."""
    start = max(0, mention.start - REACH)
    before = _BREAK.split(text[start : mention.start])[-1]
    pieces = before.rsplit(",", 2)
    title = _title_before(pieces[-1])
    yield Span(mention.start - title, mention.end)
    bare = len(pieces[-1].split()) <= 1 and not pieces[-1][: len(pieces[-1]) - title].strip()
    if len(pieces) > 1 and bare:  # "the head of the office, General X"; a full title needs no other before it
        end = mention.start - len(pieces[-1]) - 1
        yield Span(end - len(pieces[-2]), end)
    apposition = _APPOSITION.match(text, mention.end, mention.end + REACH)
    if apposition:
        yield Span(*apposition.span(1))


def _title_before(clause: str) -> int:
    """How many characters at the clause's end may be a title: capitalised words, or words titles are made of.

    "of" and "for" may stand within a body's name.
    """
    start = len(clause)
    found = words(clause)
    for place in range(len(found) - 1, -1, -1):
        word = found[place]
        within = word.plain in _WITHIN_NAMES and start < len(clause) and place > 0 and found[place - 1].capital
        if not (word.capital or within or word.plain in lists().titles):
            break
        start = word.start
    return len(clause) - start
