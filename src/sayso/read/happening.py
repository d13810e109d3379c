"""A word that may name an event: what the networks that see a text's words tell the stage of events."""

from __future__ import annotations

from msgspec import Struct


class Happening(Struct, frozen=True):
    """A word (code points), a type of event, and the chance that the word names such an event."""

    start: int
    end: int
    type: str
    chance: float
