"""The stretches of a text that hold a trigger: roughly its sentences, without datelines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from heapq import merge
from itertools import accumulate, compress

from sayso.read.events.actors import DAYS
from sayso.read.events.lexicon import ADVERB, Trigger, triggers

LETTERS = re.compile(r"[A-Za-z][A-Za-z-]*")
BETWEEN = re.compile(rf"({LETTERS.pattern})")
# A rough end is enough here: it only bounds the search for a subject and for places.
SENTENCE_END = re.compile(
    r"[.!?…\n,](?:(?<=[.!?…])['\"”’)\]]*(?:,+\s*|\s+)(?=[\"“‘'`(\[•]*\s*[A-Z0-9])|(?<=\n)\n*|(?<=,),+|(?<=[\w)\]”],)(?=[A-Z“]))"
)
ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Mech|Sen|Rep|Gov|St|No|U\.S|U\.N|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Jr|Rev|Prof|"
    r"Calif|Fla|Tex|Mass|Pa|Va|Ala|Ariz|Colo|Conn|Ga|Ill|Kan|Ky|Md|Mich|Minn|Miss|Mo|Okla|Ore|Tenn|Wash|Wis|[A-Z])\.$"
)
# "ISTANBUL, Turkey (AP) - ": what follows is the sentence.
DATELINE = re.compile(
    r"\s*(?:[A-Z][^()\n]{1,50}\([^()\n]{2,30}\)|[A-Z][A-Z .'-]{2,30}(?:,\s*[A-Z][\w.]+){0,2})\s*(?:_+|--?\s|[—–])\s*"
)
# what a verb in the passive needs stands before it
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?\w+\Z")
PASSIVE_REACH = 40
LONGEST = 1500  # characters of a sentence on each side of its first trigger; more is a page without stops


def sentences_with_triggers(text: str, more: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
    """Beginning and end of each, in order, at most twice `LONGEST` long; ``more``: other words to look at, in order."""
    ends = [
        m.end()
        for m in SENTENCE_END.finditer(text)
        if not ABBREVIATED.search(text, max(0, m.start() - 8), m.start() + 1)
    ]
    known = triggers()
    done = 0
    for begin, end, word in merge(_words(text, known.keys()), ((at, at, "") for at in more)):
        if begin < done or (word and not _may_follow(text, end, known[word])):
            continue
        at = bisect_right(ends, begin)
        start = ends[at - 1] if at else 0
        start = max(start, done, begin - LONGEST)
        done = min(ends[at] if at < len(ends) else len(text), start + 2 * LONGEST)
        dateline = DATELINE.match(text, start, done)
        yield (dateline.end() if dateline else start), done


def _words(text: str, known: Set[str]) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and small letters of each word that is known."""
    parts = BETWEEN.split(text)  # what stands between words, a word, what stands between …
    bounds = list(accumulate(map(len, parts)))
    words = list(map(str.lower, parts[1::2]))
    return compress(zip(bounds[:-1:2], bounds[1::2], words, strict=True), map(known.__contains__, words))


def _may_follow(text: str, end: int, lines: Sequence[Trigger]) -> bool:
    """Whether any line's needs can stand behind: most words of saying are followed by nothing of note."""
    if any(line.follows is None or line.follows.match(text, end) for line in lines):
        return True
    if PASSIVE.search(text, max(0, end - PASSIVE_REACH), end):
        return True
    aside = LETTERS.match(text, end + 1)
    if aside is None or not an_aside(aside.group().lower()):
        return False
    return any(line.follows.match(text, aside.end()) for line in lines if line.follows is not None)


def an_aside(word: str) -> bool:
    """Whether a word may stand between a verb and what it needs ("complained bitterly about")."""
    return word.endswith("ly") or word in ADVERB or word in DAYS
