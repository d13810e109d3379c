"""Names that no list has, where the text itself says that they are places.

"the village of Nevidome", "near Kupiansk, Nevidome and Pokrovsk", "the Nevidome direction", "Nevidome
Raion". They become mentions without senses: not found is an answer, and a user's country dump may find
them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from sayso.read.places.folding import fold
from sayso.read.places.gazetteer import Sense
from sayso.read.places.lexicon import lexicon
from sayso.read.places.spotting import Mention, Token

_NAME = r"[A-ZŁŚŻČŠŽІЄЇА-Я][^\W\d_]+(?:[-'’ ](?:(?:de|da|do|al|el|la|kwa|na) )?[A-ZŁŚŻČŠŽІЄЇА-Я][^\W\d_]+){0,2}"
_MORE = rf"(?:(?:, | and |, and ){_NAME})*"
_CALLED = re.compile(
    r"\b(?:villages?|towns?|townships?|settlements?|hamlets?|suburbs?|neighbou?rhoods?|cit(?:y|ies)|communit(?:y|ies)|"
    rf"districts?|islands?|outskirts|port|provinces?) of ((?!the\b){_NAME}{_MORE})"
)
_DESIGNATED = re.compile(
    rf"\b({_NAME}) (?:direction|axis|raion|Raion|oblast|Oblast|district|settlement|village|River|County|"
    r"Parish|Island|Province|Township|Reservoir|Krai|slums?)\b"
)
_A_TOWN = re.compile(  # behind a name: ", a farming town in", " is a rural township north of"
    r"(?:, | is | was |, which is )(?:a|an) (?:[a-z-]+ ){0,3}"
    r"(?:town|township|village|city|hamlet|suburb|settlement|municipality|district|island)"
    r"(?=[,.;]| (?:in|on|of|near|with|about|where|that|which|north|south|east|west|just|some|outside|close)\b)"
)
_DIRECTED = re.compile(
    rf"\b(?:north|south|east|west|(?:north|south)-?(?:east|west))(?:ern outskirts)? (?:of|to|from) ({_NAME})"
)
# One of these stands in all that the patterns find: looked for first, which takes a hundredth of the time.
_KINDS = (
    "village villages town towns township townships settlement settlements hamlet hamlets suburb suburbs neighborhood "
    "neighbourhood neighborhoods neighbourhoods city cities community communities district districts island islands "
    "outskirts port province provinces"
).split()
_DESIGNATIONS = (
    "direction axis raion Raion oblast Oblast district settlement village River County Parish Island Province Township "
    "Reservoir Krai slum"
).split()
_SOLE = "village hamlet island mountain settlement".split()
_DIRECTIONS = "north south east west".split()
_NAME_BEFORE = re.compile(rf"\b({_NAME})$")
_LONGEST = 60  # characters of a name of three words
_OF_A_KIND = re.compile(rf"\bthe (?:[\w-]+ ){{0,2}}(?:village|hamlet|island|mountain|settlement) ({_NAME})")
_IN_A_PLACE = re.compile(rf"\b(?:[Ii]n|[Nn]ear|[Aa]round|[Oo]utside|from|to) ({_NAME})(?:, | in |, in )(?=[A-Z])")
_LAST_OF_LIST = re.compile(rf",? and ({_NAME})\b(?! [A-Z])")
_SPLIT = re.compile(r", and | and |, ")
_LIST_GAPS = frozenset({", ", " and ", ", and "})


def unlisted(text: str, words: Sequence[Token], taken: Sequence[Mention], people: Collection[int]) -> list[Mention]:
    """Mentions without senses, none of which overlaps one of ``taken`` (likely places, in text order)."""
    starts = [word.start for word in words]
    ends = [mention.end for mention in taken]
    found: dict[int, Mention] = {}
    likely = {*_ends(text, taken), *_contained(text, taken)}  # where a person's name could stand as well
    for start, end in (*_called(text), *_in_lists(text, words, taken, people), *sorted(likely)):
        at = bisect_left(ends, start + 1)
        if at < len(taken) and taken[at].start < end:
            continue
        first, last = bisect_left(starts, start), bisect_left(starts, end) - 1
        if (start, end) in likely and first in people:
            continue
        if last >= first and not _ordinary(words, first, last):
            bare = words[last].bare if words[last].start < end else end
            found[start] = Mention(start, min(end, bare), first, last, fold(text[start:bare]), ())
    return [found[start] for start in sorted(found)]


def _ordinary(words: Sequence[Token], first: int, last: int) -> bool:
    lists = lexicon()
    if words[last].lower in lists.organisation or words[first].lower in lists.never | lists.street:
        return True
    return any(word.lower in lists.titles for word in words[first : last + 1])


def _called(text: str) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(text) if any(f"{word} of " in text for word in _KINDS) else ():
        start = match.start(1)
        for part in _SPLIT.split(match[1]):
            at = text.index(part, start)
            yield at, at + len(part)
            start = at + len(part)
    for pattern, words in ((_DESIGNATED, _DESIGNATIONS), (_OF_A_KIND, _SOLE), (_DIRECTED, _DIRECTIONS)):
        if any(word in text for word in words):
            yield from (match.span(1) for match in pattern.finditer(text))
    for tail in _A_TOWN.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, tail.start() - _LONGEST), tail.start())
        if name:
            yield name.span(1)


def _wide(sense: Sense) -> bool:
    return sense.level > 0 or sense.kind == "region"


def _contained(text: str, taken: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """A name before the region or country that it lies in: "to Nevidome in Donetsk Oblast"."""
    wide = {mention.start for mention in taken if not mention.demonym and any(map(_wide, mention.senses))}
    for match in _IN_A_PLACE.finditer(text) if wide else ():
        if match.end() in wide:
            yield match.span(1)


def _in_lists(
    text: str, words: Sequence[Token], taken: Sequence[Mention], people: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Capitalised words between two places of one list: ``Kupiansk, Nevidome, and Pokrovsk``."""
    for left, right in pairwise(taken):
        if right.first - left.last > 5 or right.demonym or _no_town(left):
            continue
        between = range(left.last + 1, right.first)
        runs = _runs(text, words, between)
        if runs and all(words[i].capital and i not in people for run in runs for i in run):
            edges = [
                left.end,
                *(e for run in runs for e in (words[run[0]].start, words[run[-1]].bare)),
                right.start,
            ]
            if all(text[edges[k] : edges[k + 1]] in _LIST_GAPS for k in range(0, len(edges), 2)):
                yield from ((words[run[0]].start, words[run[-1]].bare) for run in runs)


def _ends(text: str, taken: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The last of a list that two places open: "Kupiansk, Svatove and Nevidome"."""
    for left, right in pairwise(taken):
        if text[left.end : right.start] != ", " or any(map(_no_town, (left, right))):
            continue
        last = _LAST_OF_LIST.match(text, right.end)
        if last:
            yield last.span(1)


def _no_town(mention: Mention) -> bool:
    return mention.demonym or not mention.senses or mention.senses[0].level == 1


def _runs(text: str, words: Sequence[Token], between: range) -> list[list[int]]:
    """Tokens of ``between`` without "and", joined where only a space or a hyphen parts them."""
    runs: list[list[int]] = []
    for i in between:
        if words[i].lower == "and":
            continue
        if runs and runs[-1][-1] == i - 1 and text[words[i - 1].end : words[i].start] in {" ", "-"}:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
