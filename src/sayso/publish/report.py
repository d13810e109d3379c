"""An edited text ready to print: its blocks, its endnotes read from the documents, what the check found in it.

The words of an endnote are always those of the document at the offsets that its key names, never those that stand
in the Markdown: nobody can edit a citation into saying something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Citation, Document, Finding, GroundChange, Line
from sayso.publish.citations import Note, key_of
from sayso.publish.manuscript import Block, Manuscript, Run, walked

_OURS = re.compile(r"(\S+)\.(\d{1,9})-(\d{1,9})")
UNTITLED = "Report"
NOWHERE = "This citation leads nowhere."


class Endnote(Struct, frozen=True, omit_defaults=True):
    """A note by its number. ``citation`` is what it cites, None for the author's ``own`` words.

    ``lines`` are the anchors of the lines that refer to it, in the order of the text.
    """

    number: int
    key: str
    lines: tuple[str, ...] = ()
    citation: Citation | None = None
    own: str | None = None

    @property
    def note(self) -> Note | None:
        """The citation as `marked` and the pages want it."""
        return Note(self.number, self.citation, self.lines) if self.citation else None


class Told(Struct, frozen=True, omit_defaults=True):
    """What the desk knew about a line when it drafted it, where the line still has the same citations."""

    anchor: str
    line: Line


class Report(Struct, frozen=True, omit_defaults=True):
    """All that is printed. Blocks that cite, or that the check complains of, have an anchor. ``findings`` stand here
    only where the text was published in spite of them."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Endnote, ...]
    documents: tuple[Document, ...]
    told: tuple[Told, ...] = ()
    ground: tuple[GroundChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    run: str | None = None


def cited_in(manuscript: Manuscript) -> tuple[str, ...]:
    """The ids of documents that the keys name, in order of first use."""
    keys = (key for block in walked(manuscript.blocks) for key in block.keys)
    return tuple(dict.fromkeys(match.group(1) for key in keys if (match := _OURS.fullmatch(key))))


def report(
    manuscript: Manuscript,
    documents: Mapping[str, Document],
    known: Iterable[Line] = (),
    ground: Sequence[GroundChange] = (),
    findings: Sequence[Finding] = (),
) -> Report:
    """The manuscript with its notes. ``known`` are lines of the desk's own draft, to tell what they rest on, and
    ``ground`` its ledger, for the map: rows that the author struck from the table are gone.

    A key that leads to no document stands as such: whether that may be printed is the caller's to say.
    """
    anchored = _anchored(manuscript.blocks, findings)
    blocks = tuple(walked(anchored))
    notes = _notes(blocks, manuscript, documents)
    left = {row.children[0].text for row in blocks if row.kind == "row" and row.children}
    used = dict.fromkeys(note.citation.document for note in notes if note.citation)
    return Report(
        title=manuscript.title or UNTITLED,
        blocks=anchored,
        notes=notes,
        documents=tuple(documents[name] for name in used),
        told=tuple(_told(blocks, known)),
        ground=tuple(change for change in ground if change.place in left),
        findings=tuple(findings),
        run=manuscript.run,
    )


def anchor_of(found: Report, finding: Finding) -> str | None:
    """The anchor of the block that a finding stands in; None where the text has no block."""
    nearest = _nearest(tuple(walked(found.blocks)), finding.line)
    return nearest.anchor if nearest else None


def split_sureness(runs: Sequence[Run]) -> tuple[tuple[Run, ...], str | None]:
    """A line's runs without the remark at its end, "*(one origin, through one outlet)*", and that remark."""
    kept = list(runs)
    while kept and not kept[-1].key and not kept[-1].text.strip():
        kept.pop()
    last = kept[-1] if kept else None
    if last is None or not last.emphasis or not re.fullmatch(r"\(.+\)", last.text.strip()):
        return tuple(runs), None
    kept.pop()
    while kept and not kept[-1].key and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept), last.text.strip()[1:-1]


def _anchored(blocks: Sequence[Block], findings: Sequence[Finding]) -> tuple[Block, ...]:
    """The blocks, those that cite and those that a finding stands in with an anchor each, numbered in text order."""
    whole = tuple(walked(blocks))
    complained = [nearest for finding in findings if (nearest := _nearest(whole, finding.line))]
    numbers = count(1)

    def anchored(block: Block) -> Block:
        named = bool(block.keys) or any(block is one for one in complained)
        anchor = f"line-{next(numbers)}" if named else None
        return replace(block, anchor=anchor, children=tuple(map(anchored, block.children)))

    return tuple(map(anchored, blocks))


def _notes(blocks: Sequence[Block], text: Manuscript, documents: Mapping[str, Document]) -> tuple[Endnote, ...]:
    lines: dict[str, dict[str, None]] = {}
    for block in blocks:
        for key in block.keys:
            lines.setdefault(key, {})[block.anchor or ""] = None
    return tuple(_note(n, key, tuple(at), text, documents) for n, (key, at) in enumerate(lines.items(), 1))


def _note(
    number: int, key: str, lines: tuple[str, ...], text: Manuscript, documents: Mapping[str, Document]
) -> Endnote:
    match = _OURS.fullmatch(key)
    document = documents.get(match.group(1)) if match else None
    if match and document:
        start, end = int(match.group(2)), int(match.group(3))
        words = document.text[start:end]
        if start < end <= len(document.text):
            return Endnote(number, key, lines, Citation(document.id, start, end, words))
    return Endnote(number, key, lines, own=NOWHERE if match else text.notes.get(key, NOWHERE))


def _told(blocks: Sequence[Block], known: Iterable[Line]) -> Iterable[Told]:
    by_keys = {frozenset(map(key_of, line.citations)): line for line in known}
    for block in blocks:
        line = by_keys.get(frozenset(block.keys)) if block.anchor else None
        if line is not None and block.anchor:
            yield Told(block.anchor, line)


def _nearest(blocks: Sequence[Block], line: int) -> Block | None:
    """The last block with words of its own that begins on or before a line, else the first block."""
    before = [block for block in blocks if block.runs and block.line <= line]
    return max(before, key=lambda block: block.line, default=blocks[0] if blocks else None)
