"""Which readings of a trigger count: violence needs words of war, diplomacy somebody who does it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import GROUND, MARTIAL
from sayso.read.events.told import BOTH_SIDES, Found

FEWEST_WORDS_OF_WAR = 5
# Characters to a word of war. Of 32 texts the assessments of a war and reports of attacks had one in 66 to 250,
# the rest one in 580 and more.
WAR_EVERY = 400
IMAGERY = re.compile(
    r"\b(?:imagery|images?|footage|photos?|photograph\w*|videos?|cameras?|camera\w+|pictures?)\b", re.I
)
# whose doer must be known where a verb tells of it
DONE_BY_SOMEBODY = frozenset("consult aid cooperate support concede sanction".split())
VIOLENCE = GROUND | {"assault", "coerce", "protest"}
MOVEMENTS = frozenset("advance withdraw regain".split())
CONTESTS = ("battle", "contest", "confrontation")  # of parties and rivals as well
CIVIL = frozenset("team company party side club".split())


@lru_cache(maxsize=1 << 15)
def _martial(word: str) -> bool:
    return MARTIAL.search(word) is not None


def of_war(text: str) -> bool:
    """Whether words of war stand all over the text, so that no sentence needs one of its own."""
    words = sum(times for word, times in Counter(text.lower().split()).items() if _martial(word))
    return words >= FEWEST_WORDS_OF_WAR and words * WAR_EVERY >= len(text)


def holds(s: Sentence, one: Found, place: str | None, war: bool) -> bool:
    """Whether the reading is an event at ``place``; ``war``: the whole text is about war."""
    if one.actor is not None and one.type in GROUND and IMAGERY.search(one.actor):
        return False  # "imagery captured a convoy"
    if one.actor is None and one.type in DONE_BY_SOMEBODY and not (one.nominal or one.passive):
        return False
    if one.type in MOVEMENTS and not (war or MARTIAL.search(s.text, s.start[0], s.end[-1])):
        return False  # plans are advanced, bids withdrawn
    if s.low[one.token].startswith(CONTESTS) and not (war or MARTIAL.search(s.text, s.start[0], s.end[-1])):
        return False  # a hotly fought contest in a state
    return place is not None or _holds_without_place(s, one, war)


def _holds_without_place(s: Sentence, one: Found, war: bool) -> bool:
    """What happened nowhere in particular needs a doer, unless it is violence told or fighting referred to.

    A fight needs words of war: a team attacks, a company captures a market.
    """
    martial = war or one.type not in GROUND or bool(MARTIAL.search(s.text, s.start[0], s.end[-1]))
    if one.actor is None:
        told = one.nominal and not one.weak and one.type in ("sanction", "consult", "concede")
        told = told or (one.passive and one.type not in GROUND)
        return told or (martial and one.type in (GROUND if one.weak else VIOLENCE))
    civil = one.type in GROUND and one.actor.split(" ")[-1] in CIVIL
    return martial and not civil and not (one.weak and one.actor == BOTH_SIDES)
