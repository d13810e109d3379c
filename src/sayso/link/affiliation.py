"""For whom an agent speaks: an official for a government, a spokesman for a command.

In: the papers of a desk, counted. Out: for each agent's key the bodies it speaks for, as keys of organisations, and the
states.
What a text says at a mention decides ("Kremlin spokesman X", "X, who heads the Office"), never outside knowledge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from sayso.link.agents import Agents, Vertex
from sayso.link.census import count
from sayso.link.names import lists, organisation_key
from sayso.link.papers import Paper, Title
from sayso.link.words import wording
from sayso.model import UNKNOWN_PUBLISHER, AgentKind, Link


class Affiliations(Struct, frozen=True):
    """By an agent's key: the bodies it speaks for (itself apart) and the states. ``outlets``: keys
    of publishers that tell what others say; who only speaks for itself on its own page is none."""

    bodies: Mapping[str, frozenset[str]]
    states: Mapping[str, frozenset[str]]
    outlets: frozenset[str] = frozenset()

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


class Roles(Struct):
    """What papers say of their agents, counted: organisations (key, name), titles (key of who bears it, title, keys of
    whom it mentions) and publishers that tell what others say (key, name).
    """

    organisations: dict[tuple[str, str], int] = field(default_factory=dict)
    titles: dict[tuple[str, Title, tuple[str, ...]], int] = field(default_factory=dict)
    outlets: dict[tuple[str, str], int] = field(default_factory=dict)

    def put(self, paper: Paper, agents: Agents, by: int = 1) -> None:
        """Count a paper; ``by`` -1 takes it out again, with the ``agents`` that it was counted with."""
        count(self.organisations, _organisations_of(paper, agents), by)
        count(self.titles, {_borne(paper.id, title, agents) for title in paper.titles}, by)
        if len(paper.named) > 1:
            publisher = agents.vertex(paper.id, Link(paper.outlet, "organisation"))
            count(self.outlets, [(publisher.key, paper.outlet)], by)


def affiliations(roles: Roles, agents: Agents, speaks_for: Sequence[tuple[str, str]] = ()) -> Affiliations:
    """What the papers say about whom their agents speak for, and people by name (``speaks_for``)."""
    bodies: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    known = _known_bodies(roles.organisations)
    for key, name in roles.organisations:
        states[key] |= _states_of_organisation(name)
    for key, title, mentioned in roles.titles:
        states[key] |= set(title.states)
        bodies[key] |= {_body_key(f"Government of {state}") for state in title.states}
        bodies[key] |= {*mentioned} | _bodies_in(title, known)
    for name, body in speaks_for:
        for key in agents.keys(name):
            bodies[key] |= agents.keys(body) or {_body_key(body)}
    outlets = frozenset(key for key, name in roles.outlets if name != UNKNOWN_PUBLISHER)
    return Affiliations(_frozen(bodies), _frozen(states), outlets)


def _organisations_of(paper: Paper, agents: Agents) -> set[tuple[str, str]]:
    """Every organisation by key and name."""
    named: set[tuple[AgentKind, str]] = {("organisation", name) for person, name in paper.named if not person}
    named |= {(kind, name) for kind, name in paper.agents if kind != "person"}
    return {(agents.key(paper.id, Link(name, kind)), name) for kind, name in named}


def _borne(document: str, title: Title, agents: Agents) -> tuple[str, Title, tuple[str, ...]]:
    """A title with the keys of who bears it and of whom it mentions."""
    mentioned = {agents.key(document, Link(name, "organisation")) for name in title.organisations}
    return agents.key(document, Link(title.person, "person")), title, tuple(sorted(mentioned))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in found.items() if values}


def _body_key(name: str) -> str:
    return "organisation:" + " ".join(organisation_key(name))


def _states_of_organisation(name: str) -> set[str]:
    stems = set(organisation_key(name))
    return stems & wording().countries if stems & lists().state else set()


def _known_bodies(organisations: Iterable[tuple[str, str]]) -> dict[str, list[_Body]]:
    """Every organisation of the desk whose name has two words or more, by its longest word."""
    known: dict[str, dict[str, _Body]] = defaultdict(dict)
    for key, name in sorted(organisations):
        core = frozenset(organisation_key(name)) - wording().countries
        if len(core) > 1:
            known[max(core, key=lambda stem: (len(stem), stem))][key] = _Body(key, core)
    return {stem: [found[key] for key in sorted(found)] for stem, found in known.items()}


def _bodies_in(title: Title, known: Mapping[str, Sequence[_Body]]) -> set[str]:
    """Organisations that a title names."""
    stems = set(title.stems)
    return {body.key for stem in title.stems for body in known.get(stem, ()) if body.core <= stems}
