"""What fills the slots of a kind of event: figures, days, things, besides places, countries and people."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from msgspec import Struct, structs

from worlds.cast import Cast, Country, Spot, Voice

FIRST = "Andrei Maksim Irina Bogna Stefan Goran Nino Ruben Emre Dinara Kalin Oleg Vera Milan Sona Jacek".split()
LAST = "Tolmach Rusnak Verbin Zeleny Marcovan Petrosh Kvirik Sarafian Yildiran Abenov Todorin Golubev Kostka".split()
COMPANY = "Karst Vektor Helion Borealis Tavrid Sarmat Polaris Rodop Ligeti Aral Drava Kolkhida".split()
TRADE = "Steel,Motors,Textiles,Cement,Foods,Glass,Pharma,Logistics".split(",")


class Amount(Struct, frozen=True):
    """A figure with its unit; ``of`` is what a bare count counts."""

    value: float
    unit: str


class Thing(Struct, frozen=True):
    """One thing by the words for it."""

    names: tuple[str, ...]


class Party(Struct, frozen=True):
    """An army by the words for it."""

    country: str
    names: tuple[str, ...]


class Day(Struct, frozen=True):
    """A day that was or will be, perhaps with a part of it."""

    day: date
    part: str = ""
    coming: bool = False


class Month(Struct, frozen=True):
    """A month."""

    year: int
    month: int
    coming: bool = False


class Name(Struct, frozen=True):
    """A name that has one form."""

    name: str


Value = Spot | Party | Thing | Voice | Country | Amount | Day | Month | Name
Values = dict[str, Value]


def drawn(slots: dict[str, str], home: Country, day: date, cast: Cast, rng: Random) -> Values:
    """Values for the slots of something that happens in a country on a day."""
    values: Values = {}
    for slot, wanted in slots.items():
        values[slot] = _value(wanted, values, home, day, cast, rng)
    return values


def _value(wanted: str, values: Values, home: Country, day: date, cast: Cast, rng: Random) -> Value:
    word, _, rest = wanted.partition(" ")
    other = values[rest.split()[-1]] if rest.startswith("other") else None
    if word in ("place", "front", "region"):
        return rng.choice({"place": home.places, "front": home.front, "region": home.regions}[word])
    if word == "party":
        name = rng.choice([c for c in cast.parties if other is None or c != other.country])
        return Party(name, cast.parties[name])
    if word == "country":
        return home if other is None else rng.choice([c for c in cast.countries.values() if c.name != other.name])
    if word == "diplomat":
        return _diplomat(other, home, cast, rng)
    if word == "thing":
        return Thing(tuple(rng.choice(rest.split("|")).split("/")))
    return _measure(word, rest, day, rng)


def _diplomat(other: Voice | None, home: Country, cast: Cast, rng: Random) -> Voice:
    """A country's foreign minister: the home country's where there is no other yet."""
    nation = home.name if other is None else rng.choice(sorted(cast.countries.keys() - {other.nation}))
    return next(group.voices[1] for group in cast.groups if group.diplomat and group.country == nation)


def _measure(word: str, rest: str, day: date, rng: Random) -> Amount | Day | Month | Name:
    if word == "when":
        return Day(day, rng.choice(("", "", "", "morning", "evening")))
    if word == "coming":
        if rng.random() < 0.35:
            later = day + timedelta(days=rng.randrange(35, 200))
            return Month(later.year, later.month, coming=True)
        return Day(day + timedelta(days=rng.randrange(2, 25)), coming=True)
    if word == "month":
        month = (day.month - 2) % 12 + 1
        return Month(day.year - (day.month == 1), month)
    if word == "company":
        return Name(f"{rng.choice(COMPANY)} {rng.choice(TRADE)}")
    if word == "convict":
        return Name(f"{rng.choice(FIRST)} {rng.choice(LAST)}")
    low, high, *step = (int(number) for number in rest.split())
    value = rng.randrange(low, high + 1, step[0] if step else 1)
    return Amount(_scaled(value, word), word)


def _scaled(value: int, unit: str) -> float:
    if unit == "magnitude":
        return value / 10
    return value * {"eur": 1_000_000, "tonnes": 1_000}.get(unit, 1)


def other_amount(amount: Amount, rng: Random) -> Amount:
    """A figure for the same thing that cannot be taken for the first one rounded."""
    factor = rng.choice((0.45, 0.6, 1.6, 2.0, 2.5))
    return structs.replace(amount, value=_whole(amount.value * factor, amount))


def garbled(amount: Amount, rng: Random) -> Amount:
    """The figure as a careless hand types it: two digits swapped, or one changed."""
    digits = str(int(amount.value))
    if len(digits) > 1 and digits[0] != digits[1] and digits[1] != "0" and amount.unit not in ("eur", "tonnes"):
        return structs.replace(amount, value=float(digits[1] + digits[0] + digits[2:]))
    return structs.replace(amount, value=_whole(amount.value * rng.choice((1.35, 0.7)), amount))


def _whole(value: float, like: Amount) -> float:
    """A value as round as the figure it stands for, never the same."""
    step = 1.0
    while like.value % (step * 10) == 0 and step < like.value:
        step *= 10
    if like.unit == "magnitude":
        return round(value, 1)
    near = max(step, round(value / step) * step)
    near = max(near, 2.0)
    return near if near != like.value else like.value + step
