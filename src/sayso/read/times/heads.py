"""Where a time can be: the head words of time expressions, found in one pass over the text.

An Aho-Corasick automaton finds every head in time linear in the text (some 10 µs for an article); only
around heads does the grammar look closer. `starts` walks left from a head over the words that can open
an expression ("the first three" months).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from sayso.read.times.words import CENTURIES, MONTHS, ORDINALS, QUANTITY_MODS, SCALES, SMALL, TENS, WEEKDAYS

_FULL_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "sept",
]
_FULL_DAYS: Final = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tues",
    "weds",
    "thur",
    "thurs",
]
_UNITS: Final = [
    "second",
    "minute",
    "min",
    "hour",
    "day",
    "week",
    "fortnight",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "centurie",
    "night",
]

KINDS: Final[dict[str, str]] = {
    **dict.fromkeys((*MONTHS, *_FULL_MONTHS), "month"),
    **dict.fromkeys((*WEEKDAYS, *_FULL_DAYS), "weekday"),
    **dict.fromkeys(_UNITS, "unit"),
    **dict.fromkeys(("today", "yesterday", "tomorrow", "tonight", "overnight"), "deictic"),
    **dict.fromkeys(("morning", "afternoon", "evening", "noon", "midday", "midnight", "dawn", "dusk"), "daytime"),
    **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), "season"),
    **dict.fromkeys(("daily", "weekly", "monthly", "annually", "yearly", "hourly", "nightly"), "adverb"),
    **dict.fromkeys(
        ("christmas", "easter", "thanksgiving", "new year", "halloween", "boxing day", "election day"),
        "holiday",
    ),
    **dict.fromkeys((f":{ten}" for ten in range(6)), "colon"),
    **dict.fromkeys(("a.m", "p.m", "am", "pm", "o'clock", "gmt", "utc"), "clock"),
    **dict.fromkeys((str(century) for century in range(10, 22)), "year"),
    **dict.fromkeys(("nineteen ", "eighteen ", "year two thousand"), "spoken"),
    **dict.fromkeys(("0s", "'40s", "'50s", "'60s", "'70s", "'80s", "'90s"), "decade"),
    **dict.fromkeys(("q1", "q2", "q3", "q4", "fy"), "fiscal"),
}
_HEADS: Final = tuple(KINDS)
_KIND_OF: Final = tuple(KINDS.values())
_WORDLIKE: Final = frozenset(("month", "weekday", "deictic", "daytime", "season", "adverb", "holiday", "unit"))

# Words that can stand in an expression before its head, besides numbers, quantities, months and weekdays.
_OPENING: Final = """
    a an the this that these those last past next coming following previous preceding same recent latest
    current every each early earlier late later mid beginning start end middle close rest of in before after
    several many few couple half and or to half-dozen number dozens fiscal financial calendar very just well
    final additional another more whole entire full year-ago year-earlier only much summer winter spring
    autumn fall morning afternoon evening night hours between comparable corresponding upcoming other
    weekend day week month year time quarter week's year's today's noon midnight
"""
_LEADERS: Final = frozenset(
    (
        *_OPENING.split(),
        *(*SMALL, *TENS, *SCALES, *ORDINALS, *CENTURIES, *MONTHS, *_FULL_MONTHS, *_FULL_DAYS),
        *(word for phrase in QUANTITY_MODS for word in phrase.split()),
    )
)
_MOST_WORDS: Final = 8
_MOST_BACK: Final = 80
_CHUNK: Final = 1 << 16


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(list(_HEADS), matchkind=MatchKind.LeftmostLongest)


def heads(flat: str) -> Iterator[tuple[str, int, int]]:
    """The heads in a flattened text: (kind, start, end), in order. Memory stays bounded by the chunk."""
    find = _automaton().find_matches_as_indexes
    for base, chunk in _chunks(flat):
        for index, start, end in find(chunk):
            kind = _KIND_OF[index]
            start, end = start + base, end + base
            if kind in _WORDLIKE and (_within_word(flat, start - 1) or _goes_on(flat, end)):
                continue
            yield kind, start, end


def _chunks(flat: str) -> Iterator[tuple[int, str]]:
    if len(flat) <= _CHUNK:
        yield 0, flat
        return
    start = 0
    while start < len(flat):
        end = start + _CHUNK
        cut = flat.rfind(" ", start, end) + 1 if end < len(flat) else len(flat)
        end = cut if cut > start else end
        yield start, flat[start:end]
        start = end


def _within_word(flat: str, index: int) -> bool:
    return index >= 0 and flat[index].isalnum()


def _goes_on(flat: str, end: int) -> bool:
    """Whether a word goes on after the head, other than by a plural."""
    after = flat[end : end + 2]
    if not after or not after[0].isalpha():
        return False
    return not (after[0] == "s" and not after[1:].isalpha())


def starts(flat: str, start: int, floor: int) -> list[int]:
    """Where an expression around the head at ``start`` could begin, leftmost first."""
    floor = max(floor, start - _MOST_BACK)
    found = [start]
    here = start
    for _ in range(_MOST_WORDS):
        gap = here
        while gap > floor and here - gap < 4 and flat[gap - 1] in " -":
            gap -= 1
        if gap == here:
            break
        opens = max(flat.rfind(" ", floor, gap), flat.rfind("-", floor, gap), floor - 1) + 1
        while opens < gap and flat[opens] in "\"'([“«":
            opens += 1
        word = flat[opens:gap]
        if not word or not (word in _LEADERS or word[0].isdigit() or word[-1] == ","):
            break
        found.append(opens)
        here = opens
    found.reverse()
    return found
