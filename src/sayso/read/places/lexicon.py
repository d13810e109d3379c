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
    titles: frozenset[str]
    locative: frozenset[str]
    oblast: frozenset[str]
    county: frozenset[str]
    water: frozenset[str]
    street: frozenset[str]
    organisation: frozenset[str]
    acts: frozenset[str]
    dealings: frozenset[str]
    months: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``words.toml``."""
    text = (files("sayso.read.places") / "data" / "words.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return Lexicon(*(frozenset(lists[name].split()) for name in Lexicon._fields))


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Demonym as it is written -> name of the country, the region or the city."""
    known = {
        word: row["name"] for row in table("countries.tsv") for word in row["demonyms"].split("|") if word
    }
    return known | {word: row["name"] for row in table("demonyms.tsv") for word in row["words"].split("|")}


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Folded names of the countries' capitals, which stand for governments."""
    return frozenset(fold(row["capital"]) for row in table("countries.tsv") if row["capital"]) | {
        "kiev",
        "washington",
    }


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """A short form exactly as it is written (``Ga.``, ``NSW``, ``U.S.``) -> the full name."""
    return {row["short"]: row["name"] for row in table("abbreviations.tsv")}


@lru_cache(maxsize=1)
def after_comma() -> frozenset[str]:
    """The short forms that are read only after a comma (``Macon, Ga.``)."""
    return frozenset(row["short"] for row in table("abbreviations.tsv") if row["after"])
