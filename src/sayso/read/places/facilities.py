"""Facilities that are named after a place: "Burshtyn power plant", "Saky airfield", "Izmail port"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.read.places.lexicon import lexicon
from sayso.read.places.spotting import Token, adjacent

_LONGEST = 3  # words after the place: "nuclear power plant"
_NEED_A_KIND = frozenset({"station", "base"})  # Boston station, Belgrade base: not without rail, power or air


def facility_end(text: str, words: Sequence[Token], last: int) -> int | None:
    """Where the facility ends whose name opens with the place that ends at token ``last``; None if it is none."""
    lists = lexicon()
    if words[last].bare != words[last].end:  # Kyiv's airport is any of them
        return None
    for k in range(last + 1, min(last + 1 + _LONGEST, len(words))):
        if not adjacent(text, words, k - 1) or "\n" in text[words[k - 1].end : words[k].start]:
            return None
        word = words[k].lower
        if word in lists.facility and not (k == last + 1 and word in _NEED_A_KIND):
            return words[k].bare
        if word not in lists.facility_kind:
            return None
    return None
