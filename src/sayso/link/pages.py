"""A document as the search for copies sees it: the sentences that are its own.

In: a reading. Out: `Page`. What is quoted is no evidence of copying: two outlets that quote one speech are not
copies. What the page gives to somebody is marked: if that is an outlet of the desk, it is copied only from a page that
credits that outlet with the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sayso.link.agents import Agents
from sayso.link.moments import order
from sayso.link.names import organisation_key
from sayso.link.words import words
from sayso.model import UNKNOWN_PUBLISHER, Document, Link, Reading, Span
from sayso.read.credit import credited

FEW_WORDS = 6  # a shorter sentence ("He did not elaborate.") is no evidence of copying
LOOK_BACK = 8  # statements inside one another that open before a sentence and may cover it

Area = tuple[int, int, str]
Outlets = Mapping[str, frozenset[str]]  # the keys of a desk's outlets, with the stems of their names


class Page(Struct, frozen=True, array_like=True):
    """``sentences`` are its own, folded; ``given_to`` the agent that each is attributed to, "" if to none.

    ``name`` and ``credits`` are stems of the publisher's and the credited outlet's names.
    """

    document: str
    published: str | None
    outlet: str
    name: frozenset[str]
    credits: frozenset[str]
    sentences: tuple[str, ...]
    given_to: tuple[str, ...]

    def credits_outlet_of(self, other: Page) -> bool:
        """Whether the page credits the other's outlet, by its name or a part of it ("Lantern" for Lantern Wire)."""
        return self.credits_outlet(other.name)

    def credits_outlet(self, name: frozenset[str]) -> bool:
        """Whether the page credits an outlet of this name."""
        return bool(self.credits) and self.credits <= name

    @property
    def in_time(self) -> tuple[float, str]:
        """The order of pages: the earlier is the original."""
        return order(self.published), self.document


def outlet_key(document: Document, agents: Agents) -> str:
    """The key of the document's publisher."""
    return agents.vertex(document.id, Link(document.outlet or UNKNOWN_PUBLISHER, "organisation")).key


def name_stems(name: str | None) -> frozenset[str]:
    """The stems of an outlet's name."""
    return frozenset(organisation_key(name)) if name else frozenset()


def page(reading: Reading, agents: Agents) -> Page:
    """The page of a reading."""
    document = reading.document
    own = _own_sentences(reading)
    given = _given(reading, agents)
    return Page(
        document=document.id,
        published=document.published,
        outlet=outlet_key(document, agents),
        name=name_stems(document.outlet),
        credits=name_stems(credited(document.text, reading.blocks)),
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


def _given(reading: Reading, agents: Agents) -> list[Area]:
    """The contents that the page has from a named agent, which may be an outlet."""
    document, found = reading.document.id, []
    for statement in reading.statements:
        if len(statement.chain) > 1 and statement.chain[1].kind != "unnamed":
            key = agents.key(document, statement.chain[1])
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
