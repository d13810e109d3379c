"""An edited text as one self-contained HTML page, in the dress of the assessment's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from sayso.model import Document, Finding, Line
from sayso.publish.borders import Borders
from sayso.publish.citations import Note
from sayso.publish.groundmap import GroundMap, ground_map
from sayso.publish.linked_data import embedded, linked_data
from sayso.publish.manuscript import Block, Run
from sayso.publish.page import DocumentView, NoteView, document_views, dots, environment, note_view, style
from sayso.publish.report import Endnote, Report, anchor_of, split_sureness

_SLUG = re.compile(r"[^\w]+")
_TAKEN = frozenset({"notes", "documents", "report", "findings"})


class Cited(Struct, frozen=True):
    """An endnote, with its document where it cites one."""

    endnote: Endnote
    view: NoteView | None


class BlockView(Struct, frozen=True):
    """A block, its anchor, its words apart from the remark on how sure it is, and what the desk knew of it."""

    block: Block
    anchor: str | None
    runs: tuple[Run, ...]
    sureness: str | None
    line: Line | None
    cited: tuple[Cited, ...]
    findings: tuple[Finding, ...]
    children: tuple[BlockView, ...]
    sure_dots: int = 0
    possible_dots: int = 0

    @property
    def of_lines(self) -> bool:
        """Whether this is a list of the report's cited lines, which stand without bullets."""
        firsts = [item.children[0] for item in self.children if item.children]
        return not self.block.ordered and bool(firsts) and all(first.cited for first in firsts)


class PartView(Struct, frozen=True):
    """What stands under one heading of the second level; ``heading`` is None for what stands before the first."""

    key: str
    heading: BlockView | None
    blocks: tuple[BlockView, ...]

    @property
    def ordered(self) -> bool:
        """Whether these are takeaways, which are numbered and larger."""
        return self.heading is not None and "takeaway" in self.heading.block.text.lower()


class ReportView(Struct, frozen=True):
    """All the template may use, and no more."""

    title: str
    opening: PartView | None
    parts: tuple[PartView, ...]
    ground_map: GroundMap | None
    findings: tuple[tuple[Finding, str | None], ...]
    notes: tuple[Cited, ...]
    numbers: dict[str, int]
    documents: tuple[DocumentView, ...]
    run: str | None
    style: Markup
    data: Markup


def report_page(report: Report, borders: Borders | None = None) -> str:
    """The page, its map over the desk's own ``borders`` or ours.

    Every word of text and documents goes through Jinja2's autoescape or `marked`."""
    documents = {document.id: document for document in report.documents}
    cited = {note.key: _cited(note, documents) for note in report.notes}
    notes = [note.note for note in report.notes if note.note]
    parts = _parts(_views(report, cited))
    opening = parts[0] if parts and parts[0].heading is None else None
    view = ReportView(
        title=report.title,
        opening=opening,
        parts=tuple(parts[1:] if opening else parts),
        ground_map=ground_map(report.ground, borders),
        findings=tuple((finding, anchor_of(report, finding)) for finding in report.findings),
        notes=tuple(cited.values()),
        numbers={note.key: note.number for note in report.notes},
        documents=_documents(report, notes),
        run=report.run,
        style=style("page.css"),
        data=embedded(linked_data(report.title, notes, documents)),
    )
    return environment().get_template("report.html.j2").render(page=view)


def _cited(endnote: Endnote, documents: Mapping[str, Document]) -> Cited:
    note = endnote.note
    return Cited(endnote, note_view(note, documents[note.citation.document]) if note else None)


def _documents(report: Report, notes: Sequence[Note]) -> tuple[DocumentView, ...]:
    by_document: dict[str, list[Note]] = {}
    for note in notes:
        by_document.setdefault(note.citation.document, []).append(note)
    return document_views(report.documents, by_document)


def _views(report: Report, cited: Mapping[str, Cited]) -> list[BlockView]:
    told = {one.anchor: one.line for one in report.told}
    objections: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        objections.setdefault(anchor_of(report, finding), []).append(finding)

    def view(block: Block) -> BlockView:
        runs, sureness = split_sureness(block.runs) if block.keys else (block.runs, None)
        line = told.get(block.anchor) if block.anchor else None
        sure, possible = dots(line.origins if line else None)
        return BlockView(
            block=block,
            anchor=block.anchor,
            runs=runs,
            sureness=sureness,
            line=line,
            cited=tuple(cited[key] for key in dict.fromkeys(block.keys)),
            findings=tuple(objections.get(block.anchor, ())) if block.anchor else (),
            children=tuple(map(view, block.children)),
            sure_dots=sure,
            possible_dots=possible,
        )

    return [view(block) for block in report.blocks]


def _parts(views: Iterable[BlockView]) -> list[PartView]:
    groups: list[tuple[BlockView | None, list[BlockView]]] = [(None, [])]
    for view in views:
        if view.block.kind == "heading" and view.block.level <= 2:
            groups.append((view, []))
        else:
            groups[-1][1].append(view)
    taken = set(_TAKEN)
    return [PartView(_key(head, taken), head, tuple(body)) for head, body in groups if head or body]


def _key(heading: BlockView | None, taken: set[str]) -> str:
    """A heading's words as an anchor, each once in a page."""
    slug = _SLUG.sub("-", heading.block.text.lower()).strip("-") if heading else "opening"
    name, number = slug or "part", 2
    while name in taken or name.startswith("line-"):
        name, number = f"{slug or 'part'}-{number}", number + 1
    taken.add(name)
    return name
