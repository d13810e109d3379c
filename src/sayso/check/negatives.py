"""The negative words of a text: where they stand, how surely they negate, and which words they reach.

In: one side of a comparison. Out: its marks. A negator puts the content words behind it, up to the end of its clause,
in the negative: NegEx's method (Chapman et al. 2001), with news' own negators.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from sayso.check.aligned import Token
from sayso.check.compared import Side
from sayso.check.passages import keys_of
from sayso.check.wording import check_wording
from sayso.link.vocabulary import RARE, commonness
from sayso.link.words import light_stem, wording

REACH = 4  # content words behind a negator
_NOT = frozenset("not no never none cannot nothing nobody neither nowhere".split())
_SURE = frozenset(
    "unable refuse refuses refused refusing decline declines declined declining unwilling fail fails failed failing "
    "false untrue without unless unlikely impossible improbable lack lacks lacked".split()
)
CONFIRM = frozenset(keys_of("confirm confirmed verify verified corroborate corroborated admitted acknowledged".split()))
# Negators that deny nothing: "no fewer than 12", "not only", "14 percent, not 40", "not until Sunday".
_IDIOM = re.compile(
    r"\b(?:no longer|no (?:fewer|less|more|later|earlier) than|not (?:only|just|until|since|before|(?=\d))"
    r"|whether or not|no matter (?=how|what|who)|no doubt|not over|no (?:end|let-up)|free (?:of|from)"
    r"|(?:leave|leaves|leaving|left|keep|kept) out(?! of)"
    r"|stay(?:s|ed|ing)? (?:off|away|out))\b",
    re.I,
)
_UN = re.compile(r"un(?!less|til|der|ion|it|iver|ique)[a-z]{4,}")
PLAIN = "not"
IDIOM = "idiom"
UN = "un"
STOP = keys_of(["stop"])[0]


class Mark(Struct, frozen=True):
    """A negative word: its place among the tokens, under what it counts, whether it negates for certain, and the places
    of the content words that it reaches."""

    at: int
    key: str
    strong: bool
    reach: tuple[int, ...]


def marks(side: Side) -> tuple[Mark, ...]:
    """The negative words of a side, each with what it reaches."""
    found = side.tokens
    idioms = [match.span() for span in side.spans for match in _IDIOM.finditer(side.page.text, span.start, span.end)]
    kept = []
    for at, token in enumerate(found):
        kind = _kind(token.plain)
        if kind and token.stem == "declin" and found[at + 1 : at + 2] and found[at + 1].plain != "to":
            kind = kind[0], False  # "in decline", "revenue declines": it fell
        idiom = next((start for start, end in idioms if start <= token.start < end), None)
        if idiom is not None:
            kind = (_idiom(side.page.text[idiom:]), False) if idiom == token.start else None
        if kind:
            kept.append(Mark(at, kind[0], kind[1], _reached(at, found)))
    return tuple(kept)


def _idiom(words: str) -> str:
    return STOP if words[:9].lower() == "no longer" else IDIOM


def _reached(at: int, found: Sequence[Token]) -> tuple[int, ...]:
    """The content words behind a negator in its clause; of a denial, or of what is not verified, those of what was
    said too. Where there are none behind it: in the next clause ("unclear when they were filmed"), or before it."""
    reached = _behind(at, found, lambda token: token.clause == found[at].clause)[:REACH]
    if found[at].plain in wording().denials or any(found[index].key in CONFIRM for index in reached):
        return tuple(_behind(at, found, lambda token: token.part == found[at].part)[: 2 * REACH])
    reached = reached or _behind(at, found, lambda token: token.part == found[at].part)[:REACH]
    before = range(max(0, at - 3), at)
    return tuple(reached or [i for i in before if found[i].content and found[i].sentence == found[at].sentence])


def _behind(at: int, found: Sequence[Token], within: Callable[[Token], bool]) -> list[int]:
    return [index for index in range(at + 1, len(found)) if found[index].content and within(found[index])]


@lru_cache(maxsize=20_000)
def _kind(plain: str) -> tuple[str, bool] | None:
    """Under what a word counts as negative, and whether it negates for certain; None for any other."""
    if plain in _NOT or plain.endswith("n't"):
        return PLAIN, True
    un = _UN.fullmatch(plain) is not None and commonness(light_stem(plain[2:])) < RARE
    if plain in ("without", "unless"):
        return "without", True
    if plain in wording().denials or plain in _SURE or un:
        return (UN if un else keys_of([plain])[0]), True
    if plain in wording().negators or plain in check_wording().negative:
        return keys_of([plain])[0], False
    return None
