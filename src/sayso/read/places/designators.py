"""What the text calls a name: "Kharkiv Oblast", "Boone County", "Donetsk and Luhansk oblasts"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import PlaceKind
from sayso.read.places.evidence import contained
from sayso.read.places.facilities import facility_end
from sayso.read.places.lexicon import lexicon
from sayso.read.places.spotting import Mention, Token, adjacent

_KINDS: dict[str, PlaceKind] = {
    "oblast": "region",
    "county": "region",
    "water": "feature",
    "city": "settlement",
    "state": "region",
    "facility": "facility",
}
_LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", "/", "-"})
_PLURALS = frozenset({"oblasts", "regions", "provinces", "raions", "districts", "counties"})


class Designator(NamedTuple):
    """``kind``: oblast, county, water, city, state, facility or ''. ``end``: where the word that says so ends.

    A state is named behind a comma ("Buffalo, New York"), without a word of its own.
    """

    kind: str
    end: int

    @property
    def place_kind(self) -> PlaceKind:
        """The kind of place that it makes; a settlement where the text says nothing."""
        return _KINDS.get(self.kind, "settlement")


def designators(text: str, words: Sequence[Token], found: Sequence[Mention]) -> list[Designator]:
    """For each mention what it is called; a plural at the end of a list counts for the whole list."""
    called = [_designator(text, words, mention) for mention in found]
    for k in range(len(found) - 1, 0, -1):
        after = found[k].last + 1
        plural = after < len(words) and words[after].lower in _PLURALS and called[k].end > found[k].end
        m = k
        while plural and m and text[found[m - 1].end : found[m].start] in _LIST_GAPS and not called[m - 1].kind:
            called[m - 1] = Designator(called[k].kind, found[m - 1].end)
            m -= 1
    for k in range(1, len(found)):
        behind_comma = text[found[k - 1].end : found[k].start] == ", " and not called[k].kind
        if behind_comma and contained(found[k - 1], found[k]):
            called[k] = Designator("state", found[k].end)
    return called


def _designator(text: str, words: Sequence[Token], mention: Mention) -> Designator:
    if mention.demonym or not adjacent(text, words, mention.last):
        return Designator("", mention.end)
    if end := facility_end(text, words, mention.last):
        return Designator("facility", end)
    after, lists = words[mention.last + 1], lexicon()
    if after.lower == "city" and after.capital:
        return Designator("city", mention.end)
    for kind, known in (("oblast", lists.oblast), ("county", lists.county), ("water", lists.water)):
        if after.lower in known and (kind == "oblast" or after.capital):
            return Designator(kind, after.bare)
    return Designator("", mention.end)
