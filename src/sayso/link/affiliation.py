"""For whom an agent speaks: an official for a government, a spokesman for a command.

In: readings. Out: for each agent's key the bodies it speaks for, as keys of organisations, and the states. What a
text says at a mention decides ("Kremlin spokesman X", "X, who heads the Office"), never outside knowledge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.link.agents import Agents, Vertex
from sayso.link.marks import within
from sayso.link.names import lists, organisation_key
from sayso.link.words import wording, words
from sayso.model import Agent, Link, Reading, Span

REACH = 90  # characters before and after a name in which its title or apposition ends
_BREAK = re.compile(r"[.;:!?\n\"“”]")
_APPOSITION = re.compile(r", ?([^,.;:\n]{3,90})")


class Affiliations(Struct, frozen=True):
    """By an agent's key: the bodies it speaks for (itself apart) and the states."""

    bodies: Mapping[str, frozenset[str]]
    states: Mapping[str, frozenset[str]]

    def speak_for_one(self, left: Vertex, right: Vertex) -> bool:
        """Whether one speaks for the other, or both for one body."""
        return bool(self._bodies(left) & self._bodies(right))

    def states_of(self, vertex: Vertex) -> tuple[str, ...]:
        """The states that an agent speaks for."""
        return tuple(sorted(self.states.get(vertex.key, frozenset())))

    def _bodies(self, vertex: Vertex) -> frozenset[str]:
        return self.bodies.get(vertex.key, frozenset()) | {vertex.key}


class _Body(Struct, frozen=True):
    """An organisation that titles may name. ``core``: the stems of its name, countries left out."""

    key: str
    core: frozenset[str]


def affiliations(
    readings: Sequence[Reading], agents: Agents, speaks_for: Sequence[tuple[str, str]] = ()
) -> Affiliations:
    """What the readings say about whom their agents speak for, and people by name (``speaks_for``)."""
    bodies: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    known = _known_bodies(readings, agents)
    for reading in readings:
        mentions = _organisation_mentions(reading, agents)
        for agent in reading.agents:
            key = _key(agent, reading, agents)
            if agent.kind == "person":
                titles = [title for mention in agent.mentions for title in _titles(reading, agent, mention)]
                bodies[key] |= _bodies_in(reading.document.text, titles, mentions, known)
                states[key] |= _states_in(reading.document.text, titles)
                bodies[key] |= {_government(state) for state in states[key]}
            elif agent.kind != "unnamed":
                states[key] |= _states_of_organisation(agent.name)
    for name, body in speaks_for:
        for key in agents.keys(name):
            bodies[key] |= agents.keys(body) or {_body_key(body)}
    return Affiliations(_frozen(bodies), _frozen(states))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in found.items()}


def _key(agent: Agent, reading: Reading, agents: Agents) -> str:
    return agents.key(reading.document.id, Link(agent.name, agent.kind))


def _government(state: str) -> str:
    return _body_key(f"Government of {state}")


def _body_key(name: str) -> str:
    return "organisation:" + " ".join(organisation_key(name))


def _states_of_organisation(name: str) -> set[str]:
    stems = set(organisation_key(name))
    return stems & wording().countries if stems & lists().state else set()


def _known_bodies(readings: Sequence[Reading], agents: Agents) -> dict[str, list[_Body]]:
    """Every organisation of the desk whose name has two words or more, by its longest word."""
    known: dict[str, dict[str, _Body]] = defaultdict(dict)
    for reading in readings:
        links = {link for statement in reading.statements for link in statement.chain}
        for link in links | {Link(agent.name, agent.kind) for agent in reading.agents}:
            core = frozenset(organisation_key(link.name)) - wording().countries
            if link.kind in ("organisation", "group") and len(core) > 1:
                key = agents.key(reading.document.id, link)
                known[max(core, key=lambda stem: (len(stem), stem))][key] = _Body(key, core)
    return {stem: [found[key] for key in sorted(found)] for stem, found in known.items()}


class _Mention(Struct, frozen=True):
    start: int
    end: int
    key: str


def _organisation_mentions(reading: Reading, agents: Agents) -> list[_Mention]:
    found = [
        _Mention(mention.start, mention.end, _key(agent, reading, agents))
        for agent in reading.agents
        if agent.kind == "organisation"
        for mention in agent.mentions
    ]
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.key))


def _titles(reading: Reading, agent: Agent, mention: Span) -> Iterable[Span]:
    """Where a mention's titles stand: before the name, in it, and between commas on either side of it."""
    text = reading.document.text
    start = max(0, mention.start - REACH)
    before = _BREAK.split(text[start : mention.start])[-1]
    pieces = before.rsplit(",", 2)
    title = _title_before(pieces[-1])
    yield Span(mention.start - title, mention.end)
    if len(pieces) > 1 and not pieces[-1][: len(pieces[-1]) - title].strip():
        end = mention.start - len(pieces[-1]) - 1
        yield Span(end - len(pieces[-2]), end)
    apposition = _APPOSITION.match(text, mention.end, mention.end + REACH)
    if apposition:
        yield Span(*apposition.span(1))


def _title_before(clause: str) -> int:
    """How many characters at the clause's end may be a title: capitalised words, or words titles are made of."""
    start = len(clause)
    for word in reversed(words(clause)):
        if not (word.capital or word.plain in lists().titles):
            break
        start = word.start
    return len(clause) - start


def _states_in(text: str, titles: Sequence[Span]) -> set[str]:
    """States named together with an office: "Serbian President", "Ukraine's foreign minister"."""
    found: set[str] = set()
    for title in titles:
        plain = [word.plain for word in words(text[title.start : title.end])]
        if lists().offices & set(plain):
            found |= {wording().alike.get(word, word) for word in plain} & wording().countries
    return found


def _bodies_in(
    text: str, titles: Sequence[Span], mentions: Sequence[_Mention], known: Mapping[str, Sequence[_Body]]
) -> set[str]:
    """Organisations that a title with an office in it mentions or names."""
    found: set[str] = set()
    for title in titles:
        plain = {word.plain for word in words(text[title.start : title.end])}
        if plain & (lists().offices | lists().heads):
            found |= {mention.key for mention in within(mentions, (title,))}
            stems = set(organisation_key(text[title.start : title.end]))
            stems |= {"ministri"} if "minister" in stems else set()
            found |= {body.key for stem in stems for body in known.get(stem, ()) if body.core <= stems}
    return found
