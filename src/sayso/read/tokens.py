"""Words of a text with their offsets, and which quotation each stands in.

In: a text and its quotations. Out: parallel lists, so that the grammar's inner loops index instead of building
objects. A possessive ``'s`` is a token of its own; so is each mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress

from sayso.model import Span
from sayso.read.quotes import Quotation

# Abbreviations that keep their full stop.
_ABBREVIATED = "Mr Mrs Ms Dr Sen Rep Gov Gen Jr Sr St Lt Col Sgt Maj Capt Adm Rev Prof No".split()
# Between tokens stands nothing but white space: split by this, a text is white space, token, white space, token … .
# Each pattern begins behind the token's first sign, of which all tell by looking back: so the search runs over white
# space, and does not try them on it.
WORD = re.compile(
    r"(\S(?:"
    # Nine words of ten: none of what follows would read them otherwise. What is most frequent is asked first.
    r"(?<=[a-zA-Z])[a-zA-Z]*+(?=[ ,\n;:!?)”\"])"
    r"|(?<=[,;:!?()“”\"])|(?<=\.)(?!\.)"  # most marks, likewise
    r"|(?<=[A-Za-z])[A-Za-z]{4,}+(?=\.\s|['’]s\b)"  # words longer than any abbreviation, likewise
    r"|(?<=\d)\d*(?:[.,:]\d+)*%?"
    r"|(?<=[^\W\d_])(?:"
    r"\.(?:[^\W\d_]\.)+"  # U.S., D.C.
    r"|[\w-]*\.(?:com|org|net|info|gov|edu|tv|co\.uk|eu)\b(?![\w.]\w)"  # Edmunds.com
    r")"
    rf"|(?<=[A-Z])(?:{'|'.join(f'(?<={word[0]}){word[1:]}' for word in _ABBREVIATED)})\.(?=\s)"
    r"|(?<=['’])(?:s|S|re|ve|ll|d|m)\b"
    r"|(?<=\w)(?:"
    r"(?<=n)['’]t\b"
    r"|\w*?(?=n['’]t\b)"
    r"|\w*(?:[-‑]\w+|['’](?!(?:s|S|re|ve|ll|d|m)\b)(?=\w)\w+)*"
    r")"
    r"|(?<=\.)\.+|(?<=-)-+|(?<=')'|"
    r"))"
)


BRACKETED = re.compile(r"\[[^\]\n]{1,300}\]")
NONE: list[int] = []
BRACKET = -2  # an editor's words, in nobody's scope


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over the words and marks of ``text``; ``quote[i]`` is the index of the innermost
    quotation that holds token ``i``, -1 outside of any, `BRACKET` within square brackets; ``quoted[i]`` whether it
    stands in either."""

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    low: list[str]
    quote: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.word)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Token indices ``[a, b)`` of the tokens that begin within code points ``[start, end)``."""
        return bisect_left(self.start, start), bisect_left(self.start, end)

    def span(self, a: int, b: int) -> Span:
        """The code points of tokens ``[a, b)``; ``a < b``."""
        return Span(self.start[a], self.end[b - 1])

    def places(self, words: frozenset[str]) -> list[int]:
        """Indices of the tokens that are one of ``words`` in lower case."""
        return list(compress(range(len(self.low)), map(words.__contains__, self.low)))

    def at(self, offset: int) -> int:
        """Index of the token that covers or precedes ``offset``."""
        return max(0, bisect_right(self.start, offset) - 1)


class Places:
    """Some of a text's tokens, looked up by where they begin: among these few, not among all of the text's."""

    __slots__ = ("_starts", "_tokens")

    def __init__(self, tokens: Tokens, some: list[int]) -> None:
        """``some`` are the tokens' indices in order."""
        start = tokens.start
        self._tokens, self._starts = some, [start[i] for i in some]

    def within(self, start: int, end: int) -> list[int]:
        """Indices of those that begin within code points ``[start, end)``."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return NONE
        return self._tokens[first : bisect_left(starts, end, first)]


def _straighten(text: str, start: list[int], low: list[str]) -> None:
    """Typeset apostrophes as typed ones, in the few tokens that have any: all but white space stands in a token."""
    at = text.find("’")
    while at >= 0:
        i = bisect_right(start, at) - 1
        low[i] = low[i].replace("’", "'")
        at = text.find("’", at + 1)


def tokenize(text: str, quotations: Sequence[Quotation] = ()) -> Tokens:
    """Split ``text`` into tokens and mark each with its innermost quotation."""
    parts = WORD.split(text)
    bounds = list(accumulate(map(len, parts)))
    start, end, word = bounds[:-1:2], bounds[1::2], parts[1::2]
    low = list(map(str.lower, word))
    _straighten(text, start, low)
    if "WHO" in text:  # the organisation is no pronoun
        low = [w if w == "WHO" else one for w, one in zip(word, low, strict=True)]
    # Outer quotations come first, inner ones overwrite.
    marked = [(index, quotation.start, quotation.end) for index, quotation in enumerate(quotations)]
    marked += [(BRACKET, match.start(), match.end()) for match in BRACKETED.finditer(text)]
    quote, quoted = [-1] * len(word), [False] * len(word)
    for index, begin, stop in marked:
        a, b = bisect_left(start, begin), bisect_left(start, stop)
        quote[a:b] = [index] * (b - a)
        quoted[a:b] = [True] * (b - a)
    return Tokens(text, start, end, word, low, quote, quoted)
