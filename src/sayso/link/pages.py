"""A document as the search for copies sees it: the sentences that are its own.

In: a reading. Out: `Page`. What is quoted is no evidence of copying: two outlets that quote one speech are not
copies. What the page gives to another outlet of the desk is marked: it is copied only from a page that credits that
outlet with the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set

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
    """``sentences`` are its own, folded; ``given_to`` the outlet that each is attributed to, "" if to none.

    ``name`` and ``credits`` are stems of the publisher's and the credited outlet's names; ``credited`` the keys of
    the desk's outlets that are credited with the whole page.
    """

    document: str
    position: int
    outlet: str
    name: frozenset[str]
    credits: frozenset[str]
    credited: frozenset[str]
    sentences: tuple[str, ...]
    given_to: tuple[str, ...]

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
    credited_keys = frozenset(key for key, name in outlets.items() if credits and credits <= name)
    given = _given_to_outlets(reading, agents, outlets.keys() - credited_keys)
    return Page(
        document=document.id,
        position=position,
        outlet=outlet_key(document, agents),
        name=_stems(document.outlet),
        credits=credits,
        credited=credited_keys,
        sentences=tuple(folded for _, folded in own),
        given_to=tuple(_area_of(span, given) or "" for span, _ in own),
    )


def _own_sentences(reading: Reading) -> list[tuple[Span, str]]:
    """Sentences that say something, outside boilerplate and quotation marks; quoted ones if there are no others."""
    furniture = sorted((b.start, b.end, b.role) for b in reading.blocks if b.role in ("boilerplate", "repeat"))
    quoted = sorted((c.start, c.end, "") for s in reading.statements if s.kind == "direct" for c in s.content)
    spans = [span for span in reading.sentences if _area_of(span, furniture) is None]
    own = [span for span in spans if _area_of(span, quoted) is None] or spans
    folded = [(span, _folded(reading.document.text, span)) for span in own]
    return [one for one in folded if one[1].count(" ") + 1 >= FEW_WORDS] or folded


def _given_to_outlets(reading: Reading, agents: Agents, outlets: Set[str]) -> list[Area]:
    """The contents that the page has from one of the outlets."""
    document, found = reading.document.id, []
    for statement in reading.statements:
        if len(statement.chain) > 1 and statement.chain[1].kind != "unnamed":
            key = agents.key(document, statement.chain[1])
            if key in outlets:
                found += [(span.start, span.end, key) for span in statement.content]
    return sorted(found)


def _area_of(span: Span, areas: Sequence[Area]) -> str | None:
    """The label of the area, of sorted ones, in which more than half of the span lies."""
    index = max(0, bisect_right(areas, (span.start, span.start, "")) - LOOK_BACK)
    while index < len(areas) and areas[index][0] < span.end:
        start, end, label = areas[index]
        if 2 * (min(end, span.end) - max(start, span.start)) > span.end - span.start:
            return label
        index += 1
    return None


def _folded(text: str, span: Span) -> str:
    return " ".join(word.plain for word in words(text[span.start : span.end]))
