"""Who is known before a document is read: outlets and institutions, well-known people, and the desk's own.

In: outlets and agents of the desk. Out: look-ups from any of their names to one canonical name, kind and what it
is ("agency", "think tank" …).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from sayso.ingest import outlets as shipped
from sayso.ingest.outlets import Outlet
from sayso.model import AgentKind
from sayso.read.agents.offices import Holders, Office

# What the shipped tables say of offices that somebody still holds holds up to this day: later it is anybody's guess.
KNOWN_UNTIL = "2025-12-31"
INITIALS = re.compile(r"(?:[A-Z]\.){3,}")  # "the F.B.I."
CARRIERS = frozenset({"agency", "newspaper", "broadcaster"})


class KnownAgent(Struct, frozen=True, forbid_unknown_fields=True):
    """An agent with the names it goes by; ``speaks_for`` is the body whose word its word is, ``offices`` what a
    person held, and when."""

    name: str
    kind: AgentKind = "person"
    aliases: tuple[str, ...] = ()
    speaks_for: str | None = None
    offices: tuple[Office, ...] = ()


class Entry(Struct, frozen=True):
    """One known agent: canonical name, kind, and ``what`` it is (an outlet's kind, or "").

    ``forms``: all names of one that Sayso ships, for a text's own form goes before its canonical name; a desk's file
    decides for those it names, so they have none.
    """

    name: str
    kind: AgentKind
    what: str = ""
    speaks_for: str | None = None
    forms: tuple[str, ...] = ()


class _Agents(Struct, frozen=True):
    agents: tuple[KnownAgent, ...]


@cache
def well_known() -> tuple[KnownAgent, ...]:
    """The people and bodies that Sayso ships names for."""
    tables = sorted(files("sayso.read.agents").joinpath("known").iterdir(), key=lambda table: table.name)
    read = (msgspec.toml.decode(table.read_bytes(), type=_Agents) for table in tables if table.name.endswith(".toml"))
    return tuple(agent for table in read for agent in table.agents)


def spoken_for(agents: Sequence[KnownAgent]) -> tuple[tuple[str, str], ...]:
    """Who speaks for whom, by name: well-known people and the given agents, for a body and for those it speaks for."""
    body_of = {agent.name: agent.speaks_for for agent in (*well_known(), *agents) if agent.speaks_for}
    outlets = {outlet.name: outlet.group for outlet in shipped.known() if outlet.kind in ("body", "ministry")}
    speaking = [agent for agent in well_known() if agent.kind == "person"] + list(agents)
    pairs: list[tuple[str, str]] = []
    for name in dict.fromkeys(agent.name for agent in speaking):
        body = body_of.get(name)
        while body and (name, body) not in pairs:
            pairs.append((name, body))
            body = body_of.get(body) or outlets.get(body)
    return tuple(pairs)


class Directory:
    """Look-ups over shipped and own outlets and agents."""

    def __init__(self, outlets: Sequence[Outlet] = (), agents: Sequence[KnownAgent] = ()) -> None:
        self._names = _shipped_names() if not (outlets or agents) else dict(_shipped_names())
        self._looked_up: dict[str, Entry | None] = {}
        self._own = tuple(outlets)
        self._datelines = {_key(mark.strip("()/ ")): o.name for o in outlets for mark in o.datelines}
        self._lines = {_key(line): o.name for o in outlets for line in o.boilerplate}
        self._holders = Holders(agents) if any(agent.offices for agent in agents) else None
        for agent in agents:
            self._names |= _named(agent)
        for outlet in outlets:
            entry = Entry(outlet.name, "organisation", outlet.kind)
            self._names |= {_key(name): entry for name in (*outlet.aliases, outlet.name)}

    def find(self, name: str) -> Entry | None:
        """The known agent of that name, whatever its article, case or spelling of apostrophes."""
        if name not in self._looked_up:
            self._looked_up[name] = self._find(name)
        return self._looked_up[name]

    def _find(self, name: str) -> Entry | None:
        own = self._names.get(_key(name))
        if own is not None and name.removeprefix("the ")[:1].isupper():
            return own
        if INITIALS.fullmatch(name):
            return self._find(name.replace(".", ""))
        outlet = shipped.by_name(name)
        return Entry(outlet.name, "organisation", outlet.kind, forms=(outlet.name, *outlet.aliases)) if outlet else None

    def holder(self, description: str, day: str | None) -> str | None:
        """Who held the office that "the Ukrainian president" names on a day; None where that is not known."""
        if day is None:
            return None
        own = self._holders.on(description, day) if self._holders else None
        return own or shipped_holders().on(description, day, until=KNOWN_UNTIL)

    def is_organisation(self, name: str) -> bool:
        """Whether the name is a known organisation's."""
        entry = self.find(name)
        return entry is not None and entry.kind == "organisation"

    def is_carrier(self, name: str) -> bool:
        """Whether the agent prints what others say: an agency, a newspaper, a broadcaster."""
        entry = self.find(name)
        return entry is not None and entry.what in CARRIERS

    def is_assessor(self, name: str) -> bool:
        """Whether the agent's trade is assessment: a think tank."""
        entry = self.find(name)
        return entry is not None and entry.what == "think tank"

    def by_dateline(self, mark: str) -> str | None:
        """The agency of a dateline's mark: ``Reuters``, ``(Reuters)``."""
        own = self._datelines.get(_key(mark.strip("()/ ")))
        if own is not None:
            return own
        outlet = shipped.by_dateline(f"({mark.strip('()/ ')})") or shipped.by_name(mark.strip("()/ "))
        return outlet.name if outlet and outlet.kind in CARRIERS else None

    def agency(self, name: str) -> str | None:
        """The canonical name of a news agency; None for any other name."""
        entry = self.find(name.strip())
        return entry.name if entry is not None and entry.what == "agency" else None

    def is_boilerplate(self, line: str) -> bool:
        """Whether a line is some outlet's boilerplate, or one that many print."""
        return _key(line) in self._lines or shipped.is_boilerplate(line)

    def by_boilerplate(self, line: str) -> str | None:
        """The outlet whose boilerplate a line is."""
        own = self._lines.get(_key(line))
        if own is not None:
            return own
        outlet = shipped.by_boilerplate(line)
        return outlet.name if outlet else None


def _named(agent: KnownAgent, *, ours: bool = False) -> dict[str, Entry]:
    forms = (agent.name, *agent.aliases) if ours else ()
    entry = Entry(agent.name, agent.kind, "", agent.speaks_for, forms)
    return {_key(name): entry for name in (*agent.aliases, agent.name)}


@cache
def shipped_holders() -> Holders:
    """Who held which office, by the shipped tables."""
    return Holders(well_known())


@cache
def _shipped_names() -> dict[str, Entry]:
    """Every name of the well-known; shared by all directories, never changed."""
    return {key: entry for agent in well_known() for key, entry in _named(agent, ours=True).items()}


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split()).removeprefix("the ")
