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
    r"|\b(?:earlier|previous|original) (?:version|edition) "
    r"(?:said|gave|stated|misstated|had|reported|contained|named)\b"
    r"|\bthis (?:article|story|report) (?:was|has been) (?:amended|corrected)\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously) "
    r"(?:stated|said|gave|reported|attributed|quoted)\b(?=.{0,200}\b(?:correct|in fact|error)\b)"
    r"|\b(?:has|have) (?:corrected|retracted|withdrawn) (?:the|its|that|an?|this) "
    r"(?:report|story|article|figure|claim)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALIKE = 0.6  # SequenceMatcher ratio from which a new sentence is taken for a changed old one
_MOST_CHANGES = 3  # lines for one revised article


class Change(Struct, frozen=True):
    """A sentence of an earlier version and the one that stands in its place."""

    before: Span
    after: Span


def corrections(edition: Edition, copies: Sequence[Copy], readings: Mapping[str, Reading]) -> tuple[Line, ...]:
    """Lines for the corrections printed on the day and for its revisions of earlier documents."""
    ordered = sorted(readings.values(), key=lambda r: (r.document.published or "", r.document.id))
    today = [r for r in ordered if _printed_on(r, edition)]
    printed = (line for reading in today for line in _printed(reading))
    ids = {reading.document.id for reading in today}
    revised = (
        line
        for copy in sorted(copies, key=lambda c: (c.document, c.original))
        if copy.kind == "revision" and copy.document in ids and copy.original in readings
        for line in _revised(readings[copy.document], readings[copy.original])
    )
    return (*printed, *revised)


def _printed_on(reading: Reading, edition: Edition) -> bool:
    """Whether this version is the day's: a note may date the correction later than the page is dated."""
    spans = _correcting(reading)
    dated = [
        time.value
        for time in reading.times
        if _DAY.fullmatch(time.value) and any(span.start <= time.start < span.end for span in spans)
    ]
    published = publication_day(reading.document)
    if dated and max(dated) > (published or ""):
        return max(dated) == edition.day
    return reading in edition.today


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
