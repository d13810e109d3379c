"""How surely, and whether at all: hedges and denials of a line against those of the passage that carries it.

A hedge of the passage counts against the line only when the line states the words within its reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.negation import denial_drafts
from sayso.check.passages import keys, keys_of, stop_keys
from sayso.check.verbatim import exact_words, plain_words
from sayso.check.wording import check_wording
from sayso.link.conflicts import opposites
from sayso.link.words import words
from sayso.model import Span
from sayso.read.certainty import BANDS, HEDGES, PATTERN

REACH = 4  # content words behind a hedge: its verb and what that takes
STATED = 0.6  # share of the words within reach that the line must have to state them: three of four
_RANK = {"Uu": 0, "PS+": 1, "PS-": 1, "PR+": 2, "PR-": 2}  # FactBank: possible, probable; above them certain
_VERY = frozenset(["almost certain", "very likely", "very unlikely", "almost no chance"])
_SENTENCE_END = re.compile(r"[.!?][\"”’»)\]]*\s")
_SURE = re.compile(
    r"(?<!almost )(?<!nearly )\b(?:certain(?:ly)?|definite(?:ly)?|undoubtedly|proven?|sure(?:ly)?)\b", re.I
)
_OPEN = re.compile(r"\b(?:possible|expected to|believed to|roughly even|about even)\b", re.I)
_HEARSAY = frozenset(["reportedly", "allegedly", "purportedly", "supposedly", "apparently"])
_REPORTS = frozenset(["report", "alleg", "accord", "claim", "say", "said", "told", "tell"])


class Hedge(Struct, frozen=True):
    """A hedge, how sure it leaves its content (0 alleged to 3 almost certain), and the stems within its reach."""

    words: str
    span: Span
    rank: int
    reach: frozenset[str]


def modality_drafts(both: Compared) -> Iterator[Draft]:
    """Certainty raised, certainty lowered, a denial dropped or added, an opposite."""
    denied = list(denial_drafts(both))
    yield from denied or _certainty(both)
    stems = opposites(both.left.content, both.right.content)
    if stems and not denied:
        detail = f"“{_word(both.left, stems[0])}” here, “{_word(both.right, stems[1])}” at the source"
        yield Draft("S009", both.line.start, both.line.end, detail, both.citation)


def _word(side: Side, stem: str) -> str:
    """The word of a side that has a stem, as it stands there."""
    return next((word.plain for word in words(side.text) if word.stem == stem), stem)


def _certainty(both: Compared) -> Iterator[Draft]:
    here, there = hedges(both.left), hedges(both.right)
    sure = _SURE.search(both.left.text)
    unsure = _unsure(both.left) - _unsure(both.right)
    for hedge in there:
        kept = any(own.rank <= hedge.rank for own in here) or unsure or _as_report(hedge, both.left)
        raised = sure and not _SURE.search(both.right.text)
        if not kept and (raised or _stated(hedge, both.left)):
            own = f", here “{here[0].words}”" if here else ", here no hedge"
            yield Draft("S006", both.line.start, both.line.end, f"at the source “{hedge.words}”{own}", both.citation)
            return
    if len(here) > len(there) and not _unsure(both.right) - _unsure(both.left):
        yield from _hedged_here(both, here)


def _hedged_here(both: Compared, here: Iterable[Hedge]) -> Iterator[Draft]:
    """A hedge in the line and none of any kind at the source; "could not" there and "could" here are no hedges."""
    for hedge in here:
        plain = hedge.words.lower()
        if plain not in _HEARSAY and not set(plain.split()) & both.right.keys:
            detail = f"“{hedge.words}” is not at the source"
            yield Draft("S007", hedge.span.start, hedge.span.end, detail, both.citation)
            return


def _unsure(side: Side) -> frozenset[str]:
    """The words of a side that leave something open and are on no scale: "possible", "hopes", "if"."""
    plain = (word for span in side.spans for word in plain_words(side.page.text, span.start, span.end))
    return frozenset(keys_of(word for word in plain if word in check_wording().unsure))


def _as_report(hedge: Hedge, line: Side) -> bool:
    """Hearsay at the source may be told as somebody's report here."""
    return hedge.words.lower() in _HEARSAY and bool(_REPORTS & line.keys)


def _stated(hedge: Hedge, side: Side) -> bool:
    return bool(hedge.reach) and len(hedge.reach & side.keys) >= STATED * len(hedge.reach)


def hedges(side: Side) -> list[Hedge]:
    """The hedges of a span; denials are no hedges ("could not" among them), nor is the month of May."""
    found = []
    matches = (match for span in side.spans for match in PATTERN.finditer(side.page.text, span.start, span.end))
    for match in matches:
        rank = _rank(match.lastgroup or "", match.group())
        month = match.group() == "May"
        unable = match.group() == "could" and side.page.text.startswith(" not", match.end())
        if rank is not None and not month and not unable:
            span = Span(match.start(), match.end())
            found.append(Hedge(match.group(), span, rank, _reach(side, span)))
    return found + _left_open(side)


def _left_open(side: Side) -> list[Hedge]:
    """Hedges that are adjectives and passives, which the reader's scale has not."""
    matches = (match for span in side.spans for match in _OPEN.finditer(side.page.text, span.start, span.end))
    spans = (Span(match.start(), match.end()) for match in matches)
    return [Hedge(side.page.text[span.start : span.end], span, 1, _reach(side, span)) for span in spans]


def _rank(group: str, words: str) -> int | None:
    if group.startswith("b"):
        band, value, _ = BANDS[int(group[1:])]
        return 3 if band in _VERY else _RANK[value]
    return _RANK.get(HEDGES[int(group[1:])][0])


def _reach(side: Side, span: Span) -> frozenset[str]:
    last = next(whole.end for whole in side.spans if whole.start <= span.start < whole.end)
    end = _SENTENCE_END.search(side.page.text, span.end, last)
    behind = keys(exact_words(side.page.text, span.end, end.start() if end else last))
    content = [key for key in behind if key not in stop_keys()][:REACH]
    return frozenset(content)
