"""Who acts and speaks in a world: outlets, bodies and people, unnamed sources, documents, places, countries."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

HERE = Path(__file__).parent


class Outlet(Struct, frozen=True):
    """An outlet and its habits: shares of what it retells that it copies, credits, garbles, leaves hedges out of."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    copies: float = 0.1
    cites: float = 0.8
    garbles: float = 0.02
    drops: float = 0.2


class Spot(Struct, frozen=True):
    """A place on the map by its spellings, the canonical one first."""

    names: tuple[str, ...]
    country: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    kind: str = "settlement"


class Country(Struct, frozen=True):
    """A state as the press calls it, and its places."""

    name: str
    adjective: str
    capital: str
    code: str
    geonameid: int
    places: tuple[Spot, ...]
    front: tuple[Spot, ...]
    regions: tuple[Spot, ...]


class Voice(Struct, frozen=True):
    """An agent who says things. ``key`` names it in the truth; an unnamed one gets its voucher's key before it.

    ``group`` is the body a person speaks for (its own for a body). ``who`` says who an unnamed one could be.
    """

    key: str
    kind: str  # person, organisation, document, unnamed, outlet
    names: tuple[str, ...]
    office: str = ""
    short: str = ""
    group: str = ""
    nation: str = ""
    state: bool = False
    who: str = ""
    plural: bool = False


class Group(Struct, frozen=True):
    """A body and those who speak for it."""

    country: str
    theatre: str
    state: bool
    diplomat: bool
    voices: tuple[Voice, ...]  # the body first


class Cast(Struct, frozen=True):
    """Everybody and everything."""

    outlets: tuple[Outlet, ...]
    countries: dict[str, Country]
    parties: dict[str, tuple[str, ...]]
    groups: tuple[Group, ...]
    unnamed: tuple[Voice, ...]
    documents: tuple[tuple[str, Voice], ...]  # with the theatre they belong to


@cache
def cast() -> Cast:
    """The cast of all worlds."""
    countries = _toml("countries")
    groups = _toml("groups")
    return Cast(
        outlets=tuple(convert(entry, Outlet) for entry in _toml("outlets")["outlets"]),
        countries={entry["name"]: _country(entry) for entry in countries["countries"]},
        parties={entry["country"]: tuple(entry["forms"]) for entry in countries["parties"]},
        groups=tuple(_group(entry) for entry in groups["groups"]),
        unnamed=tuple(_unnamed(entry) for entry in groups["unnamed"]),
        documents=tuple(
            (entry["theatre"], Voice(f"d:{entry['names'][0]}", "document", tuple(entry["names"]), short=entry["cue"]))
            for entry in groups["documents"]
        ),
    )


def page_of(body: Voice) -> Outlet:
    """A body's own page as an outlet."""
    return Outlet(body.names[0], "body", copies=0.0)


@cache
def outlet_voice(outlet: Outlet) -> Voice:
    """An outlet as one who is cited; a body's own page is the body."""
    if outlet.kind == "body":
        return next(group.voices[0] for group in cast().groups if group.voices[0].names[0] == outlet.name)
    return Voice(f"o:{outlet.name}", "outlet", (outlet.name, *outlet.aliases))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "cast" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _gazetteer() -> dict[tuple[str, str], tuple[int, float, float]]:
    rows = (HERE / "cast" / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = (row.split("\t") for row in rows)
    return {(name, code): (int(ident), float(lat), float(lon)) for name, code, ident, lat, lon in fields}


def _country(entry: dict[str, Any]) -> Country:
    code = entry["code"]
    return Country(
        name=entry["name"],
        adjective=entry["adjective"],
        capital=entry["capital"],
        code=code,
        geonameid=entry["geonameid"],
        places=tuple(_spot(names, code) for names in entry["places"]),
        front=tuple(_spot(names, code) for names in entry.get("front", ())),
        regions=tuple(Spot((name,), code, kind="region") for name in entry["regions"]),
    )


def _spot(names: str, code: str) -> Spot:
    spellings = tuple(names.split("/"))
    return Spot(spellings, code, *_gazetteer()[spellings[0], code])


def _group(entry: dict[str, Any]) -> Group:
    full, nation, state = entry["body"][0], entry["country"], entry.get("state", False)
    key = f"b:{full}"
    body = Voice(key, "organisation", tuple(entry["body"]), group=key, nation=nation, state=state)
    people = tuple(
        Voice(
            f"p:{names.split('/')[0]}",
            "person",
            tuple(names.split("/")),
            office=office,
            short=short,
            group=key,
            nation=nation,
            state=state,
        )
        for office, short, names in entry["people"]
    )
    diplomat = entry.get("role") == "diplomat"
    return Group(nation, entry.get("theatre", "civil"), state, diplomat, (body, *people))


def _unnamed(entry: dict[str, Any]) -> Voice:
    names = tuple(entry["alike"])
    return Voice(f"u:{names[0]}", "unnamed", names, who=entry["who"], plural=entry.get("plural", False))
