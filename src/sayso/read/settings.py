"""What a reader may be told: the tier, and who the desk knows."""

from __future__ import annotations

from msgspec import Struct

from sayso.ingest.outlets import Outlet
from sayso.read.agents.directory import KnownAgent
from sayso.read.statements import Tier

__all__ = ["ReadSettings", "Tier"]


class ReadSettings(Struct, frozen=True):
    """``tier`` chooses the statement reader; ``outlets`` and ``agents`` are the desk's own; ``countries`` (ISO 3166
    alpha-2) the desk's region, a hint for places."""

    tier: Tier = "full"
    outlets: tuple[Outlet, ...] = ()
    agents: tuple[KnownAgent, ...] = ()
    countries: tuple[str, ...] = ()
