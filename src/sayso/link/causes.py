"""What a text gives as the cause of what: "a pump caused the fire", "the fire broke out because of a pump".

In: the text of a telling. Out: the words for the cause and for its effect. Two texts give rival causes of one thing if
their effects share their words and their causes are far apart in meaning: an electrical fault is a short circuit, and
no gas leak.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from sayso.link.meaning import meaning, nearness
from sayso.link.words import Word, as_written, wording, words

FAR = 0.3  # cosine: gas leak and short circuit .00, and explosive device .26; electrical fault and short circuit .52
MOST_WORDS = 8  # of a cause as it is shown; more is the sentence itself
NEXT = 3  # words of weight beside the effect: days and places lie beyond them
_WHEN = frozenset(map(str.lower, (*day_name, *month_name))) | frozenset(
    "today yesterday morning afternoon evening night last early late".split()
)
_BE = r"(?:is|was|were|are|has been|had been|have been|might be|may be|could be)"
_IS_CAUSE = r"(?:the |a )?(?:\w+ )?(?:cause of|reason for|to blame for|behind)"
_BROUGHT = r"(?:caused|causes|triggered|triggers|sparked|set off|touched off|ignited|provoked|brought about)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^(?:that )?(?:the )?(?:\w+ )?(?:cause of|reason for|behind) (?P<effect>.+?) {_BE} (?P<cause>.+)$",
        rf"^(?P<effect>.+?) (?:because of|due to|owing to|as a result of|blamed on|{_BROUGHT} by) (?P<cause>.+)$",
        rf"^(?P<cause>.+?) (?:as|{_BE}) {_IS_CAUSE} (?P<effect>.+)$",
        rf"^(?P<cause>.+?) (?:{_BROUGHT}|led to|resulted in) (?P<effect>.+)$",
    )
)


class Cause(Struct, frozen=True):
    """``cause`` as the text has it, ``meaning`` its own; ``effect`` as stems, without weak words."""

    cause: str
    meaning: bytes
    effect: frozenset[str]


@lru_cache(maxsize=50_000)
def cause_in(text: str) -> Cause | None:
    """What the text gives as the cause of what; None if it gives none."""
    plain = " ".join(text.split()).rstrip(".!")
    found = next((match for form in _FORMS if (match := form.match(plain))), None)
    if found is None:
        return None
    effect = {word.stem for word in words(found["effect"]) if word.plain not in wording().stop}
    after = found.start("cause") > found.start("effect")
    cause = [word for word in words(found["cause"]) if word.plain != "that"]
    shown = cause[:MOST_WORDS] if after else cause[-MOST_WORDS:]
    return Cause(as_written(found["cause"], shown), _meaning(cause, after), frozenset(effect - wording().weak))


def _meaning(cause: Sequence[Word], after: bool) -> bytes:
    said = [word.plain for word in cause if word.plain.isalpha() and word.plain not in wording().stop | _WHEN]
    return meaning(said[:NEXT] if after else said[-NEXT:])


def are_rivals(one: Cause, other: Cause) -> bool:
    """Whether the two are different causes of one thing."""
    shared = one.effect & other.effect
    if not shared or 2 * len(shared) < min(len(one.effect), len(other.effect)):
        return False
    return bool(one.meaning and other.meaning) and nearness(one.meaning, other.meaning) < FAR
