"""A document as the search for copies sees it: the sentences that are its own.

In: a reading. Out: `Page`. What is quoted is no evidence of copying (two outlets that quote one speech are not
copies), nor is what the page gives to another outlet of the desk, unless it credits that outlet with the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from sayso.link.agents import Agents
from sayso.link.credit import credited
from sayso.link.moments import order
from sayso.link.names import organisation_key
from sayso.link.words import words
from sayso.model import UNKNOWN_PUBLISHER, Document, Link, Reading, Span

FEW_WORDS = 6  # a shorter sentence ("He did not elaborate.") is no evidence of copying
LOOK_BACK = 8  # statements inside one another that open before a sentence and may cover it

Area = tuple[int, int, str]


class Page(Struct, frozen=True):
    """``sentences`` are its own, folded; ``whole`` counts all that could be. ``credits`` and ``name`` are stems."""

    document: str
    position: int
    outlet: str
    name: frozenset[str]
    credits: frozenset[str]
    sentences: tuple[str, ...]
    whole: int

    def credits_outlet_of(self, other: Page) -> bool:
        """Whether the page credits the other's outlet, by its name or a part of it ("Lantern" for Lantern Wire)."""
        return bool(self.credits) and self.credits <= other.name


def pages(readings: Sequence[Reading], agents: Agents) -> list[Page]:
    """Pages in order of time, so that neighbours in a full bucket are neighbours in time."""
    in_time = sorted(readings, key=lambda r: (order(r.document.published), r.document.id))
    outlets = {outlet_key(reading.document, agents): _stems(reading.document.outlet) for reading in readings}
    return [_page(position, reading, agents, outlets) for position, reading in enumerate(in_time)]


def outlet_key(document: Document, agents: Agents) -> str:
    """The key of the document's publisher."""
    return agents.vertex(document.id, Link(document.outlet or UNKNOWN_PUBLISHER, "organisation")).key


def _stems(name: str | None) -> frozenset[str]:
    return frozenset(organisation_key(name)) if name else frozenset()


def _page(position: int, reading: Reading, agents: Agents, outlets: dict[str, frozenset[str]]) -> Page:
    document = reading.document
    credits = _stems(credited(document.text, reading.blocks))
    own = _own_sentences(reading)
    given = _given_to_outlets(reading, agents, outlets, credits)
    return Page(
        document=document.id,
        position=position,
        outlet=outlet_key(document, agents),
        name=_stems(document.outlet),
        credits=credits,
        sentences=tuple(folded for span, folded in own if not mostly_in(span, given)),
        whole=len(own),
    )


def _own_sentences(reading: Reading) -> list[tuple[Span, str]]:
    """Sentences that say something, outside boilerplate and quotation marks; quoted ones if there are no others."""
    furniture = sorted((b.start, b.end, b.role) for b in reading.blocks if b.role in ("boilerplate", "repeat"))
    quoted = sorted((c.start, c.end, "") for s in reading.statements if s.kind == "direct" for c in s.content)
    spans = [span for span in reading.sentences if not mostly_in(span, furniture)]
    own = [span for span in spans if not mostly_in(span, quoted)] or spans
    folded = [(span, _folded(reading.document.text, span)) for span in own]
    return [one for one in folded if one[1].count(" ") + 1 >= FEW_WORDS] or folded


def _given_to_outlets(
    reading: Reading, agents: Agents, outlets: dict[str, frozenset[str]], credits: frozenset[str]
) -> list[Area]:
    """The contents that the page has from another outlet of the desk, and does not credit with the whole."""
    document, found = reading.document.id, []
    for statement in reading.statements:
        if len(statement.chain) > 1 and statement.chain[1].kind != "unnamed":
            key = agents.key(document, statement.chain[1])
            if key in outlets and not (credits and credits <= outlets[key]):
                found += [(span.start, span.end, key) for span in statement.content]
    return sorted(found)


def mostly_in(span: Span, areas: Sequence[Area]) -> bool:
    """Whether more than half of the span lies in one of the areas, which are sorted."""
    index = max(0, bisect_right(areas, (span.start, span.start, "")) - LOOK_BACK)
    while index < len(areas) and areas[index][0] < span.end:
        start, end, _ = areas[index]
        if 2 * (min(end, span.end) - max(start, span.start)) > span.end - span.start:
            return True
        index += 1
    return False


def _folded(text: str, span: Span) -> str:
    return " ".join(word.plain for word in words(text[span.start : span.end]))
