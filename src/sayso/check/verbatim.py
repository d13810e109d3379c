"""The words of a quotation as they must stand at the source, and what is forgiven.

In: a text. Out: its words, folded, with their offsets. Two passages are *verbatim* equal when these words are equal.
So forgiven are: the kind of quotation marks and apostrophes; dashes and hyphens; spaces and line breaks; punctuation
between words; capital letters; accents and other marks on letters. A bracketed insertion in either text (``[sic]``,
``[the ministry]``) is passed over and may stand for up to five words of the source; an ellipsis for words left out.
Not forgiven is any other word or digit, spelling included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from sayso.link.words import fold

_A_WORD = r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’ʼ‘][^\W_]+)*"
_WORD = re.compile(_A_WORD)
_TOKEN = re.compile(
    rf"(?P<word>{_A_WORD})"
    r"|(?P<left_out>\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.)"
    r"|(?P<inserted>\[[^\]\n]{1,300}\])"
)
INSERTION = 5  # words of the source that a bracketed insertion may stand for: "[the minister]" for a full title
LEFT_OUT = 300  # words of the source that an ellipsis may leave out: a page


class Words(Struct, frozen=True):
    """Folded words with the code points of each, and the gaps: (index of the word after it, most words missing)."""

    plain: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[tuple[int, int], ...] = ()

    def fragments(self) -> list[tuple[tuple[str, ...], int]]:
        """The runs of words between gaps, each with the most words that may be missing before it."""
        cuts = [(0, 0), *((at, room) for at, room in self.gaps if 0 < at < len(self.plain))]
        ends = [at for at, _ in cuts[1:]] + [len(self.plain)]
        return [(self.plain[at:end], room) for (at, room), end in zip(cuts, ends, strict=True) if at < end]


def exact_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of ``text[start:end]``, offsets in ``text``."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        if match.lastgroup == "word":
            plain.append(folded(match.group()))
            starts.append(match.start())
            ends.append(match.end())
        else:
            gaps.append((len(plain), LEFT_OUT if match.lastgroup == "left_out" else INSERTION))
    return Words(tuple(plain), tuple(starts), tuple(ends), tuple(gaps))


def plain_words(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words of `exact_words` without their offsets: half the time, for an index over a whole desk."""
    if text.find("[", start, end) >= 0:
        return exact_words(text, start, end).plain
    return tuple(map(folded, _WORD.findall(text, start, end)))


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word as all words are compared: see `sayso.link.words.fold`."""
    return fold(word)


def joined(plain: Sequence[str]) -> str:
    """Words as one string in which a run of words can be found as a substring: each has a blank on both sides."""
    return f" {' '.join(plain)} "
