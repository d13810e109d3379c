"""A sentence as its words, and the stretches of it that a clause may not leave."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.read.events.lexicon import OPENERS

WORD = re.compile(
    r"[a-z]++(?=[\s,;:])|(?!\s)(?:"  # nine words of ten, as what follows would read them; and no space is one
    r"['’](?:s|re|ve|ll|d)\b|n['’]t\b|\w+?(?=n['’]t\b)|--+|[OD]['’][A-Z]\w+|(?:[A-Z]\.){2,}|(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Sen|Rep|Gov|St|Prof)\.(?=\s[A-Z])|\w+(?:[-‑.](?=\w)\w+)*|[^\w\s])"
)
MARKS = frozenset([*";:—–", "--"])


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and marks with their offsets; ``low`` is lower case with straight apostrophes."""

    text: str
    word: list[str]
    low: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def opens(self, i: int) -> bool:
        """Whether a clause may begin behind token ``i``."""
        return self.low[i] in OPENERS or self.word[i] in MARKS or self.word[i] == ","

    def capital(self, i: int) -> bool:
        """Whether token ``i`` is written with a capital or is a number beside one ("42nd")."""
        return self.word[i][:1].isupper()


def sentence(text: str, start: int, end: int) -> Sentence:
    """The words of ``text[start:end]``."""
    found = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    return Sentence(
        text,
        [w for w, _, _ in found],
        [w.lower().replace("’", "'") for w, _, _ in found],
        [a for _, a, _ in found],
        [b for _, _, b in found],
    )
