"""For whom an agent speaks: an official for a government, a spokesman for a command.

In: the papers of a desk. Out: for each agent's key the bodies it speaks for, as keys of organisations, and the states.
What a text says at a mention decides ("Kremlin spokesman X", "X, who heads the Office"), never outside knowledge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sayso.link.agents import Agents, Vertex
from sayso.link.names import lists, organisation_key
from sayso.link.papers import Paper, Title
from sayso.link.words import wording
from sayso.model import Link


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


def affiliations(papers: Iterable[Paper], agents: Agents, speaks_for: Sequence[tuple[str, str]] = ()) -> Affiliations:
    """What the papers say about whom their agents speak for, and people by name (``speaks_for``)."""
    bodies: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    desk = list(papers)
    organisations, titles = _gathered(desk, agents)
    outlets = frozenset(
        agents.key(paper.id, Link(paper.outlet, "organisation")) for paper in desk if len(paper.named) > 1
    )
    known = _known_bodies(organisations)
    for key, name in organisations:
        states[key] |= _states_of_organisation(name)
    for key, title, mentioned in titles:
        states[key] |= set(title.states)
        bodies[key] |= {_body_key(f"Government of {state}") for state in title.states}
        bodies[key] |= mentioned | _bodies_in(title, known)
    for name, body in speaks_for:
        for key in agents.keys(name):
            bodies[key] |= agents.keys(body) or {_body_key(body)}
    return Affiliations(_frozen(bodies), _frozen(states), outlets)


def _gathered(
    papers: Iterable[Paper], agents: Agents
) -> tuple[set[tuple[str, str]], set[tuple[str, Title, frozenset[str]]]]:
    """Every organisation by key and name, and every title with the keys of who bears it and whom it mentions."""
    organisations: set[tuple[str, str]] = set()
    titles: set[tuple[str, Title, frozenset[str]]] = set()
    for paper in papers:
        for person, name in paper.named:
            if not person:
                organisations.add((agents.key(paper.id, Link(name, "organisation")), name))
        for kind, name in paper.agents:
            if kind != "person":
                organisations.add((agents.key(paper.id, Link(name, kind)), name))
        for title in paper.titles:
            key = agents.key(paper.id, Link(title.person, "person"))
            mentioned = (agents.key(paper.id, Link(name, "organisation")) for name in title.organisations)
            titles.add((key, title, frozenset(mentioned)))
    return organisations, titles


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
