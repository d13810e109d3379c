"""Nations: countries by name, demonym and the capital that stands for a government."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

DATA = files("sayso.read").joinpath("places/data/countries.tsv")
# One person by where they come from, where the gazetteer has no such word, or the people's.
ONE_PERSON = {
    **dict.fromkeys(("scot", "scotsman", "scotswoman", "welshman", "welshwoman"), "United Kingdom"),
    **dict.fromkeys(("englishman", "englishwoman", "ulsterman", "briton", "brit"), "United Kingdom"),
    **dict.fromkeys(("frenchman", "frenchwoman"), "France"),
    **dict.fromkeys(("dutchman", "dutchwoman"), "Netherlands"),
    **dict.fromkeys(("irishman", "irishwoman"), "Ireland"),
    **{"kiwi": "New Zealand", "aussie": "Australia", "icelander": "Iceland", "spaniard": "Spain", "turk": "Turkey"},
    **{"dane": "Denmark", "finn": "Finland", "swede": "Sweden", "pole": "Poland"},
}


class Nation(Struct, frozen=True):
    """A country: its common name, the other names and demonyms it goes by, its capital."""

    name: str
    aliases: tuple[str, ...]
    capital: str
    demonyms: tuple[str, ...]


@cache
def nations() -> tuple[Nation, ...]:
    """Every country of the gazetteer."""
    out = []
    for row in DATA.read_text("utf-8").splitlines():
        if row.startswith(("#", "code\t")) or not row:
            continue
        cells = row.split("\t")
        out.append(Nation(cells[2], _parts(cells[3]), cells[8], _parts(cells[9])))
    return tuple(out)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def by_demonym() -> dict[str, str]:
    """Demonym, lower case, to the country's name ("ukrainian" -> "Ukraine")."""
    return {d.lower(): n.name for n in nations() for d in n.demonyms}


@cache
def by_name() -> dict[str, str]:
    """Name or alias, lower case, to the country's name."""
    return {a.lower(): n.name for n in nations() for a in (n.name, *n.aliases)}


@cache
def by_capital() -> dict[str, str]:
    """Capital, lower case, to the country's name: "Moscow said" is the government of Russia."""
    return {n.capital.lower(): n.name for n in nations() if n.capital} | {"kiev": "Ukraine"}


@lru_cache(maxsize=1 << 14)
def country_of(words: str) -> str | None:
    """The country that a name, an alias or a demonym stands for."""
    low = words.lower().removesuffix("'s").removesuffix("’s")
    return by_name().get(low) or by_demonym().get(low)


def of_compatriot(word: str) -> str | None:
    """The country that one comes from who is called so: "Dane", "Portuguese"."""
    return ONE_PERSON.get(word.lower()) or by_demonym().get(word.lower())
