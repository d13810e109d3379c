"""Where in its document a telling stands: under which heading, in which paragraph, and whether it opens them.

A paragraph's first sentence is mostly its topic (Baxendale 1958), and the first paragraph under a heading sums its
section up.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from sayso.model import Block, Reading

NO_PARAGRAPH = frozenset({"headline", "repeat", "standfirst", "takeaway", "quote"})  # lines of their own weight


class Standing(Struct, frozen=True):
    """``paragraph`` and ``section`` are places in the document, -1 where there is none; a document is its own section
    until its first heading. ``opens``: the first sentence of its paragraph; ``leads``: that of its section."""

    document: str
    paragraph: int
    section: int
    opens: bool
    leads: bool


class Layout:
    """One reading's paragraphs and headings, looked up by place."""

    def __init__(self, reading: Reading) -> None:
        self._document = reading.document.id
        self._sentences = [span.start for span in reading.sentences]
        self._headings = [b.start for b in reading.blocks if b.role == "heading"]
        paragraphs = [b for b in reading.blocks if b.role == "paragraph"]
        sections = [self._section(b.start) for b in paragraphs]
        first = {section: b.start for section, b in zip(reversed(sections), reversed(paragraphs), strict=True)}
        self._leading = frozenset(first.values())

    def standing(self, block: Block | None, start: int) -> Standing:
        """Where what begins at ``start``, in ``block``, stands."""
        if block is None:
            return Standing(self._document, -1, self._section(start), False, False)
        opens = block.role not in NO_PARAGRAPH and self._opens(block, start)
        leads = opens and block.start in self._leading
        return Standing(self._document, block.start, self._section(start), opens, leads)

    def _section(self, start: int) -> int:
        place = bisect_right(self._headings, start)
        return self._headings[place - 1] if place else -1

    def _opens(self, block: Block, start: int) -> bool:
        """Whether no sentence of the block begins between its first and ``start``."""
        first = bisect_right(self._sentences, block.start - 1)
        return first < len(self._sentences) and bisect_right(self._sentences, start) == first + 1
