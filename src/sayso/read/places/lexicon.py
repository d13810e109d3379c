"""The word lists of ``data/words.toml`` and what our tables say about names, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sayso.read.places.folding import fold
from sayso.read.places.sources import table


class Lexicon(NamedTuple):
    """Sets of lower-case words, by what they tell about the name beside them."""

    given: frozenset[str]
    also_given: frozenset[str]
    titles: frozenset[str]
    locative: frozenset[str]
    inside: frozenset[str]
    taking: frozenset[str]
    combat: frozenset[str]
    facility_kind: frozenset[str]
    facility: frozenset[str]
    links: frozenset[str]
    seats: frozenset[str]
    bodies: frozenset[str]
    called_after: frozenset[str]
    oblast: frozenset[str]
    county: frozenset[str]
    water: frozenset[str]
    street: frozenset[str]
    organisation: frozenset[str]
    acts: frozenset[str]
    weak_acts: frozenset[str]
    dealings: frozenset[str]
    townspeople: frozenset[str]
    others: frozenset[str]
    never: frozenset[str]
    months: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``words.toml``."""
    text = (files("sayso.read.places") / "data" / "words.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return Lexicon(*(_set(lists[name]) for name in Lexicon._fields))


def _set(words: str | list[str]) -> frozenset[str]:
    return frozenset(words.split() if isinstance(words, str) else words)


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Demonym as it is written -> name of the country, the region or the city."""
    known = {word: row["name"] for row in table("countries.tsv") for word in row["demonyms"].split("|") if word}
    return known | {word: row["name"] for row in table("demonyms.tsv") for word in row["words"].split("|")}


@lru_cache(maxsize=1)
def _capitals() -> dict[str | None, str]:
    return {row["code"]: fold(row["capital"]) for row in table("countries.tsv") if row["capital"]}


def capital_of(country: str | None) -> str | None:
    """The folded name of a country's capital."""
    return _capitals().get(country)


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Folded names of the countries' capitals, which stand for governments."""
    return frozenset(_capitals().values()) | {"kiev"}


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """A short form exactly as it is written (``Ga.``, ``NSW``, ``U.S.``) -> the full name."""
    return {row["short"]: row["name"] for row in table("abbreviations.tsv")}


@lru_cache(maxsize=1)
def after_comma() -> frozenset[str]:
    """The short forms that are read only after a comma (``Macon, Ga.``)."""
    return frozenset(row["short"] for row in table("abbreviations.tsv") if row["after"])
