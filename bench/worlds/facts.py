"""What happens in a world, what is claimed of it, and which claims cannot both hold.

A fact has a kind, values and a day. Half of all facts are siblings of an earlier one: the same in everything but
one respect (the place, the day, who does it to whom, the thing). They are the hard negatives.
"""

from __future__ import annotations

from datetime import date
from random import Random

from msgspec import Struct, structs

from worlds.cast import Cast, Country
from worlds.kinds import Kind
from worlds.values import Amount, Day, Month, Value, Values, drawn, other_amount

SIBLINGS = 0.5
GROUND = ("capture", "retreat", "repel", "advance", "area")
APART = (5, 12)  # days between a fact and its sibling of another day


class Fact(Struct, frozen=True):
    """Something that happened, or is said to have."""

    id: str
    kind: Kind
    values: Values
    day: date
    home: Country
    like: str | None = None  # the fact it is a sibling of


class Claim(Struct, frozen=True):
    """One side of a fact: what is claimed. ``key`` is its name in the truth.

    ``exact``: another figure is claimed too, so that "at least" would leave room for both.
    """

    key: str
    kind: Kind
    values: Values
    affirms: bool
    fact: Fact
    exact: bool = False


class Quarrel(Struct, frozen=True):
    """Two claims that cannot both hold, and why."""

    left: str
    right: str
    kind: str  # denial, outcome, figure


def fact(ident: str, known: dict[str, Kind], earlier: list[Fact], day: date, cast: Cast, rng: Random) -> Fact:
    """A new fact, or a sibling of one of the earlier ones."""
    if earlier and rng.random() < SIBLINGS:
        sibling = _sibling(ident, rng.choice(earlier[-40:]), day, cast, rng)
        if sibling is not None:
            return sibling
    kind = rng.choice([kind for kind in known.values() if not kind.only_against])
    home = _home(kind, cast, rng)
    return Fact(ident, kind, drawn(kind.slots, home, day, cast, rng), day, home)


def fact_at(ident: str, kind: Kind, home: Country, day: date, cast: Cast, rng: Random) -> Fact:
    """A new fact of a kind in a country."""
    return Fact(ident, kind, drawn(kind.slots, home, day, cast, rng), day, home)


def _home(kind: Kind, cast: Cast, rng: Random) -> Country:
    if kind.theatre == "war":
        return cast.countries["Ukraine"]
    return rng.choice([country for country in cast.countries.values() if country.name != "Russia"])


def _sibling(ident: str, like: Fact, day: date, cast: Cast, rng: Random) -> Fact | None:
    """The like of a fact on another day, elsewhere, with sides swapped, or of another thing."""
    days = (day - like.day).days
    fresh = drawn(like.kind.slots, like.home, day, cast, rng)
    values = dict(like.values)
    dated = any(isinstance(value, Day) and not value.coming for value in values.values())
    if days >= APART[0]:
        if days > APART[1] or not dated:
            return None
        values |= {slot: v for slot, v in fresh.items() if isinstance(v, Amount) or _is_past(v)}
        return Fact(ident, like.kind, values, day, like.home, like.id)
    if days > 1:
        return None
    changed = _changed(values, fresh, like, rng)
    return Fact(ident, like.kind, changed, like.day, like.home, like.id) if changed else None


def _is_past(value: Value) -> bool:
    return isinstance(value, Day) and not value.coming


def _changed(values: Values, fresh: Values, like: Fact, rng: Random) -> Values | None:
    """The values with one thing changed that makes it another event."""
    if {"A", "B"} <= values.keys() and rng.random() < 0.3:
        return values | {"A": values["B"], "B": values["A"]}
    swappable = {"X", "Y"} <= values.keys() and like.kind.name not in ("meeting", "agreement")
    if swappable and rng.random() < 0.5:
        return values | {"X": values["Y"], "Y": values["X"]}
    slots = [s for s in ("P", "R", "C", "O", "Y") if s in values and s != like.kind.rival and values[s] != fresh[s]]
    if not slots:
        return None
    slot = rng.choice(slots)
    figures = {s: v for s, v in fresh.items() if isinstance(v, Amount) and rng.random() < 0.5}
    return values | {slot: fresh[slot]} | figures


def claims(one: Fact, known: dict[str, Kind], disputed: bool, rng: Random) -> tuple[list[Claim], list[Quarrel]]:
    """The claim that the fact makes and, where it is disputed, the one that cannot hold beside it."""
    main = Claim(f"{one.id}+", one.kind, one.values, True, one)
    if not disputed:
        return [main], []
    ways = [way for way in ("against", "rival", "denied") if _has(one.kind, way)]
    if not ways:
        return [main], []
    other, kind = _opposite(one, known, rng.choice(ways), rng)
    if kind == "figure":
        main, other = structs.replace(main, exact=True), structs.replace(other, exact=True)
    return [main, other], [Quarrel(main.key, other.key, kind)]


def _has(kind: Kind, way: str) -> bool:
    return bool(kind.templates["denied"]) if way == "denied" else getattr(kind, way) is not None


def _opposite(one: Fact, known: dict[str, Kind], way: str, rng: Random) -> tuple[Claim, str]:
    key = f"{one.id}-"
    if way == "denied":
        return Claim(key, one.kind, one.values, False, one), "denial"
    if way == "against":
        return Claim(key, known[str(one.kind.against)], one.values, True, one), "outcome"
    slot = str(one.kind.rival)
    value = one.values[slot]
    if isinstance(value, Amount):
        return Claim(key, one.kind, one.values | {slot: other_amount(value, rng)}, True, one), "figure"
    options = [part.split("/") for part in one.kind.slots[slot].removeprefix("thing ").split("|")]
    names = tuple(rng.choice([names for names in options if tuple(names) != value.names]))
    return Claim(key, one.kind, one.values | {slot: structs.replace(value, names=names)}, True, one), "outcome"


def signature(one: Fact) -> str:
    """What two facts must differ in, or be days apart, to be told apart by anybody: all but figures and days."""
    if one.kind.name in GROUND:
        return f"ground {one.values['P'].names[0]}"  # who holds a town is one question
    kept = [value for value in one.values.values() if not isinstance(value, Amount | Day | Month)]
    return one.kind.name + " " + " ".join(sorted(str(value) for value in kept))
