"""How likely a mention is a place, from what stands around it, as named signs that can be read back.

A logistic model: each sign has a weight in ``data/weights.toml`` that was fitted on the first halves of
LGL, GeoVirus and GeoWebNews (``bench/places.py --fit``). Nothing but these few dozen numbers was taken
from those texts.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sayso.read.places.facilities import facility_end
from sayso.read.places.lexicon import capitals, lexicon
from sayso.read.places.persons import Persons, follows_title
from sayso.read.places.spotting import Mention, Token, adjacent

Signs = dict[str, float]
_FIRST_ORDER = 2  # on the scale 0 settlement, 1 second-order region, 2 first-order region, 3 country
_UNKNOWN = 500  # people of a settlement whose population the list lacks: it has none of fewer
_ENGLISH = frozenset(("US", "GB", "IE", "CA", "AU", "NZ"))  # where names of places are people's and words as well
_DASHES = ("--", "–", "—", " -", "(")


class Scene(NamedTuple):
    """The document as the signs see it. ``lower``: words that also stand in lower case in it."""

    text: str
    words: Sequence[Token]
    people: Persons
    lower: frozenset[str]


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each sign, in logits."""
    text = (files("sayso.read.places") / "data" / "weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}


def likelihood(signs: Signs) -> float:
    """The chance, 0 to 1, that a mention with these ``signs`` is a place."""
    known = weights()
    return 1 / (1 + math.exp(-sum(known.get(name, 0.0) * value for name, value in signs.items())))


def all_signs(scene: Scene, found: Sequence[Mention]) -> list[Signs]:
    """The signs of each mention: its own, and those that its namesakes in the document lend it."""
    signs = [_signs(scene, mention) for mention in found]
    _add_neighbours(scene, found, signs)
    _add_namesakes(found, signs)
    _add_countries(found, signs)
    return signs


def _signs(scene: Scene, mention: Mention) -> Signs:
    on = ["bias", *_of_name(scene, mention), *_before(scene, mention), *_after(scene, mention)]
    signs = dict.fromkeys(on, 1.0)
    best = max((sense.weight for sense in mention.senses), default=0)
    signs["weight"] = math.log10(max(best, _UNKNOWN) + 1) / 7
    return signs


def _of_name(scene: Scene, mention: Mention) -> list[str]:
    lists, words, on = lexicon(), scene.words, []
    single = mention.first == mention.last
    on.append("one word" if single else "several words")
    level = max((s.level and 4 - s.level for s in mention.senses), default=0)
    on.append(("settlement", "second-order region", "first-order region", "country")[level])
    kinds = {sense.kind for sense in mention.senses}
    on += [kind for kind in ("feature", "facility") if kind in kinds]
    if "region" in kinds and not level:
        on.append("named region")
    rank = min((sense.rank for sense in mention.senses), default=0)
    if rank and mention.key.isascii():  # in other scripts the own name is one of the other names
        on.append("other name" if rank == 1 else "like spelling")
    if mention.key in capitals():
        on.append("capital")
    word = words[mention.first]
    if single and level < _FIRST_ORDER:
        on += [n for n, known in (("given name", lists.given), ("common word", lists.common)) if word.lower in known]
        if word.lower in scene.lower:
            on.append("also in lower case")
        if word.lower in scene.people.surnames:
            on.append("surname here")
    if single and word.lower in lists.months:
        on.append("month")
    if mention.first in scene.people.inside:
        on.append(_in_a_name(scene, mention))
    if single and word.text.isupper() and len(word.text) > 3:
        beside = words[max(0, mention.first - 1) : mention.last + 2]
        on.append("capitals among capitals" if all(w.text.isupper() for w in beside) else "capitals alone")
    return on


def _in_a_name(scene: Scene, mention: Mention) -> str:
    if mention.first < mention.last:
        return "person's name of several"
    if mention.first - 1 in scene.people.inside:
        return "in a person's name"
    two = scene.words[mention.first].lower in lexicon().also_given
    return "given name like a place" if two else "opens a person's name"


def _before(scene: Scene, mention: Mention) -> list[str]:
    text, words, i = scene.text, scene.words, mention.first
    if i == 0 or text[words[i - 1].end : mention.start].strip(" \u00a0\n"):
        gap = text[words[i - 1].end : mention.start] if i else "."
        if i and gap == "-":
            return ["hyphen before"]
        if i and gap == ", ":
            return ["comma before"]
        if follows_title(text, words, i):
            return ["title before"]
        return ["sentence start"] if any(c in gap for c in ".!?\n:") or not i else []
    before, lists = words[i - 1], lexicon()
    if "\n\n" in text[before.end : mention.start]:
        return ["sentence start"]
    if before.capital and before.lower not in lists.locative and before.lower not in lists.never:
        if follows_title(text, words, i):
            return ["title before"]
        if before.lower in lists.given:
            return ["given name before"]
        return ["organisation before"] if before.lower in lists.organisation else ["capital before"]
    if before.lower in lists.inside:
        return ["in before"]
    if before.lower in lists.locative:
        return [f"{before.lower} before" if before.lower in ("of", "at", "from") else "place word before"]
    if before.lower in lists.taking or (before.lower in _AT_WAR_WITH and _fought(text, words, i - 1)):
        return ["combat before"]
    if before.lower == "to" and i > 1 and words[i - 2].lower == "according":
        return []
    if before.lower in ("to", "and", "the", "for", "by", "with", "a"):
        return [f"{before.lower} before"]
    return []


_AT_WAR_WITH = frozenset(("on", "against", "for", "over", "upon"))
_TOLD_WITHIN = 2  # "attack yesterday on", "strikes overnight on"


def _fought(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether a noun of combat stands just before the preposition ``i``: "assaults on", "the battle for"."""
    nouns = lexicon().combat
    return any(words[k].lower in nouns for k in range(max(0, i - _TOLD_WITHIN), i))


def _after(scene: Scene, mention: Mention) -> list[str]:
    text, words, j = scene.text, scene.words, mention.last
    on = ["possessive"] if words[j].bare != words[j].end and mention.end == words[j].bare else []
    tail = text[mention.end : mention.end + 8]
    if tail.lstrip().startswith(_DASHES) and words[j].text.isupper():
        on.append("dateline")
    if j + 1 == len(words):
        return on
    after, lists = words[j + 1], lexicon()
    gap = text[words[j].end : after.start]
    if gap == ", " and after.capital:
        on.append("comma and capital after")
    if not adjacent(text, words, j):
        return on
    if text[words[j].end] == "-":
        on.append("hyphen and capital after" if after.capital else "hyphen after")
    elif facility_end(text, words, j):
        on.append("facility after")
    elif after.lower in lists.oblast:
        on.append("oblast after")
    elif after.lower in lists.county:
        on.append("county after")
    elif after.lower in ("direction", "axis", "sector", "front", "area", "areas", "metro", "outskirts"):
        on.append("direction after")
    elif not after.capital:
        on.append(_lower_after(after))
    else:
        on.append(_capital_after(scene, after))
    return on


def _lower_after(after: Token) -> str:
    lists = lexicon()
    if after.lower in lists.townspeople:
        return "townspeople after"
    return "act after" if after.lower in lists.acts else "lower case after"


def _capital_after(scene: Scene, after: Token) -> str:
    lists = lexicon()
    for name, known in (
        ("street after", lists.street),
        ("water after", lists.water),
        ("organisation after", lists.organisation),
        ("title after", lists.titles),
        ("given name after", lists.given),
    ):
        if after.lower in known:
            return name
    return "capital after"


def _add_neighbours(scene: Scene, found: Sequence[Mention], signs: Sequence[Signs]) -> None:
    """A place with its state or country behind a comma, and members of a list of names."""
    for k in range(len(found) - 1):
        left, right = found[k], found[k + 1]
        gap = scene.text[left.end : right.start]
        if gap == ", " and contained(left, right):
            signs[k]["container after"] = signs[k + 1]["contained before"] = 1.0
        elif gap in (", ", " and ", ", and ", " or ", "/") and not left.demonym and not right.demonym:
            signs[k]["list"] = signs[k + 1]["list"] = 1.0


def contained(left: Mention, right: Mention) -> bool:
    """Whether some sense of ``left`` lies in a region or country that ``right`` may mean."""
    if left.key == right.key:
        return False
    wide = {(s.country, s.admin1 if s.level > 1 else "") for s in right.senses if s.level}
    return any((s.country, "") in wide or (s.country, s.admin1) in wide for s in left.senses if s.level != 1)


def _add_countries(found: Sequence[Mention], signs: Sequence[Signs]) -> None:
    """A settlement of a country that the document names elsewhere; the surer, the fewer others have its name."""
    named = {(sense.country, mention.key) for mention in found for sense in mention.senses if sense.level == 1}
    countries = {country for country, _ in named}
    for mention, on in zip(found, signs, strict=True):
        if mention.demonym or any(sense.level == 1 for sense in mention.senses):
            continue
        own = {sense.country for sense in mention.senses}
        if own <= countries:
            on["all in countries of the text" + (", of English" if own & _ENGLISH else "")] = 1.0
        elif max(mention.senses, key=lambda sense: sense.weight).country in countries:
            on["in a country of the text"] = 1.0


PLACELIKE = frozenset(
    {
        "in before", "container after", "dateline", "oblast after", "county after", "direction after", "combat before",
        "facility after",
    }
)  # fmt: skip
WIDE = frozenset({"country", "first-order region"})
_PERSONLIKE = (
    "in a person's name",
    "opens a person's name",
    "given name like a place",
    "title before",
    "given name before",
    "given name after",
)


def _add_namesakes(found: Sequence[Mention], signs: Sequence[Signs]) -> None:
    """What other mentions of the same name show: one name is rarely a place here and a person there."""
    groups: dict[str, list[int]] = defaultdict(list)
    for k, mention in enumerate(found):
        groups[mention.key].append(k)
    for members in groups.values():
        if len(members) == 1:
            continue
        place = sum(bool(PLACELIKE & signs[k].keys()) for k in members)
        person = sum(any(name in signs[k] for name in _PERSONLIKE) for k in members)
        for k in members:
            if place - bool(PLACELIKE & signs[k].keys()):
                signs[k]["namesake is a place"] = 1.0
            if person - any(name in signs[k] for name in _PERSONLIKE):
                signs[k]["namesake is a person"] = 1.0
