"""Corrections to earlier reports: what an outlet says it got wrong, and what a later version changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from sayso.assess.day import Edition, publication_day, spelled
from sayso.assess.lines import cite
from sayso.assess.naming import spoken
from sayso.model import UNKNOWN_PUBLISHER, Copy, Line, Reading, Span

_CORRECTION = re.compile(
    r"^\W*(?:correction|corrected|clarification|retraction)\b"
    r"|\b(?:earlier|previous|original) (?:version|edition) of (?:this|the|our) (?:article|story|report|item)"
    r"|^\W*(?:an |the )?(?:earlier|previous|original) (?:version|edition) "
    r"(?:said|gave|stated|misstated|had|reported|contained|named|of)\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously) "
    r"(?:stated|said|gave|reported|attributed|quoted)\b(?=.{0,200}\b(?:correct|in fact|error)\b)"
    r"|\b(?:has|have) (?:corrected|retracted|withdrawn) (?:the|its|that|an?|this) "
    r"(?:report|story|article|figure|claim)",
    re.IGNORECASE,
)
_ALIKE = 0.6  # SequenceMatcher ratio from which a new sentence is taken for a changed old one
_MOST_CHANGES = 3  # lines for one revised article


class Change(Struct, frozen=True):
    """A sentence of an earlier version and the one that stands in its place."""

    before: Span
    after: Span


def corrections(edition: Edition, copies: Sequence[Copy], readings: Mapping[str, Reading]) -> tuple[Line, ...]:
    """Lines for the day's printed corrections and for its revisions of earlier documents."""
    printed = (line for reading in edition.today for line in _printed(reading))
    today = {reading.document.id for reading in edition.today}
    revised = (
        line
        for copy in sorted(copies, key=lambda c: (c.document, c.original))
        if copy.kind == "revision" and copy.document in today and copy.original in readings
        for line in _revised(readings[copy.document], readings[copy.original])
    )
    return (*printed, *revised)


def _printed(reading: Reading) -> Iterable[Line]:
    text, outlet = reading.document.text, _outlet(reading)
    for place, span in enumerate(_correcting(reading)):
        words = re.sub(r"\s+", " ", text[span.start : span.end]).strip()
        yield Line(
            id=f"line-correction-{reading.document.id}-{place + 1}",
            text=_sentence(f"{outlet} printed a correction: “{words}”"),
            citations=(cite(reading.document, span),),
            chain=(reading.document.outlet or UNKNOWN_PUBLISHER,),
        )


def _correcting(reading: Reading) -> list[Span]:
    """Whole notes that correct, and correcting sentences elsewhere."""
    text = reading.document.text
    notes = [Span(b.start, b.end) for b in reading.blocks if b.role == "note"]
    hits = [span for span in notes if _CORRECTION.search(text[span.start : span.end])]
    silent = [b for b in reading.blocks if b.role in ("note", "repeat", "boilerplate", "headline")]
    for span in reading.sentences:
        inside = any(b.start <= span.start < b.end for b in silent)
        if not inside and _CORRECTION.search(text[span.start : span.end]):
            hits.append(span)
    return sorted(hits)


def _revised(new: Reading, old: Reading) -> Iterable[Line]:
    outlet = _outlet(new)
    when = spelled(publication_day(old.document))
    for place, change in enumerate(_changes(new, old)[:_MOST_CHANGES]):
        before, after = cite(old.document, change.before), cite(new.document, change.after)
        yield Line(
            id=f"line-revision-{new.document.id}-{place + 1}",
            text=_sentence(
                f"{outlet} changed its report ({when}) from “{_flat(before.words)}” to “{_flat(after.words)}”"
            ),
            citations=(before, after),
            chain=(new.document.outlet or UNKNOWN_PUBLISHER,),
        )


def _changes(new: Reading, old: Reading) -> list[Change]:
    """Each sentence that only the new version has, with the most alike of those that only the old one has."""
    olds, news = _sentences(old), _sentences(new)
    gone = {words: span for words, span in olds.items() if words not in news}
    changes = []
    for words, span in news.items():
        if words in olds or not gone or _CORRECTION.search(words):
            continue
        nearest = max(gone, key=lambda o: SequenceMatcher(None, o, words, autojunk=False).ratio())
        if SequenceMatcher(None, nearest, words, autojunk=False).ratio() >= _ALIKE:
            changes.append(Change(gone.pop(nearest), span))
    return changes


def _sentences(reading: Reading) -> dict[str, Span]:
    text = reading.document.text
    return {_flat(text[s.start : s.end]): s for s in reversed(reading.sentences)}


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _outlet(reading: Reading) -> str:
    return spoken(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")


def _sentence(words: str) -> str:
    ended = words if re.search(r"[.!?]”?$", words) else f"{words}."
    return ended[:1].upper() + ended[1:]
