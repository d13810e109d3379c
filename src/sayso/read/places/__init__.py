"""Places in a text: every mention of something on a map, which place it is, and how it is used.

``places`` takes the text and gives `Place`s in its order; ``explain`` gives the same with every sign and
reason. The list of places comes from GeoNames (CC BY 4.0) and our own tables; it is compiled once into the
user's cache (``prepare``, with progress). Crimea and Sevastopol are Ukraine (UN General Assembly
resolution 68/262). Ambiguous and not found are answers: such places have no coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Block, Place, Span
from sayso.read.places.cache import add_dump, prepare
from sayso.read.places.found import Found, found
from sayso.read.places.settings import PlaceSettings

_USUAL = PlaceSettings()

__all__ = ["Found", "PlaceSettings", "add_dump", "explain", "places", "prepare"]


def places(
    text: str,
    blocks: Sequence[Block] = (),
    people: Sequence[Span] = (),
    settings: PlaceSettings = _USUAL,
) -> tuple[Place, ...]:
    """The places that ``text`` mentions, in its order, without overlap.

    ``blocks`` are its parts (boilerplate is not read), ``people`` mentions of persons, which are no places.
    Coordinates are degrees (WGS 84), None where the place is not found or ambiguous.
    """
    return tuple(one.place for one in explain(text, blocks, people, settings))


def explain(
    text: str,
    blocks: Sequence[Block] = (),
    people: Sequence[Span] = (),
    settings: PlaceSettings = _USUAL,
) -> tuple[Found, ...]:
    """As `places`, with the signs and the reasons behind each."""
    unread = tuple(Span(block.start, block.end) for block in blocks if block.role == "boilerplate")
    return found(text, people, settings, unread)
