"""What a desk may say about the places that it reads of."""

from __future__ import annotations

from msgspec import Struct


class PlaceSettings(Struct, frozen=True):
    """Settings of `places`.

    ``countries``: ISO 3166 alpha-2 codes of the countries that the desk mostly reads of. ``region``: a
    box (south, west, north, east) in degrees. Both only tip the balance between namesakes.
    ``gazetteers``: paths of further compiled lists. ``threshold``: mentions less likely a place than
    this are left out; 0.5 is the best tag F1 on the first halves of LGL, GeoVirus and GeoWebNews.
    """

    countries: tuple[str, ...] = ()
    region: tuple[float, float, float, float] | None = None
    gazetteers: tuple[str, ...] = ()
    threshold: float = 0.5
