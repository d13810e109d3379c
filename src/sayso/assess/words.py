"""The content words of a sentence, for comparing lines: lower case, no function words, endings cut."""

from __future__ import annotations

import re

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FUNCTION_WORDS = """
a an the this that these those and or but nor so yet for of to in on at by from with without within
into onto over under after before during since until through against between among about around as
than then when while where which who whom whose what why how if whether because although though is
are was were be been being am has have had having do does did doing will would shall should can
could may might must not no it its he him his she her they them their we us our you your i my me
also more most some any all both each other such only there here very just said says say saying told
reported reports report according stated noted added
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_ENDING = re.compile(r"(?:ing|edly|ed|es|ly|s|['’]s)$")


def content_words(text: str) -> tuple[str, ...]:
    """Content words in text order, stemmed: common English endings cut, then six letters kept.

    Six, so that Ukraine and Ukrainian meet.
    """
    found = (word.lower() for word in _WORD.findall(text))
    return tuple(_stem(word) for word in found if word not in _FUNCTION)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """How much two sets of words share, 0 to 1: the mean of Jaccard and of the overlap coefficient."""
    shared = len(left & right)
    if not shared:
        return 0.0
    return (shared / len(left | right) + shared / min(len(left), len(right))) / 2


def _stem(word: str) -> str:
    cut = _ENDING.sub("", word)
    return (cut if len(cut) >= 4 else word)[:6]
