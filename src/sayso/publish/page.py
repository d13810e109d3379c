"""The assessment as one self-contained HTML page.

No outside request: styles are in the page, there is no script, and a content security policy forbids both
otherwise. Every document text goes through Jinja2's autoescape or `marked`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from sayso.assess.day import publication_day, spelled, spelled_value
from sayso.model import UNKNOWN_PUBLISHER, Assessment, Document, Line, Range
from sayso.publish.borders import Borders
from sayso.publish.citations import Note, lines_of, notes
from sayso.publish.groundmap import GroundMap, ground_map
from sayso.publish.linked_data import embedded, linked_data
from sayso.publish.links import fragment_url, safe_url
from sayso.publish.markdown import PROMISE
from sayso.publish.marks import marked

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DOTS = 8  # more dots than this are not counted by eye


class NoteView(Struct, frozen=True):
    """An endnote with its document's name and the way to the original."""

    note: Note
    document: Document
    outlet: str
    date: str
    original: str | None


class LineView(Struct, frozen=True):
    """A line as the template shows it: who says it, what is said, and its notes."""

    line: Line
    attribution: str
    words: str
    notes: tuple[NoteView, ...]
    sure_dots: int
    possible_dots: int


class SectionView(Struct, frozen=True):
    """A section with its lines; ``ordered`` for the takeaways, which are numbered."""

    key: str
    title: str
    ordered: bool
    lines: tuple[LineView, ...]


class DocumentView(Struct, frozen=True):
    """A document of the day; ``text`` is its marked text where a line cites it, else None."""

    document: Document
    anchor: str
    outlet: str
    date: str
    language: str | None
    original: str | None
    text: Markup | None


class PageView(Struct, frozen=True):
    """All the template may use, and no more. The ledger stands after the section with key ``ledger_after``."""

    assessment: Assessment
    day: str
    sections: tuple[SectionView, ...]
    ground_map: GroundMap | None
    ledger_after: str | None
    notes: tuple[NoteView, ...]
    documents: tuple[DocumentView, ...]
    style: Markup
    promise: str
    data: Markup


def page(assessment: Assessment, documents: Mapping[str, Document], borders: Borders | None = None) -> str:
    """The page. ``documents`` holds at least every cited document; ``borders`` are the desk's own."""
    found = notes(lines_of(assessment))
    views = tuple(note_view(note, documents[note.citation.document]) for note in found)
    view = PageView(
        assessment=assessment,
        day=spelled(assessment.day),
        sections=_sections(assessment, views),
        ground_map=ground_map(assessment.ground, borders),
        ledger_after=_ledger_after(assessment),
        notes=views,
        documents=_documents(assessment, documents, found),
        style=style("page.css"),
        promise=PROMISE,
        data=embedded(linked_data(assessment.title, found, documents)),
    )
    return environment().get_template("assessment.html.j2").render(page=view)


@cache
def environment() -> Environment:
    """Jinja2 with autoescape on for every template and no undefined name let through."""
    made = Environment(
        loader=PackageLoader("sayso.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["spelled_value"] = spelled_value
    return made


@cache
def style(name: str) -> Markup:
    """A stylesheet of ours, for a ``style`` element."""
    return Markup(files("sayso.publish").joinpath("templates", name).read_text("utf-8"))


def _sections(assessment: Assessment, views: Sequence[NoteView]) -> tuple[SectionView, ...]:
    by_line: dict[str, list[NoteView]] = {}
    for view in views:
        for line in view.note.lines:
            by_line.setdefault(line, []).append(view)
    return tuple(
        SectionView(s.key, s.title, s.key == "takeaways", tuple(_line(x, by_line[x.id]) for x in s.lines))
        for s in assessment.sections
    )


def _ledger_after(assessment: Assessment) -> str | None:
    """With the lines on the ground, else last: its rows may all be carried by takeaways."""
    keys = [section.key for section in assessment.sections]
    if not assessment.ground or not keys:
        return None
    return "ground" if "ground" in keys else keys[-1]


def _line(line: Line, views: Sequence[NoteView]) -> LineView:
    by, words = line.text[: line.attribution], line.text[line.attribution :]
    return LineView(line, by, words.strip(), tuple(views), *dots(line.origins))


def dots(origins: Range | None) -> tuple[int, int]:
    """How many dots stand for independent origins: those there are at least, and how many more there may be."""
    sure = min(_DOTS, origins.at_least) if origins else 0
    return sure, max(0, min(_DOTS, origins.at_most) - sure) if origins else 0


def note_view(note: Note, document: Document) -> NoteView:
    """A citation with its document's name, day, and the way to the words at the original."""
    original = fragment_url(document.url, note.citation.words)
    return NoteView(note, document, _outlet(document), spelled(publication_day(document)), original)


def _documents(
    assessment: Assessment, documents: Mapping[str, Document], found: Sequence[Note]
) -> tuple[DocumentView, ...]:
    cited: dict[str, list[Note]] = {}
    for note in found:
        cited.setdefault(note.citation.document, []).append(note)
    known = {document.id: documents.get(document.id, document) for document in assessment.documents}
    listed = known | {name: documents[name] for name in cited}
    return document_views(listed.values(), cited)


def document_views(documents: Iterable[Document], cited: Mapping[str, Sequence[Note]]) -> tuple[DocumentView, ...]:
    """Documents for a page, the cited words of each marked; ``cited`` holds the notes by document."""
    return tuple(_document(place, d, cited.get(d.id, ())) for place, d in enumerate(documents, 1))


def _document(place: int, document: Document, found: Sequence[Note]) -> DocumentView:
    language = document.language or ""
    return DocumentView(
        document=document,
        anchor=f"document-{place}",
        outlet=_outlet(document),
        date=spelled(publication_day(document)),
        language=language if _LANGUAGE.fullmatch(language) else None,
        original=safe_url(document.url),
        text=marked(document.text, found) if found else None,
    )


def _outlet(document: Document) -> str:
    return document.outlet or UNKNOWN_PUBLISHER
