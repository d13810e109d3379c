"""Dates, places and figures of a reading as a person reads them, in the terminal and in the browser alike."""

from __future__ import annotations

from sayso.model import Figure, Place, Time

_BOUNDS = {"min": "at least ", "max": "at most ", "about": "about "}


def time_in_words(time: Time) -> str:
    """``2024-10 (start), 2024-10-01 to 2024-10-10``: the value, how it is modified, and from when to when."""
    mod = f" ({time.mod.lower()})" if time.mod else ""
    days = "" if time.first is None or time.first == time.value else f", {time.first} to {time.last}"
    return f"{time.value}{mod}{days}"


def place_in_words(place: Place) -> str:
    """``settlement, UA, 49.710 37.616``, without its name; ``place not found`` where it has no coordinates."""
    country = f", {place.country}" if place.country else ""
    if place.lat is None or place.lon is None:
        return f"{place.kind}{country}, place not found"
    return f"{place.kind}{country}, {place.lat:.3f} {place.lon:.3f}"


def figure_in_words(figure: Figure) -> str:
    """``at least 120 drones``, ``400 km2 (territory)``, ``no number given of wounded``."""
    if figure.value is None:
        return f"no number given of {figure.of}" if figure.of else "no number given"
    value = f"{_BOUNDS.get(figure.bound or '', '')}{figure.value:,.15g}"
    if figure.unit is None:
        return f"{value} {figure.of or ''}".strip()
    return f"{value} {figure.unit}" + (f" ({figure.of})" if figure.of else "")
