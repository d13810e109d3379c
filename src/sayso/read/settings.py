"""What a reader may be told: the tier, and who the desk knows; and the name of a run with it."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec
from msgspec import Struct

from sayso import __version__
from sayso.ingest.outlets import Outlet
from sayso.read.agents.directory import KnownAgent

Tier = Literal["grammar", "small", "full"]


class ReadSettings(Struct, frozen=True):
    """``tier`` chooses the statement reader; ``outlets`` and ``agents`` are the desk's own; ``countries`` (ISO 3166
    alpha-2) the desk's region, a hint for places."""

    tier: Tier = "full"
    outlets: tuple[Outlet, ...] = ()
    agents: tuple[KnownAgent, ...] = ()
    countries: tuple[str, ...] = ()


def run_id(settings: ReadSettings) -> str:
    """The version and the settings that a reading was made with."""
    digest = hashlib.blake2b(msgspec.json.encode(settings), digest_size=4).hexdigest()
    return f"sayso-{__version__}-{settings.tier}-{digest}"
