"""The checker's own words: what carries what, what denies, what hedges. The table is ``wording.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from sayso.link.words import light_stem, stem, wording

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += ["seventeen", "eighteen", "nineteen"]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}


class CheckWording(Struct, frozen=True):
    """``wording.toml``, compiled: stem to the stem kept, and sets of folded words."""

    alike: dict[str, str]
    negative: frozenset[str]
    unsure: frozenset[str]
    cues: frozenset[str]
    maybe_cues: frozenset[str]
    open: frozenset[str]
    answers: frozenset[str]
    positive: dict[str, str]


@lru_cache(maxsize=1)
def check_wording() -> CheckWording:
    """The table. A word in two groups stays in the first: groups never grow together."""
    raw = tomllib.loads(files(__package__).joinpath("wording.toml").read_text(encoding="utf-8"))
    alike: dict[str, str] = {}
    for line in raw["alike"].strip().splitlines():
        group = line.split()
        first = next((word for word in group if word not in wording().stop), group[0])  # "again" tells nothing
        kept = alike.get(stem(first), stem(first))
        for word in group:
            alike.setdefault(stem(word), kept)
    negative, unsure = (frozenset(raw[name].split()) for name in ("negative", "unsure"))
    cues, maybe_cues = (_with_stems(raw[name]) for name in ("cues", "maybe_cues"))
    answers = frozenset(raw["answers"].split())
    positive = {one: other for one, _, other in (line.partition(" ") for line in raw["positive"].strip().splitlines())}
    return CheckWording(alike, negative, unsure, cues, maybe_cues, frozenset(raw["open"].split()), answers, positive)


def _with_stems(listed: str) -> frozenset[str]:
    found = listed.split()
    return frozenset(found) | frozenset(light_stem(word) for word in found)


@lru_cache(maxsize=200_000)
def carried_key(plain: str) -> str:
    """The stem under which a folded word is held to its source: its group's first, a number word's digits."""
    if plain in NUMBER_WORDS and plain != "one":
        return str(NUMBER_WORDS[plain])
    base = stem(plain)
    if plain in wording().stop:
        return base
    return check_wording().alike.get(base, base)
