"""Every step from text to places, kept so that each answer can be explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Place, PlaceKind, PlaceUse, Span
from sayso.read.places.cache import opened
from sayso.read.places.evidence import Scene, Signs, all_signs, likelihood
from sayso.read.places.lexicon import lexicon
from sayso.read.places.persons import persons
from sayso.read.places.resolve import Choice, Prior, resolve
from sayso.read.places.settings import PlaceSettings
from sayso.read.places.spotting import Mention, Token, adjacent, mentions, tokens
from sayso.read.places.use import use


class Found(NamedTuple):
    """A mention, the signs that it is a place, how likely it is one, and which one and why (None: not found)."""

    mention: Mention
    signs: Signs
    likelihood: float
    choice: Choice | None
    place: Place


def found(text: str, people: Sequence[Span], settings: PlaceSettings) -> tuple[Found, ...]:
    """Every mention that a list knows, likely a place or not, in the order of the text."""
    words = tokens(text)
    known = mentions(text, words, opened(settings.gazetteers))
    scene = Scene(
        text, words, persons(text, words, people), frozenset(w.lower for w in words if not w.capital)
    )
    signs = all_signs(scene, known)
    chances = [0.97 if m.demonym else likelihood(s) for m, s in zip(known, signs, strict=True)]
    likely = [k for k, chance in enumerate(chances) if chance >= settings.threshold]
    kept = [known[k] for k in likely]
    designators = [_designator(text, words, mention) for mention in kept]
    prior = Prior(frozenset(settings.countries), settings.region)
    choices = resolve(text, kept, [kind for kind, _ in designators], prior)
    return tuple(
        _found(text, words, known[k], signs[k], chances[k], choices.get(known[k].key), designator)
        for k, designator in zip(likely, designators, strict=True)
    )


def _designator(text: str, words: Sequence[Token], mention: Mention) -> tuple[str, int]:
    """What the text calls it ("Kharkiv Oblast", "Boone County") and where that word ends; or nothing."""
    if not adjacent(text, words, mention.last) or mention.demonym:
        return "", mention.end
    after, lists = words[mention.last + 1], lexicon()
    for kind, known in (("oblast", lists.oblast), ("county", lists.county), ("water", lists.water)):
        if after.lower in known and (kind == "oblast" or after.capital):
            return kind, after.bare
    return "", mention.end


def _found(
    text: str, words: Sequence[Token], mention: Mention, signs: Signs, chance: float, choice: Choice | None,
    designator: tuple[str, int],
) -> Found:  # fmt: skip
    sense = choice.sense if choice else None
    how = use(text, words, mention, signs, sense)
    kind, end = designator
    fits = sense is not None and sense.kind in ("region", "feature") and kind
    return Found(
        mention, signs, chance, choice, _place(text, mention, how, choice, end if fits else mention.end)
    )


def _place(text: str, mention: Mention, how: PlaceUse, choice: Choice | None, end: int) -> Place:
    if choice is None:
        kind: PlaceKind = "settlement"
        return Place(mention.start, end, text[mention.start : end], kind, how)
    sense = choice.sense
    return Place(
        mention.start, end, sense.name, sense.kind, how, sense.geonameid, sense.country, sense.lat, sense.lon
    )  # fmt: skip
