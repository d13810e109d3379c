"""What a place stands for in a sentence: itself, its government, a demonym, or a part of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import PlaceUse
from sayso.read.places.evidence import Signs
from sayso.read.places.gazetteer import Sense
from sayso.read.places.lexicon import lexicon
from sayso.read.places.resolve import Choice, is_capital
from sayso.read.places.spotting import Mention, Token, adjacent

_DEALING = re.compile(
    r"([^\W\d_]+) (?:with|between|against|to|by|from|on|for|of)(?: the)?(?: [A-Z][\w’']+(?:,| and)?){0,3}? ?$"
)

# "Kyiv's troops", "Moscow's foreign ministry": whose they are is the government.
ORGANS = re.compile(
    r"['’]s?\s+(?:[a-z-]+\s+){0,2}?(?:troops|forces|army|military|soldiers|navy|fleet|air force|artillery|government|"
    r"ministry|ministers?|diplomats?|envoys?|ambassadors?|delegation|negotiators|leaders(?:hip)?|allies|invasion|offensive|"
    r"counteroffensive|sanctions|demands?|proposals?|response|intelligence|parliament|foreign policy|war|nuclear)\b"
)


def use(text: str, words: Sequence[Token], mention: Mention, signs: Signs, sense: Sense | None) -> PlaceUse:
    """How ``mention`` is used, with ``sense`` the place that it was resolved to."""
    if mention.demonym:
        return "demonym"
    if _within_name(text, words, mention, signs):
        return "name"
    if _governs(text, words, mention, signs, sense):
        return "government"
    return "literal"


def may_govern(choice: Choice | None) -> bool:
    """Whether a place is a country or a capital, which may stand for a government."""
    return choice is not None and (choice.sense.level == 1 or is_capital(choice.sense))


def _within_name(text: str, words: Sequence[Token], mention: Mention, signs: Signs) -> bool:
    if "facility after" in signs:
        return False
    if "organisation after" in signs or "organisation before" in signs:
        return True
    if _designated_name(text, words, mention):
        return True
    return _named_after(text, words, mention.first)


def _designated_name(text: str, words: Sequence[Token], mention: Mention) -> bool:
    """``Kharkiv Oblast Prosecutor's Office``, ``Boone County Sheriff``, ``Donetsk People's Republic``."""
    j, lists = mention.last, lexicon()
    for _ in range(3):
        if not adjacent(text, words, j) or not words[j + 1].capital:
            return False
        j += 1
        if words[j].lower in lists.organisation:
            return True
    return False


def _named_after(text: str, words: Sequence[Token], first: int) -> bool:
    """``Bank of England``, ``University of Rouen``: a capitalised noun, a link, the place."""
    i = first - 1
    if i >= 0 and words[i].lower == "the" and adjacent(text, words, i):
        i -= 1
    if i < 1 or words[i].lower not in ("for", "of", "de") or not adjacent(text, words, i):
        return False
    noun = words[i - 1]
    return adjacent(text, words, i - 1) and noun.capital and noun.lower in lexicon().organisation


def _governs(text: str, words: Sequence[Token], mention: Mention, signs: Signs, sense: Sense | None) -> bool:
    if mention.key in lexicon().seats:
        return True
    if sense is None or not (sense.level == 1 or is_capital(sense)):
        return False
    if any(name in signs for name in ("in before", "direction after", "oblast after", "dateline", "at before")):
        return False
    if "act after" in signs and not _hedged(words, mention):
        return sense.level != 1 or words[mention.last + 1].lower not in lexicon().weak_acts
    if is_capital(sense) and ORGANS.match(text, mention.end):
        return True
    match = _DEALING.search(text, max(0, mention.start - 60), mention.start)
    return bool(match) and match[1].lower() in lexicon().dealings  # type: ignore[index]


def _hedged(words: Sequence[Token], mention: Mention) -> bool:
    """ "The man from Kyiv said", "officials in Kyiv said": the verb belongs to the noun before."""
    if mention.first == 0:
        return False
    before = words[mention.first - 1]
    return before.lower in {"in", "from", "of", "near", "at", "to", "with", "by", "for"}
