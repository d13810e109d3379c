"""Names of other things that hold a place's name: diseases, animals, languages, persons, bodies of states.

In: the scene and its mentions. Out: for each mention whether it is such a thing here. A disease stays one through
the document: after "Marburg fever", a bare "Marburg" is the fever, but "in Marburg" is the town.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.read.places.evidence import PLACELIKE, Scene, Signs
from sayso.read.places.lexicon import lexicon
from sayso.read.places.spotting import Mention, adjacent

_WITHIN = re.compile(r"\b(?:in|into|within|across|throughout|outside|inside|around|from)\s+(?:the\s+)?$", re.IGNORECASE)
_STRAIN = re.compile(r"/[\w-]*/?\d")  # behind a name in A/Victoria/361 or A/chicken/Egypt/H5N1/2006
_TONGUE_BEFORE = re.compile(
    r"\b(?:speaks?|spoke|speaking|spoken|(?:in|into|from) (?:fluent |broken )?)\s*$", re.IGNORECASE
)
_TONGUE_BEHIND = re.compile(r"[- ](?:languages?|speaking|speakers?|translations?|translators?|interpreters?)\b")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? $")
_PARTICLE = re.compile(r" (?:el|al|bin|ibn|bint|van|von|der|ten|da|dos)[ -][A-Z]")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:)”\"]|and\b|or\b|$)")


def not_places(scene: Scene, found: Sequence[Mention], signs: Sequence[Signs]) -> list[bool]:
    """For each of ``found`` whether the text uses it for something else than the place; ``signs`` are theirs."""
    after = [_called_after(scene, mention) for mention in found]
    keys = {mention.key for mention, other in zip(found, after, strict=True) if other and not mention.demonym}
    return [
        other or _other(scene, mention) or (mention.key in keys and not mention.demonym and not PLACELIKE & on.keys())
        for mention, on, other in zip(found, signs, after, strict=True)
    ]


def _called_after(scene: Scene, mention: Mention) -> bool:
    """Spanish flu, Marburg fever, a Canadian goose; "the United States flu season" is that of the country."""
    if not mention.demonym and any(sense.level == 1 for sense in mention.senses):
        return False
    return adjacent(scene.text, scene.words, mention.last) and (
        scene.words[mention.last + 1].lower in lexicon().called_after
    )


def _other(scene: Scene, mention: Mention) -> bool:
    text, start, end = scene.text, mention.start, mention.end
    if mention.key in lexicon().bodies:
        return not _WITHIN.search(text, max(0, start - 20), start)
    if text[max(0, start - 1) : start] == "/" and _STRAIN.match(text, end):
        return True
    return _person(scene, mention) or (mention.demonym and _tongue(scene, mention))


def _person(scene: Scene, mention: Mention) -> bool:
    """Dr York Chow, Hassan el Bushra, Joaquin Navarro-Valls: what no list of given names tells."""
    text, words, i = scene.text, scene.words, mention.first
    if _HONORIFIC.search(text, max(0, mention.start - 6), mention.start):
        return True
    if words[i].lower in lexicon().given and _PARTICLE.match(text, mention.end):
        return True
    double = i > 1 and text[words[i - 1].end : mention.start] == "-" and adjacent(text, words, i - 2)
    return double and words[i - 1].capital and words[i - 2].capital and not _leads(words[i - 2].lower)


def _leads(word: str) -> bool:
    """Whether a capitalised word may stand before a pair of places: In Dallas-Fort Worth."""
    return word in lexicon().locative or word in lexicon().never


def _tongue(scene: Scene, mention: Mention) -> bool:
    """ "in English", "speaks Russian", "the Ukrainian-language edition"; or the surname in "Chris French"."""
    text, before = scene.text, max(0, mention.start - 20)
    if mention.first in scene.people.inside and mention.first - 1 in scene.people.inside:
        return True
    if _TONGUE_BEHIND.match(text, mention.end):
        return True
    spoken = _TONGUE_BEFORE.search(text, before, mention.start)
    return bool(spoken) and bool(_CLAUSE_END.match(text, mention.end))
