"""Given names: whether a word is one, and which pronoun it goes with.

In: a word. Out: "f", "m", or "" where the name is both's or none. Only names that are one gender's nearly everywhere
are held to a gender; who bears another is found by what the text calls them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Gender = Literal["f", "m", ""]

GENDERS: dict[str, Gender] = {"female": "f", "male": "m", "both": ""}


@cache
def _names() -> dict[str, Gender]:
    out: dict[str, Gender] = {}
    gender: Gender = ""
    for row in files("sayso.read.agents").joinpath("given.txt").read_text("utf-8").splitlines():
        if row in GENDERS:
            gender = GENDERS[row]
        elif not row.startswith("#"):
            for name in row.split():
                out[name.casefold()] = "" if out.get(name.casefold(), gender) != gender else gender
    return out


@lru_cache(maxsize=1 << 14)
def is_given(word: str) -> bool:
    """Whether the word, or the first part of a double name (Eva-Marie), is a given name."""
    return _first(word) in _names() or word.casefold() in _names()


@lru_cache(maxsize=1 << 14)
def gender_of(word: str) -> Gender:
    """The gender of a given name."""
    return _names().get(word.casefold(), _names().get(_first(word), ""))


def _first(word: str) -> str:
    return word.casefold().split("-")[0]
