"""Whose turn each paragraph is, where an article has turns: interviews, debates, briefings, transcripts.

    MORROW: We will debate in May.     Q. And in June?       The Minister for Roads (Ms Ann Morrow): Not in June.
    In May and in June.                A. Ask the mayor.     SALNYK, voice-over: They closed the road.

In: an article. Out: for each block that opens a turn its label and what is said there; in a dialogue of several turns a
turn runs on through the paragraphs below, to the next one, a heading, or a paragraph that tells of its speaker. A name
and a colon alone do not make a turn ("Background: …"): it must be in capitals, a question's or an answer's letter,
known as somebody in the article, come again, stand before a quotation, or be called somebody among others who speak.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sayso.model import Block, Span
from sayso.read.agents.words import BODY_NOUNS
from sayso.read.statements.grammar.article import Article
from sayso.read.statements.grammar.headlines import OFFICE_ONLY
from sayso.read.statements.grammar.phrases import WEEKDAYS
from sayso.read.statements.grammar.sections import own_words
from sayso.read.statements.grammar.signatures import is_signed

_OFFICE = r"[A-Z][\w.’'-]{0,40}(?: (?:[A-Z][\w.’'-]{0,40}|\d{1,2}|de|van|von|bin|al|of|the|for|and)){0,8}"
TURN = re.compile(
    rf"[\"“]?(?P<name>(?P<core>{_OFFICE})(?P<aside>(?: \([^()\n]{{1,60}}\)){{1,3}}|, [A-Za-z][^:.!?,“\"\n]{{1,50}})?)"
    r"(?P<cue>:)\s+(?=\S)"
)
LETTER = re.compile(r"(?P<name>[QA])(?:\.\s+|\s+(?=[A-Z“\"]))(?=\S)")
_TITLES = "Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Professor"
# "(Mr Julian Peake)": who holds the office before the bracket.
HOLDER = re.compile(rf"\((?P<name>(?:(?:{_TITLES})\.? )?[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){{1,3}})\)")
# Who is called somebody, and may speak among others though the article never names him again.
SOMEBODY = re.compile(
    rf"(?:{_TITLES}|Cllr|Councillor|Senator|Sen|Rep|Judge|Justice|Speaker)\b|The (?:[A-Z][\w’'-]+ ){{0,3}}"
    r"(?:Chair\w*|President|Speaker|Minister|Secretary|Clerk|Judge|Court|Witness|Moderator)\b"
)
# What newspapers cry out before a colon, and nobody is called.
CRIES = frozenset(
    {"breaking", "wow", "so", "revealed", "bombshell", "the latest", "just in", "alert", "note", "exclusive"}
)
# What stands in sentences, and hardly in the entries of a list.
SPOKEN = re.compile(
    r"\b(?:I|we|you|it|he|she|they|that|this|is|are|was|were|am|be|has|have|had|will|would|can|could|do|does|did|must|"
    r"should|let|my|your|our|yes|no)\b|n['’]t\b|['’](?:m|re|ve|ll)\b|[?!]",
    re.I,
)
ADDRESSING = re.compile(r"\b(?:I|we|us|me|my|our|you|your)\b|\?", re.I)
BRACKETED = re.compile(r"[(\[*_].*[)\]*_]$", re.S)  # "(Applause)", a question in italics
# "Tomorrow: the bank decides": a day of an outlook is nobody.
WHEN = WEEKDAYS | frozenset("today tomorrow tonight yesterday morning afternoon evening later next now".split())
LETTERS = frozenset({"Q", "A"})
ROLES = frozenset({"Question", "Answer"})
LEAST_TURNS = 2  # of one name, or of names in capitals, that make a colon behind it a turn
LEAST_AMONG = 3  # turns that make a dialogue
RUNNING = frozenset({"paragraph", "quote"})
PASSED = frozenset({"caption", "boilerplate", "footnote"})
LONGEST_LABEL = 400  # code points of more than any label before its colon can have
RARE = 4  # paragraphs for one turn of a name: of fewer turns an article is no dialogue


# An entry of a live blog opens with its time, in the line or above it.
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|GMT|EET|CET|BST|EST|UTC))?(?:\s*[-–—|]\s*|\s+|$)")
HANDLE = re.compile(r"(?P<core>@\w{2,30})(?P<cue>:)\s+(?=\S)")


class Turn(Struct, frozen=True):
    """The label that opens a turn, who it names (``key`` tells the same from others), and where the words begin."""

    source: Span
    cue: Span | None
    key: str
    start: int
    timed: bool = False  # an entry of a live blog


class Dialogue(Struct, frozen=True):
    """The turns by the block that opens them, and the blocks below through which each runs on."""

    turns: Mapping[int, Turn]
    running: Mapping[int, Sequence[int]]
    several: bool = False


def dialogue(article: Article) -> Dialogue:
    """The turns of an article."""
    above = [None, *article.blocks]
    pairs = enumerate(zip(article.blocks, above, strict=False))
    begun = {i: turn for i, (block, before) in pairs if (turn := _labelled(article, block, before)) is not None}
    speaking = _speakers(article, begun)
    turns = {i: turn for i, turn in begun.items() if turn.key in speaking}
    turns |= _lettered(article, turns)
    turns = {i: turns[i] for i in sorted(turns) if article.blocks[i].role != "headline"}
    several = _is_dialogue(article, turns)
    return Dialogue(turns, _running(article, turns) if several else {}, several)


def _labelled(article: Article, block: Block, above: Block | None) -> Turn | None:
    """The label that a block opens with: a name and a colon, perhaps behind the time or under it."""
    if article.text.find(":", block.start, block.start + LONGEST_LABEL) < 0:
        return None
    start = own_words(article.text, block).start
    clock = CLOCK.match(article.text, start, block.end)
    if clock is not None:
        start = clock.end()
    handle = HANDLE.match(article.text, start, block.end)
    if handle is not None:
        return Turn(Span(*handle.span("core")), Span(*handle.span("cue")), handle["core"], handle.end(), timed=True)
    found = TURN.match(article.text, start, block.end)
    if found is None or found["core"].lower() in CRIES | WHEN:
        return None
    aside, core = found["aside"] or "", found["core"]
    if aside.startswith(",") and not core.isupper():
        return None
    named = aside[2:3].isupper()  # "(Lab)", but "(on camera)", ", voice-over"
    source = Span(*found.span("name" if named else "core"))
    holder = HOLDER.search(aside) if core.startswith("The ") or core.isupper() else None
    if holder is not None:
        at = found.start("aside")
        source = Span(at + holder.start("name"), at + holder.end("name"))
    timed = clock is not None or (above is not None and _is_time(article, above))
    return Turn(source, Span(*found.span("cue")), core, found.end(), timed)


def _is_time(article: Article, block: Block) -> bool:
    clock = CLOCK.match(article.text, block.start, block.end)
    return clock is not None and clock.end() == block.end


def _is_posting(turn: Turn) -> bool:
    """Whether an entry of a live blog is somebody's: of a handle, an office, a body."""
    last = turn.key.split()[-1].lower()
    return turn.timed and (turn.key[0] == "@" or last in BODY_NOUNS or OFFICE_ONLY.fullmatch(turn.key) is not None)


def _speakers(article: Article, begun: Mapping[int, Turn]) -> frozenset[str]:
    """Those before a colon that speak in this article."""
    below = [(turn, article.blocks[i].end) for i, turn in begun.items() if i]
    spoken = [turn for turn, end in below if SPOKEN.search(article.text, turn.start, end) is not None]
    if 2 * len(spoken) < len(below):
        return frozenset()  # a list: "Elizabeth Burton: Possession of …"
    found = Counter(turn.key for turn in begun.values())
    first = begun.get(0)  # a headline: "Poll: …"
    opening = first.key if first is not None and not first.key.isupper() else None  # "Poll: …", no dateline
    shouted = {name for name in found if name.isupper() and len(name) > 2}
    speaking = {
        name
        for name, times in found.items()
        if times >= LEAST_TURNS
        or name in LETTERS
        or (name in ROLES and found.keys() >= ROLES)
        or (name in shouted and len(shouted) >= LEAST_TURNS)
        or (article.is_agent(name) and (article.text.count(name) > times or name == opening))
    }
    return frozenset(speaking | _among(article, below) | {turn.key for turn in begun.values() if _is_posting(turn)})


def _among(article: Article, begun: Sequence[tuple[Turn, int]]) -> set[str]:
    """Who is called somebody before a colon, where most turns address others: "The Chair: Order, please."."""
    addressing = [turn for turn, end in begun if ADDRESSING.search(article.text, turn.start, end) is not None]
    if len(begun) < LEAST_AMONG or 2 * len(addressing) < len(begun):
        return set()
    somebody = (turn for turn, _ in begun if SOMEBODY.match(turn.key) or article.text[turn.source.end - 1] == ")")
    return {turn.key for turn in somebody} | {turn.key for turn, _ in begun if turn.key.isupper()}


def _lettered(article: Article, turns: Mapping[int, Turn]) -> dict[int, Turn]:
    """The turns that open with a letter and no colon: "Q. … A. …", and "Q Thank you." of a briefing's transcript."""
    text = article.text
    blocks = [(i, block) for i, block in enumerate(article.blocks) if text.startswith(("Q", "A"), block.start)]
    found = [(i, m) for i, block in blocks if (m := LETTER.match(text, block.start, block.end))]
    stopped = [(i, m) for i, m in found if m.group()[1] == "."]
    if {m["name"] for _, m in stopped} != LETTERS:
        stopped = []
    shouted = any(turn.key.isupper() and len(turn.key) > 2 for turn in turns.values())
    asked = [(i, m) for i, m in found if m.group()[1] != "." and m["name"] == "Q"] if shouted else []
    return {i: Turn(Span(*m.span("name")), None, m["name"], m.end()) for i, m in (*stopped, *asked) if i not in turns}


def _is_dialogue(article: Article, turns: Mapping[int, Turn]) -> bool:
    """Whether the turns are so many that what stands between two of them is said."""
    if len(turns) < LEAST_TURNS or any(turn.timed for turn in turns.values()):
        return False
    first, last = min(turns), max(turns)
    prose = sum(block.role in RUNNING for block in article.blocks[first : last + 1])
    letters = LETTERS | ROLES
    return all(turn.key in letters for turn in turns.values()) or RARE * len(turns) >= prose


def _running(article: Article, turns: Mapping[int, Turn]) -> dict[int, list[int]]:
    """The blocks below each turn through which it runs on; behind the last turn only where somebody says "I" or
    "you"."""
    opening = list(turns)
    out: dict[int, list[int]] = {}
    for index, following in zip(opening, [*opening[1:], None], strict=True):
        end = following if following is not None else len(article.blocks)
        out[index] = []
        for at in range(index + 1, end):
            block = article.blocks[at]
            if block.role in PASSED or BRACKETED.match(article.text, block.start, block.end):
                continue
            if block.role not in RUNNING or _tells_of(article, block, turns[index]) or is_signed(article, block):
                break
            if following is None and ADDRESSING.search(article.text, block.start, block.end) is None:
                break
            out[index].append(at)
    return out


def _tells_of(article: Article, block: Block, turn: Turn) -> bool:
    """Whether a paragraph names who speaks: it is the reporter's."""
    name = turn.key.split()[-1]
    named = (name, name.title()) if len(name) > 2 else ()
    return any(article.text.find(one, block.start, block.end) >= 0 for one in named)
