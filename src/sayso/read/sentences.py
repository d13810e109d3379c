"""Sentences of a block.

sentencex (Wikimedia's splitter) proposes the boundaries; we repair what it gets wrong in news: ranks and units
("72nd Mech. Brigade"), initials, and the speech tag that follows a quotation ('"Never!" Peskov said.').
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, zip_longest

from sentencex.sentencex import segment

from sayso.model import Span

ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]|Mech|Brig|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Pvt|Cpl|Div|Regt|Bn|Art|No|Nos|Fig|Mr|Mrs|Ms"
    r"|Dr|Prof|Sen|Rep|Gov|St|Mt|Ft|Jr|Sr|vs|approx|est|ca|cf|Inc|Ltd|Co|Corp|U\.S|U\.K|U\.N|E\.U|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|obl|vol|al|i\.e|e\.g)\.\s*$"
)
NEW_SENTENCE = re.compile(
    r"(?:The|A|An|He|She|It|They|We|In|On|At|But|And|This|That|These|Those|However|According|His|Her|Its)\b"
)
TAG = re.compile(
    r"(?:he|she|they|(?!(?:He|She|They|It|We|I)\b)(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof)\.\s+)?"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}|the\s+\w+(?:\s+\w+)?)\s+"
    r"(?:also\s+|then\s+|has\s+|had\s+)?(?:said|says|asked|added|wrote|told|stressed|noted|explained|replied|exclaimed|emphasi[sz]ed|concluded|insisted|declared|continued|stated|warned|recalled)\b(?!:)"
    r"|(?:said|says|added|wrote|asked|replied|explained|according to)\s"
)
LONGEST_REMEMBERED = 10_000  # characters of a block; 2,048 of them are 20 MB at most
LONGEST_END = 20  # characters of the marks that close a sentence
LONGEST_ABBREVIATED = 8  # characters: " approx."
LONGEST = 4000  # characters: ISW's longest has 1,100; the grammar's cost grows with the square of a sentence
EMPHASIS = "*_"  # Markdown's marks stand outside the sentence they emphasise
ON_X = re.compile(r"\bon X\.\s*$")
# Ends that sentencex does not see: a full stop with a footnote's mark, the month that is no abbreviation, and a
# quotation's end before a new sentence's first word.
# All begin with one set, so that the search runs over what ends nothing.
END = re.compile(
    r"[.!?](?:[”\"]?(?:\[\d{1,3}\])+\s+(?=[A-Z“\"])|(?<=\bMay\.)\s+(?=[A-Z])"
    r"|(?:[”\"]|'')\s+(?=(?:He|She|They|It|But|And|The|In|That|This|On|When|Asked|Mr\.|Mrs\.|Ms\.)\s))"
)
# Any sign but a new line after which sentencex could end a sentence; a bracket only behind a digit. Letters stand by
# themselves, though \w holds them: they are looked up in a table, where \w asks what Unicode says of each.
ENDING_SIGN = re.compile(r"[^a-zA-Z \w\s,;:(“\"‘’'\[\]$%&/–—-](?:(?<!\))|(?<=\d\)))")
# sentencex 1.0.32 panics on a space of more than one byte right before a full stop ("A\u2009."): the process ends.
WIDE_SPACE = re.compile(r"[^\S\x00-\x7f](?=\.)")
WIDE_STOP = re.compile(r"\.(?<=[^\S\x00-\x7f]\.)")  # the same sought by its full stop, of which a paragraph has few
MORE_WORDS = re.compile(r"\s\S")
CLOSING = tuple("”\"’'»«")
CLOSED = re.compile(r"[.!?…,][”\"’'»«]+\s*$")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of ``text[start:end]``, without surrounding white space."""
    words = text[start:end]
    found = _remembered(words) if len(words) <= LONGEST_REMEMBERED else _split(words)
    return [Span(start + a, start + b) for a, b in found]


@lru_cache(maxsize=2048)
def _remembered(words: str) -> tuple[tuple[int, int], ...]:
    """Each stage of reading asks for the sentences of the same blocks: five times an article."""
    return _split(words)


def _split(words: str) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    if not _may_part(words):
        _append(out, words, 0, len(words))
        return tuple(out)
    at = begin = 0
    plain = words if words.isascii() or WIDE_STOP.search(words) is None else WIDE_SPACE.sub(" ", words)
    pieces = segment("en", plain)
    if _may_hold_end(words) and END.search(words) is not None:
        pieces = [part for piece in pieces for part in _parted(piece)]
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        at += len(piece)
        if following and _joined(piece, following):
            continue
        _append(out, words, begin, at if at < len(words) else len(words))
        begin = at
    if begin < len(words):
        _append(out, words, begin, len(words))
    return tuple(out)


def _may_hold_end(words: str) -> bool:
    """Whether one of the signs is there without which `END` finds nothing: most paragraphs have none."""
    return "”" in words or '"' in words or "]" in words or "''" in words or "May." in words


def _may_part(words: str) -> bool:
    """Whether words stand behind a sign that could end a sentence; they are looked for once, not from each sign."""
    stop = words.find(". ") + 1  # quicker than the pattern, and in nearly every paragraph of two sentences
    if stop and MORE_WORDS.search(words, stop):
        return True
    sign = ENDING_SIGN.search(words)
    first = min(sign.end() if sign is not None else len(words), words.find("\n") + 1 or len(words))
    return MORE_WORDS.search(words, first) is not None


def _parted(piece: str) -> list[str]:
    """A piece cut at the ends that sentencex runs over: "… regret it."[3] Medvedev's …", "… in May. He …"."""
    ends = [match.end() for match in END.finditer(piece)]
    return [piece[a:b] for a, b in pairwise([0, *ends, len(piece)]) if a < b] if ends else [piece]


def _joined(piece: str, following: str) -> bool:
    if "\n\n" in piece[-3:]:
        return False
    bare = piece.rstrip()
    if bare.endswith("."):
        if NEW_SENTENCE.match(following) is not None:
            return False
        tail = max(0, len(bare) - LONGEST_ABBREVIATED)
        return ABBREVIATED.search(piece, tail) is not None and not ON_X.search(piece, tail)
    if not bare.endswith(CLOSING) or TAG.match(following) is None:
        return False
    return CLOSED.search(piece, max(0, len(bare) - LONGEST_END)) is not None


def _append(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and ((first := text[start]).isspace() or first in EMPHASIS):
        start += 1
    while end > start and ((last := text[end - 1]).isspace() or last in EMPHASIS):
        end -= 1
    while end - start > LONGEST:  # no sentence: a table, a list of names, somebody's attack
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        out.append((start, cut))
        start = cut + (text[cut] == " ")
    if start < end:
        out.append((start, end))
