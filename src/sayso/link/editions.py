"""What an outlet tells again in another of its documents, and what is only worded alike.

In: two tellings of one outlet. Out: what keeps them apart. A daily report tells in yesterday's words what happened
today, under the same headings and with the same phrases: there likeness shows the writer's habit, where between two
outlets it shows one matter. What is verbatim and says how things are may be told again; a report of what happened may
not, unless both name the day.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.moments import moment
from sayso.link.tellings import Telling
from sayso.link.words import wording, words
from sayso.read.finite import has_finite_verb

HALF_DAY = 43_200  # seconds between two editions: within one day an outlet's documents tell of one event
_IN_BRACKETS = re.compile(r"\([^()]*\)?")
_DONE = frozenset("did didn't was were wasn't weren't had hadn't".split())
_COUNTED = re.compile(
    r"\b(?:(?:next|coming|past|last|previous|within) (?:\S+ )?(?:hours|days?|week)"
    r"|as of (?:this )?(?:publication|writing))\b",
    re.IGNORECASE,
)
_GOES_ON = frozenset("continue continues remain remains".split())
_PERFECT = frozenset("has have having hasn't haven't".split())


def another_edition(left: Telling, right: Telling) -> bool:
    """Whether one outlet prints both, in documents at least half a day apart, or without a date."""
    if left.publisher.key != right.publisher.key or left.document == right.document:
        return False
    first, second = moment(left.published), moment(right.published)
    return first is None or second is None or abs(first - second) >= HALF_DAY


def habits(left: Telling, right: Telling, *, quoted: bool) -> tuple[str, ...]:
    """What keeps apart two tellings of `another_edition` that share no day; ``quoted``: they are one quotation."""
    if is_phrase(left.text) or is_phrase(right.text):
        return ("a phrase or heading that the outlet uses again",)
    if not quoted and (is_of_its_day(left.text) or is_of_its_day(right.text)):
        return ("the outlet reports as much of another day",)
    return ()


def is_passing(telling: Telling) -> bool:
    """Whether a telling says by itself nothing that its outlet's next edition could say again: undated, and a phrase or
    of its day. A quoted sentence keeps for ever.
    """
    if telling.content.days:
        return False
    return is_phrase(telling.text) or (telling.kind != "direct" and is_of_its_day(telling.text))


@lru_cache(maxsize=50_000)
def is_phrase(text: str) -> bool:
    """A heading, a list's label, "the attack on the port"."""
    return not has_finite_verb(text)


@lru_cache(maxsize=50_000)
def is_of_its_day(text: str) -> bool:
    """Whether the first verb to be seen says what happened, or goes on, not how things are or may be; or a time is
    counted from the day of publication: what may happen "within 48 hours" is tomorrow another thing.
    """
    if _COUNTED.search(text):
        return True
    running = _running(text)
    for place, word in enumerate(running):
        if word in _DONE or word in _GOES_ON or _past(word):
            return True
        if word in _PERFECT:  # "has not advanced", but "has sufficient power"
            return any(map(_past, running[place + 1 : place + 3]))
        if word in wording().finite or word in wording().mood:
            return False
    return False


def _running(text: str) -> list[str]:
    """The folded words outside brackets; the second half of "Russian-occupied" is none."""
    plain = _IN_BRACKETS.sub(" ", text)
    return [word.plain for word in words(plain) if plain[word.start - 1 : word.start] != "-"]


def _past(word: str) -> bool:
    return (len(word) > 4 and word.endswith("ed")) or word in wording().past
