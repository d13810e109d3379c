"""For whom an agent speaks: an official for a government, a spokesman for a ministry.

In: readings. Out: for each agent's key the bodies it speaks for, as keys of organisations, and the
states. What the text says at a mention decides ("Kremlin spokesman ...", "..., Ukraine's foreign
minister"), never outside knowledge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sayso.link.agents import Agents, Vertex
from sayso.link.names import lists, organisation_key
from sayso.link.words import wording, words
from sayso.model import Agent, Link, Reading, Span

BEFORE, AFTER = 60, 80  # characters in which a title before a name, or an apposition after it, ends
_CLAUSE = re.compile(r"[.;:!?,\n\"“”]")
_IN_TITLES = frozenset(
    ["of", "for", "foreign", "defence", "defense", "interior", "first", "state", "and", "affairs"]
)
_APPOSITION = re.compile(r",? ?(?:the |a |an )?([^,.;:\n]{3,80})")


class Affiliations(Struct, frozen=True):
    """By an agent's key: the bodies it speaks for (itself included) and the states."""

    bodies: Mapping[str, frozenset[str]]
    states: Mapping[str, frozenset[str]]

    def speak_for_one(self, left: Vertex, right: Vertex) -> str | None:
        """A body that both speak for."""
        shared = self._bodies(left) & self._bodies(right)
        return min(shared) if shared else None

    def states_of(self, vertex: Vertex) -> tuple[str, ...]:
        """The states that an agent speaks for."""
        return tuple(sorted(self.states.get(vertex.key, frozenset())))

    def _bodies(self, vertex: Vertex) -> frozenset[str]:
        return self.bodies.get(vertex.key, frozenset()) | {vertex.key}


def affiliations(readings: Sequence[Reading], agents: Agents) -> Affiliations:
    """What the readings say about whom their agents speak for."""
    bodies: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        organisations = [agent for agent in reading.agents if agent.kind in ("organisation", "group")]
        for agent in organisations:
            states[_key(agent, reading, agents)] |= _states_of_organisation(agent.name)
        for agent in reading.agents:
            if agent.kind == "person":
                found = _titles(agent, reading)
                key = _key(agent, reading, agents)
                bodies[key] |= _bodies_in(found, organisations, reading, agents)
                states[key] |= _states_in(found)
                bodies[key] |= {_government(state) for state in states[key]}
    return Affiliations(
        {key: frozenset(found) for key, found in bodies.items()},
        {key: frozenset(found) for key, found in states.items()},
    )


def _key(agent: Agent, reading: Reading, agents: Agents) -> str:
    return agents.key(reading.document.id, Link(agent.name, agent.kind))


def _government(state: str) -> str:
    return "organisation:" + " ".join(organisation_key(f"Government of {state}"))


def _states_of_organisation(name: str) -> set[str]:
    stems = set(organisation_key(name))
    return stems & wording().countries if stems & lists().state else set()


def _titles(agent: Agent, reading: Reading) -> list[list[str]]:
    """The folded words that stand as a title before a mention or as an apposition after it."""
    text = reading.document.text
    named = {word.plain for word in words(agent.name)}
    found = []
    for mention in agent.mentions:
        if any(word.plain in named for word in words(text[mention.start : mention.end])):
            found.append([word.plain for word in words(_around(text, mention))])
    return found


def _around(text: str, mention: Span) -> str:
    """The title before a name, the name, and the apposition after it."""
    before = _title_before(_CLAUSE.split(text[max(0, mention.start - BEFORE) : mention.start])[-1])
    after = ""
    if text[mention.end : mention.end + 2] == ", ":
        apposition = _APPOSITION.match(text, mention.end, mention.end + AFTER)
        after = apposition.group(1) if apposition else ""
    return f"{before} {text[mention.start : mention.end]} {after}"


def _title_before(clause: str) -> str:
    """The last words of a clause that can belong to a title: capitalised, or words titles are made of."""
    found = words(clause)
    start = len(clause)
    for word in reversed(found):
        if not (word.capital or word.plain in lists().titles or word.plain in _IN_TITLES):
            break
        start = word.start
    return clause[start:]


def _states_in(titles: Sequence[Sequence[str]]) -> set[str]:
    """A state named together with an office: "Serbian President", "Ukraine's foreign minister"."""
    return {
        wording().alike[word]
        for title in titles
        if lists().offices & set(title)
        for word in title
        if wording().alike.get(word) in wording().countries
    }


def _bodies_in(
    titles: Sequence[Sequence[str]], organisations: Sequence[Agent], reading: Reading, agents: Agents
) -> set[str]:
    """Organisations of the document whose name, its country left out, stands whole in a title."""
    found = set()
    for organisation in organisations:
        core = set(organisation_key(organisation.name)) - wording().countries
        if len(core) > 1 and any(core <= set(organisation_key(" ".join(title))) for title in titles):
            found.add(_key(organisation, reading, agents))
    return found
