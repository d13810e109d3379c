"""A PDF to a document: its words in the order in which they are read, as paragraphs.

Columns are read one after the other, hyphens at the ends of lines mended, running heads and page numbers left out,
paragraphs that go on over a page joined. The title is that of the file's properties if the first pages show it, else
what stands largest on the first page. The date in the properties is when the file was made: it is taken where the
first page says the same day, and nowhere else.
"""

from __future__ import annotations

import re
from datetime import date

from sayso.ingest.blocks import Piece, compose
from sayso.ingest.documents import Stated, document_of
from sayso.ingest.ingested import Given, Ingested, issue, refused
from sayso.ingest.media import PDF
from sayso.ingest.pdf.lines import Broken, Page, Pdf, open_pdf
from sayso.ingest.pdf.paragraphs import pieces_of
from sayso.ingest.pdf.running import without_running

_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")  # ISO 32000-1, 7.9.4
_OPENS = 2  # pages on which a title is looked for
_LEAST_LARGER = 1.15  # times the body's size
_LONGEST_TITLE = 300


def ingest_pdf(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a PDF holds, or its place with an issue where there is no text in it."""
    try:
        file = open_pdf(data)
    except Broken as fault:
        to_do = "Unlock it, or save it anew." if fault.locked else "Fetch it again."
        return refused(path, PDF, issue(str(fault), to_do), original=data)
    pages = without_running(file.pages)
    pieces = pieces_of(pages)
    title = _title(file, pages)
    text, blocks = compose(Piece("headline", p.text) if _is(p, title) else p for p in pieces)
    if not any(map(str.isalpha, text)):
        what = "There is no text in the PDF: its pages are pictures."
        return refused(
            path, PDF, issue(what, "Run it through text recognition (OCR) and add the result."), original=data
        )
    stated = Stated(title=title, published=_published(file, pages))
    document, more = document_of(text, data, stated, given, blocks)
    return Ingested(path, document, data, PDF, file.issues + more)


def _is(piece: Piece, title: str | None) -> bool:
    return title is not None and _folded(piece.text) == _folded(title)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _title(file: Pdf, pages: list[Page]) -> str | None:
    """The title that the properties state, if a reader sees it too; else the largest words of the first page."""
    shown = _folded(" ".join(line.text for page in pages[:_OPENS] for line in page.lines))
    if file.title and " " in file.title and _folded(file.title) in shown:
        return file.title
    sizes = sorted(line.size for page in pages for line in page.lines)
    first = pages[0].lines if pages else ()
    if not sizes or not first:
        return None
    largest = max(line.size for line in first)
    if largest < _LEAST_LARGER * sizes[len(sizes) // 2]:
        return None
    title = " ".join(line.text for line in first if line.size > 0.95 * largest)
    return title if 3 < len(title) <= _LONGEST_TITLE and any(map(str.isalpha, title)) else None


def _published(file: Pdf, pages: list[Page]) -> str | None:
    """The day on which the file was made, if its first page says that day."""
    made = _MADE.match(file.made or "")
    if made is None:
        return None
    try:
        day = date(int(made[1]), int(made[2]), int(made[3]))
    except ValueError:
        return None
    shown = " ".join(line.text for line in (pages[0].lines if pages else ()))
    month = f"{day:%B}"
    if re.search(rf"\b(?:0?{day.day}(?:st|nd|rd|th)?\s+{month}|{month}\s+0?{day.day}),?\s+{day.year}\b", shown, re.I):
        return day.isoformat()
    return None
