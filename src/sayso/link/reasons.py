"""Why two contents cannot both hold, in the words of the two texts, for a person.

In: a conflict, which knows stems and numbers, and both texts. Out: one line without a stem and without a figure that
the texts do not write so, where they write it at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from sayso.link.conflicts import Conflict, written
from sayso.link.words import Word, wording, words
from sayso.read.figures import figures, normalised

_MULTIPLES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "square", "cubic", "percent"})
MOST_WORDS = 8  # of a figure's phrase; more is the sentence itself, which stands beside the reason


def in_own_words(conflict: Conflict, left: str, right: str) -> str:
    """The reason of a conflict between two texts."""
    if conflict.kind == "denial":
        denied = next((found for text in (left, right) if (found := _word(text, conflict.said[0]))), "")
        return "one denies what the other states" + (f" (“{denied}”)" if denied else "")
    if conflict.kind == "figure":
        return _against(*(_figure(text, value) for text, value in zip((left, right), conflict.values, strict=True)))
    if conflict.causes:
        return f"{_against(*(f'“{cause}”' for cause in conflict.said))} as the cause"
    sides = [_word(text, stem) for text, stem in zip((left, right), conflict.said, strict=True)]
    return _against(f"“{sides[0]}”", f"“{sides[1]}”") if all(sides) else conflict.reason


def _against(left: str, right: str) -> str:
    return f"{left} against {right}"


def _word(text: str, stem: str) -> str:
    """The first word of a text with a stem, as it is written there; empty if there is none."""
    found = (word for word in words(text) if word.stem == stem)
    return next((text[word.start : word.end] for word in found), "") if stem else ""


def _figure(text: str, value: float) -> str:
    """The figure with what it counts, as the text writes it; the plain number where it does not."""
    found = words(text)
    plain = f"{value:g}" if value < 1e6 else f"{value:.0f}"
    place = next(
        (place for place, word in enumerate(found) if word.plain == plain or _scaled(found, place) == value), None
    )
    if place is None:
        return _measured(text, value)
    last = place
    for next_word in range(place + 1, min(len(found), place + MOST_WORDS)):
        if text[found[last].end : found[next_word].start] != " " or found[next_word].plain in wording().stop:
            break
        last = next_word
        if found[last].plain not in _MULTIPLES:
            break
    return f"“{text[found[place].start : found[last].end]}”"


def _measured(text: str, value: float) -> str:
    """A figure that is compared in another unit than it is written in, or written in letters: "four centimetres"."""
    found = (one for one in figures(text) if isclose(normalised(one)[0] or 0.0, value))
    return next((f"“{text[one.start : one.end]}”" for one in found), written(value))


def _scaled(found: Sequence[Word], place: int) -> float | None:
    """The value of a number with the word after it: 1.9 million."""
    scale = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
    if place + 1 == len(found) or found[place + 1].plain not in scale:
        return None
    try:
        return round(float(found[place].plain) * scale[found[place + 1].plain], 6)
    except ValueError:
        return None
