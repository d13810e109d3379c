"""Labels and sections: which label governs a block, and what a block's own words are.

A label ("Source: ISW") covers what follows up to the next label, heading or ``Background:``; nothing above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from sayso.model import Block, Span
from sayso.read.blocks.forms import QUOTE_LABEL, TAKEAWAYS
from sayso.read.blocks.lines import LIST_MARK
from sayso.read.statements.grammar.items import credits_of

PREFIX = re.compile(
    r"(?P<word>details?|background|previously|reference|for reference|why it(?:'|’)?s? (?:matters|"
    r"important)|what(?:'|’)s next|"
    r"updated?|context|remember|earlier|more details|in detail|what happened|the big picture)\s*:\s*",
    re.I,
)
# What stands under these words is the outlet's own recollection, not the source's account.
OWN_VOICE = re.compile(r"(?:background|previously|for reference|reference|remember|context|earlier)\b", re.I)
LABEL_SOURCE = re.compile(
    r"(?:(?P<word>sources?|according to|as (?:reported|quoted|cited) by|via|reported by|data|джерел[оа]|"
    r"источники?|quelle|fuente|źródło)\s*:\s*(?P<a>.+?)"
    r"|(?:to\s+)?(?P<cue>quot(?:e|ing)|quotes?\s+from|(?:forwarded\s+)?from|according to)\s+(?P<b>.+?)|(?P<c>.+?))"
    r"\s*[:.]?\s*$",
    re.I | re.S,
)
POSSESSIVE = re.compile(
    r"(?P<owner>.+?(?:['’]s|(?<=s)['’]))\s+(?:key|main|daily|latest|full)?\s*(?:takeaways?|findings|"
    r"statement|report|words|assessment|update|post|address|message)\b",
    re.I,
)
TAIL = re.compile(
    r"(?:,?\s+(?:on|via|in)\s+(?:(?:the\s+)?(?:his|her|its|their)\s+)?(?:official\s+)?(?:Telegram|"
    r"Facebook|Twitter|X|Instagram|social media|YouTube|LinkedIn|Viber|Truth Social|Bluesky|Threads|Weibo|"
    r"VK)\b.*"
    r"|,?\s+(?:on|for|dated|of)\s+(?:\d|[A-Z][a-z]+day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December).*"
    r"|,?\s+(?:in|during)\s+(?:an?|the|his|her|its|their)\s+(?:evening|daily|video|press|interview|"
    r"comment|conversation|post|statement|briefing|speech|address|report|article|column).*)$",
    re.S,
)
CITING = re.compile(r",?\s+(?:citing|quoting|with reference to|referring to)\s+", re.I)
# "Peskov, as quoted by Interfax": who quotes stands before who is quoted.
THROUGH = re.compile(r",?\s+(?:as\s+)?(?:reported|cited|quoted|carried) by\s+", re.I)
# What a label can govern.
COVERED = frozenset({"paragraph", "quote", "takeaway"})


class Label(Struct, frozen=True):
    """A label block read: its source, the word that attributes, who is cited behind it, and what it makes of
    the text under it. ``several``: it lists more sources than the first; ``through``: who quotes the source;
    ``own``: the words of the paragraph that it is a credit of, and covers alone."""

    block: int
    source: Span
    cue: Span | None
    cited: tuple[Span, ...]
    quoting: bool
    takeaways: bool
    several: bool = False
    through: Span | None = None
    own: Span | None = None


def nobody(_: str) -> bool:
    """No name is an outlet's, where nobody knows."""
    return False


def governing(blocks: Sequence[Block], text: str, is_outlet: Callable[[str], bool] = nobody) -> list[Label | None]:
    """For each block the label that covers it, or its own credit, or None."""
    out: list[Label | None] = []
    current: Label | None = None
    credits_by = credits_of(text, blocks, is_outlet)
    for index, block in enumerate(blocks):
        if block.role == "label":
            current = read_label(text, block, index)
            out.append(None)
            continue
        if current is not None and (block.role == "heading" or _is_own_voice(text, block)):
            current = None
        covering = current if block.role in COVERED else None
        credit = credits_by.get(index) if covering is None else None
        out.append(
            Label(index, credit.name, None, (), False, False, own=credit.own) if credit is not None else covering
        )
    return out


def _is_own_voice(text: str, block: Block) -> bool:
    """Whether the outlet speaks for itself from this block on."""
    words = text[block.start : block.end]
    return OWN_VOICE.match(words) is not None and PREFIX.match(words) is not None


def read_label(text: str, block: Block, index: int) -> Label | None:
    """The source a label names. None where it names none ("Key takeaways:")."""
    words = text[block.start : block.end]
    match = LABEL_SOURCE.match(words)
    if match is None:
        return None
    group = next(name for name in ("a", "b", "c") if match.group(name) is not None)
    start, end = match.span(group)
    cue = match.span("cue") if match.group("cue") else None
    owner = POSSESSIVE.match(words, start, end)
    if owner is not None:
        end = owner.end("owner") - (2 if words[owner.end("owner") - 1] == "s" else 1)
    elif group == "c":
        return None
    more = words.find("; ", start, end)
    several = more > 0
    end = more if several else end
    by = THROUGH.search(words, start, end)
    through = _without_tail(words, by.end(), end) if by is not None else None
    start, end, cited = _split_cited(words, start, by.start() if by is not None else end)
    if end <= start:
        return None
    at = block.start
    quoting = bool(cue and words[cue[0] : cue[1]].lower().startswith("quot"))
    return Label(
        index,
        Span(at + start, at + end),
        Span(at + cue[0], at + cue[1]) if cue else None,
        tuple(Span(at + a, at + b) for a, b in cited),
        quoting,
        bool(TAKEAWAYS.search(words)),
        several,
        Span(at + through[0], at + through[1]) if through is not None else None,
    )


def _split_cited(words: str, start: int, end: int) -> tuple[int, int, list[tuple[int, int]]]:
    """Cut "on Telegram" off, and part "A, citing B" into A and [B]."""
    cut = CITING.search(words, start, end)
    cited: list[tuple[int, int]] = []
    if cut is not None:
        begin, finish = cut.end(), end
        again = CITING.search(words, begin, finish)
        finish = again.start() if again else finish
        tail = TAIL.search(words, begin, finish)
        cited.append((begin, tail.start() if tail else finish))
        end = cut.start()
    return *_without_tail(words, start, end), cited


def _without_tail(words: str, start: int, end: int) -> tuple[int, int]:
    tail = TAIL.search(words, start, end)
    if tail is not None and tail.start() > start:
        end = tail.start()
    while end > start and words[end - 1] in " ,;:.":
        end -= 1
    return start, end


def own_words(text: str, block: Block) -> Span:
    """The block without its list mark, ``Details:`` or ``Quote:``."""
    start = block.start
    mark = None if text[start : start + 1].isalpha() else LIST_MARK.match(text, start, block.end)
    if mark is not None and mark.end() < block.end and block.role in ("takeaway", "paragraph"):
        start = mark.end()
    for pattern in (QUOTE_LABEL, PREFIX) if text.find(":", start, block.end) >= 0 else ():
        match = pattern.match(text, start, block.end)
        if match is not None and match.end() < block.end:
            start = match.end()
    return Span(start, block.end)
