"""Citations of an assessment: checked against the documents, and numbered as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sayso.errors import CitationError
from sayso.model import Assessment, Citation, Document, Line


class Note(Struct, frozen=True):
    """An endnote: a citation with its number and the lines that rest on it."""

    number: int
    citation: Citation
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        """The citation as a key that a person may move about in Markdown."""
        return key_of(self.citation)


def key_of(citation: Citation) -> str:
    """A citation's key: document and offsets."""
    return f"{citation.document}.{citation.start}-{citation.end}"


def lines_of(assessment: Assessment) -> tuple[Line, ...]:
    """All lines in the order of the report."""
    return tuple(line for section in assessment.sections for line in section.lines)


def verify(lines: Iterable[Line], documents: Mapping[str, Document]) -> None:
    """Read every cited word again. Raises CitationError on the first line that its citations do not carry."""
    for line in lines:
        if not line.citations:
            raise CitationError(f"{line.id} cites nothing: {line.text}", "Cite the words it rests on or drop it.")
        for citation in line.citations:
            _verify(line, citation, documents.get(citation.document))


def notes(lines: Iterable[Line]) -> tuple[Note, ...]:
    """One endnote for each cited span, numbered from 1 in order of first use."""
    found: dict[tuple[str, int, int], Note] = {}
    for line in lines:
        for citation in line.citations:
            place = (citation.document, citation.start, citation.end)
            note = found.get(place, Note(len(found) + 1, citation, ()))
            if line.id not in note.lines:
                found[place] = Note(note.number, citation, (*note.lines, line.id))
    return tuple(found.values())


def _verify(line: Line, citation: Citation, document: Document | None) -> None:
    where = f"{citation.document}, characters {citation.start} to {citation.end}"
    if document is None:
        raise CitationError(
            f"{line.id} cites {citation.document}, which is not here: {line.text}",
            "Publish with the documents that the assessment was made from.",
        )
    if not citation.words or document.text[citation.start : citation.end] != citation.words:
        raise CitationError(
            f"{line.id} cites words that do not stand in {where}: “{citation.words[:80]}”",
            "The text or the line was changed since: assess again, or correct the citation.",
        )
