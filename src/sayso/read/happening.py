"""A word that may name an event: what the networks that see a text's words tell the stage of events."""

from __future__ import annotations

from msgspec import Struct

from sayso.model import Span


class Happening(Struct, frozen=True):
    """A word (code points), a type of event, and the chance that the word names such an event.

    ``doer``: a word of its sentence that most likely names who does it, None for nobody, and the chance of that; it
    says nothing where the chance is 0.
    """

    start: int
    end: int
    type: str
    chance: float
    doer: Span | None = None
    doing: float = 0.0
