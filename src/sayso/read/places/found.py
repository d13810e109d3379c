"""Every step from text to places, kept so that each answer can be explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Place, Span
from sayso.read.places.cache import opened
from sayso.read.places.designators import Designator, designators
from sayso.read.places.evidence import Scene, Signs, all_signs, likelihood
from sayso.read.places.lexicon import lexicon
from sayso.read.places.persons import persons
from sayso.read.places.resolve import Choice, Prior, resolve
from sayso.read.places.settings import PlaceSettings
from sayso.read.places.spotting import Mention, mentions, tokens
from sayso.read.places.unlisted import unlisted
from sayso.read.places.use import use

_SURE = 0.97  # a demonym or a seat of power: our tables have none that is mostly another word
# The fit knows 35 of these, mostly teams and universities of local news; in news of politics they are people.
_NAMED = "given name like a place"
_UNLISTED = 0.6  # the text says that it is a place, and no list knows it


class Found(NamedTuple):
    """A mention, the signs that it is a place, how likely it is one, and which one and why.

    ``choice`` is None where no list has the name.
    """

    mention: Mention
    signs: Signs
    likelihood: float
    choice: Choice | None
    place: Place


def found(text: str, people: Sequence[Span], settings: PlaceSettings, unread: Sequence[Span] = ()) -> tuple[Found, ...]:
    """Every likely place of ``text`` in its order, but for those that start in an ``unread`` span."""
    words = tokens(text)
    known = mentions(text, words, opened(settings.gazetteers))
    persons_here = persons(text, words, people)
    scene = Scene(text, words, persons_here, frozenset(w.lower for w in words if not w.capital))
    judged = [
        (mention, signs, _chance(scene, mention, signs))
        for mention, signs in zip(known, all_signs(scene, known), strict=True)
    ]
    likely = [item for item in judged if item[2] >= settings.threshold]
    extra = unlisted(text, words, [mention for mention, *_ in likely], persons_here.inside)
    listed = {(mention.start, mention.end): mention for mention in known}
    likely += [(listed.get((m.start, m.end), m), {"called a place": 1.0}, _UNLISTED) for m in extra]
    likely = [item for item in likely if not any(part.start <= item[0].start < part.end for part in unread)]
    likely.sort(key=lambda item: item[0].start)
    kept = [mention for mention, *_ in likely]
    called = designators(text, words, kept)
    prior = Prior(frozenset(settings.countries), settings.region)
    choices = resolve(text, kept, [one.kind for one in called], prior)
    return tuple(
        _found(scene, *item, choice, designator)
        for item, choice, designator in zip(likely, choices, called, strict=True)
    )


def _chance(scene: Scene, mention: Mention, signs: Signs) -> float:
    if mention.first in scene.people.told and not mention.demonym:
        return 0.0
    sure = mention.demonym or mention.key in lexicon().seats
    chance = _SURE if sure else likelihood(signs)
    return chance / 2 if _NAMED in signs else chance


def _found(
    scene: Scene, mention: Mention, signs: Signs, chance: float, choice: Choice | None, designator: Designator
) -> Found:
    sense = choice.sense if choice else None
    how = use(scene.text, scene.words, mention, signs, sense)
    end = designator.end if sense is None or sense.kind in ("region", "feature") else mention.end
    if choice is None:
        place = Place(mention.start, end, scene.text[mention.start : end], designator.place_kind, how)
    elif choice.ambiguous:
        place = Place(mention.start, end, choice.sense.name, choice.sense.kind, how)
    else:
        sense = choice.sense
        known = sense.geonameid, sense.country, sense.lat, sense.lon
        place = Place(mention.start, end, sense.name, sense.kind, how, *known)
    return Found(mention, signs, chance, choice, place)
