"""The words by which one side of a comparison may say what the other says with "not".

In: the two sides and their negative words. Out: how many of each side the other has none for. "No Jew may kill" answers
"Jews are prohibited from killing", "too few guards" answers "inadequate", "the only candidate" answers "no other". Such
words accuse nobody; they only leave open whether a "not" on the other side says anything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from sayso.check.aligned import Token
from sayso.check.compared import Side
from sayso.check.wording import check_wording
from sayso.link.words import light_stem

_LESS = re.compile(r"(?!(?:un|nonethe|neverthe|regard|wire)less)[a-z]{3,}less(?:ly)?")
_IDIOM = re.compile(
    r"\b(?:(?:turn|rul|left|leav|kept|keep|call|vot|hold|held|put|throw|threw|thrown)\w* (?:\w+ )?(?:down|out|off|from)"
    r"|(?:stay|stand|stood|kept|keep)\w* away|far from|rather than|instead of|other than|out of|short of|free of"
    r"|too (?:few|little|\w+ (?:to|for)))\b",
    re.I,
)


def answers(side: Side, marks: Iterable[tuple[int, str]], sentences: frozenset[int] | None = None) -> Counter[str]:
    """The negatives of a side, and what may stand for one, by what they count as; of some sentences only, or of all.

    ``marks``: the places of its negatives and under what each counts.
    """
    own = dict(marks)
    found: Counter[str] = Counter()
    for at, token in enumerate(side.tokens):
        if sentences is not None and token.sentence not in sentences:
            continue
        if at in own:
            found[own[at]] += 1
        elif _may_answer(token.plain):
            found[light_stem(token.plain)] += 1
    return found + Counter(_idioms(side, lambda token: sentences is None or token.sentence in sentences))


def _idioms(side: Side, counts: Callable[[Token], bool]) -> Iterable[str]:
    starts = {token.start for token in side.tokens if counts(token)}
    for span in side.spans:
        for match in _IDIOM.finditer(side.page.text, span.start, span.end):
            if match.start() in starts:
                yield match.group().lower()


@lru_cache(maxsize=20_000)
def _may_answer(plain: str) -> bool:
    lexicon = check_wording().answers
    return plain in lexicon or light_stem(plain) in lexicon or _LESS.fullmatch(plain) is not None
