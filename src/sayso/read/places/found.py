"""Every step from text to places, kept so that each answer can be explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.model import Place, Span
from sayso.read.places.cache import opened
from sayso.read.places.compile import ALTERNATE
from sayso.read.places.designators import Designator, designators
from sayso.read.places.evidence import PLACELIKE, WIDE, Scene, Signs, all_signs, likelihood
from sayso.read.places.folding import fold
from sayso.read.places.gazetteer import Sense
from sayso.read.places.lexicon import lexicon
from sayso.read.places.namesakes import not_places
from sayso.read.places.persons import persons
from sayso.read.places.resolve import Choice, Prior, resolve
from sayso.read.places.settings import PlaceSettings
from sayso.read.places.spotting import Mention, mentions, senses, tokens
from sayso.read.places.unlisted import unlisted
from sayso.read.places.use import may_govern, use

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
    signs_of = all_signs(scene, known)
    judged = [
        (mention, signs, 0.0 if other else _chance(scene, mention, signs))
        for mention, signs, other in zip(known, signs_of, not_places(scene, known, signs_of), strict=True)
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
    choices = resolve(text, kept, [one.kind if one.kind != "facility" else "" for one in called], prior)
    answers = [
        _found(scene, *item, choice, designator)
        for item, choice, designator in zip(likely, choices, called, strict=True)
    ]
    return tuple(_joint_subjects(text, answers))


def _joint_subjects(text: str, answers: list[Found]) -> list[Found]:
    """Poland and Romania voted: what governs beside a government with "and" is one as well."""
    for k in range(len(answers) - 1, 0, -1):
        left, right = answers[k - 1], answers[k]
        joint = text[left.place.end : right.place.start] in (" and ", ", ", ", and ") and "act after" in right.signs
        if joint and right.place.use == "government" and left.place.use == "literal" and may_govern(left.choice):
            government = replace(left.place, use="government")
            signs = left.signs | {"act after": 1.0}
            answers[k - 1] = left._replace(place=government, signs=signs)
    return answers


def _chance(scene: Scene, mention: Mention, signs: Signs) -> float:
    sure = mention.demonym or mention.key in lexicon().seats or _is_facility(scene.text, mention)
    chance = _SURE if sure else likelihood(signs)
    return chance / 2 if _NAMED in signs or _told_a_person(scene, mention, signs) else chance


def _is_facility(text: str, mention: Mention) -> bool:
    """Whether the name, of several words or short in capitals, is a facility's and nothing else's: ZNPP."""
    telling = mention.first < mention.last or text[mention.start + 1 : mention.end].isupper()
    return telling and {sense.kind for sense in mention.senses} == {"facility"}


def _told_a_person(scene: Scene, mention: Mention, signs: Signs) -> bool:
    """Whether the reader took a single name for a person's and nothing here says that it is a place.

    Halving is enough for a bare name; the reader's persons hold places too: 286 mentions of LGL's first half.
    """
    bare = mention.first == mention.last and not mention.demonym and not WIDE & signs.keys()
    return bare and mention.first in scene.people.told and not (PLACELIKE | {"namesake is a place"}) & signs.keys()


def _found(
    scene: Scene, mention: Mention, signs: Signs, chance: float, choice: Choice | None, designator: Designator
) -> Found:
    sense = choice.sense if choice else None
    how = use(scene.text, scene.words, mention, signs, sense)
    end = designator.end if sense is None or sense.kind in ("region", "feature") else mention.end
    if designator.kind == "facility" and (choice is None or choice.sense.kind in ("settlement", "facility")):
        place = _facility(scene.text, mention.start, designator.end, choice)
    elif choice is None:
        place = Place(mention.start, end, scene.text[mention.start : end], designator.place_kind, how)
    elif choice.ambiguous:
        place = Place(mention.start, end, as_written(scene.text, mention, choice.sense), choice.sense.kind, how)
    else:
        sense = choice.sense
        known = sense.geonameid, sense.country, sense.lat, sense.lon
        place = Place(mention.start, end, as_written(scene.text, mention, sense), sense.kind, how, *known)
    return Found(mention, signs, chance, choice, place)


def as_written(text: str, mention: Mention, sense: Sense) -> str:
    """The name of ``sense`` as the text has it where GeoNames' own has an unusual form: Oryol, not Orël.

    Our tables have the usual form, so former names and other romanisations that they know turn into it.
    """
    written = text[mention.start : mention.end]
    if sense.kind != "settlement" or mention.demonym or not written[0].isupper() or written.isupper():
        return sense.name
    same_but_for_marks = fold(written) == fold(sense.name)
    return written if same_but_for_marks or sense.rank == ALTERNATE else sense.name


def _facility(text: str, start: int, end: int, choice: Choice | None) -> Place:
    """The facility itself where a list has it, else one without an id of its own at the place it is named after."""
    name = " ".join(text[start:end].split())
    known = [sense for sense in senses(fold(name), opened()) if sense.kind == "facility"]
    if known:
        one = known[0]
        return Place(start, end, one.name, "facility", "literal", one.geonameid, one.country, one.lat, one.lon)
    if choice is None or choice.ambiguous:
        return Place(start, end, name, "facility", "literal")
    town = choice.sense
    return Place(start, end, name, "facility", "literal", None, town.country, town.lat, town.lon)
