"""The lines of a PDF's pages with their places, as PDFium gives them.

In: the bytes of a PDF. Out: for each page its lines in the order of reading. A line is what stands on one height
without a gap wider than a gutter between columns.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from sayso.ingest.ingested import issue
from sayso.ingest.pdf.columns import in_order
from sayso.model import Issue

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 2000
MOST_LETTERS = 2_000_000  # of all pages: six hundred pages of print; a page can be made to hold as many
_LOCKED = "password"
# PDFium sets these for a hyphen that it takes for one of a line's end; U+00AD is the soft hyphen.
# It leaves out the end of the line behind them, and goes on with what was set next, in whatever column.
_LINE_END = re.compile("(\r?\n)|(?<=[\x02\ufffe])")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": "-", "\x00": None})
_ABOVE, _BELOW = 0.905, 0.212  # of the size of the type: Arial's ascent and descent
_GUTTER = 2.0  # times the height of the line: the narrowest gutters of newspapers' columns have 1 em at 0.8 leading


class Broken(ValueError):
    """The bytes are no PDF that can be read; ``locked`` by a password or else damaged."""

    def __init__(self, what: str, locked: bool) -> None:
        super().__init__(what)
        self.locked = locked


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


class Line(Struct, frozen=True):
    """A line: its words and its box in points, from the lower left corner of the page; ``size`` is its height."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of its letters' boxes, which goes with the size of the type."""
        return self.top - self.bottom


class Page(Struct, frozen=True):
    """A page: its lines in reading order, its height in points, how many letters it was made of."""

    lines: tuple[Line, ...]
    height: float
    letters: int = 0


class Pdf(Struct, frozen=True):
    """The pages of a PDF and what its properties say: the title and when it was made (``D:20241101…``)."""

    pages: list[Page]
    title: str | None
    made: str | None
    issues: tuple[Issue, ...] = ()


def open_pdf(data: bytes) -> Pdf:
    """The pages of a PDF. Raises Broken."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as fault:
        locked = _LOCKED in str(fault).lower()
        what = "The PDF is locked by a password." if locked else f"The PDF is damaged ({fault})."
        raise Broken(what, locked) from fault
    try:
        pages = list(_pages(document))
        left_out = len(document) > MOST_PAGES or sum(page.letters for page in pages) >= MOST_LETTERS
        about = document.get_metadata_dict()
    finally:
        document.close()
    more = (issue("The PDF is longer than a book; the rest was left out.", "Divide it."),) if left_out else ()
    return Pdf(pages, " ".join(about.get("Title", "").split()) or None, about.get("CreationDate") or None, more)


def _pages(document: PdfDocument) -> Iterator[Page]:
    left = MOST_LETTERS
    for number in range(min(len(document), MOST_PAGES)):
        page = _page(document, number, left)
        if page is not None:
            yield page
            left -= page.letters
        if left <= 0:
            return


def _page(document: PdfDocument, number: int, most: int) -> Page | None:
    """A page; None for one that is damaged, which costs no other."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        text = page.get_textpage()
        letters = min(text.count_chars(), most)
        found = in_order(tuple(_lines(text, letters)))
        height = page.get_height()
        text.close()
        page.close()
    except PdfiumError:
        return None
    return Page(found, height, letters)


def _lines(text: PdfTextPage, letters: int) -> Iterator[Line]:
    """The lines as PDFium parts them, parted again at gutters."""
    try:
        whole = text.get_text_range(0, letters) if letters else ""
    except (RecursionError, ctypes.ArgumentError):  # it goes a call deeper for each letter at the end without a text
        whole = ""
    if len(whole) != letters:  # letters beyond the first plane count twice there; boxes then go astray
        whole = "".join(chr(code) for code in _codes(text, letters))
    start = 0
    for words in _LINE_END.split(whole):
        if words and words.strip():
            yield from _parts(text, words, start)
        start += len(words or "")


def _codes(text: PdfTextPage, letters: int) -> Iterator[int]:
    from pypdfium2 import raw

    return (raw.FPDFText_GetUnicode(text.raw, index) or 32 for index in range(letters))


def _parts(text: PdfTextPage, words: str, start: int) -> Iterator[Line]:
    """The parts of a line between gutters."""
    said: list[str] = []
    boxes: list[_Box] = []
    for match in re.finditer(r"\S+", words):
        first, last = _box(text, start + match.start()), _box(text, start + match.end() - 1)
        if first is None or last is None:
            continue
        if boxes and not _goes_on(boxes[-1], first):
            yield _line(said, boxes)
            said, boxes = [], []
        said.append(match.group())
        boxes += [first, last]
    if boxes:
        yield _line(said, boxes)


def _line(said: list[str], boxes: list[_Box]) -> Line:
    tallest = max(boxes, key=lambda box: box.top - box.bottom)
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    return Line(" ".join(said).translate(_HYPHENS), left, tallest.bottom, right, tallest.top)


def _goes_on(last: _Box, box: _Box) -> bool:
    """Whether a word stands on the line of the one before, no gutter between."""
    size = max(last.top - last.bottom, 1.0)
    return -2 * size < box.left - last.right < _GUTTER * size and abs(box.bottom - last.bottom) < size


def _box(text: PdfTextPage, index: int) -> _Box | None:
    """Where a letter stands: as wide as it is, as high as its type, whatever its own shape."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box)):
        return None
    level = _level(text, index)
    bottom, top = level if level else (box.bottom, box.top)
    return _Box(box.left, bottom, box.right, top)


def _level(text: PdfTextPage, index: int) -> tuple[float, float] | None:
    """The bottom and top of the type at a letter that stands upright, from its base line and size.

    PDFium's own boxes follow the letter's shape where a font states no heights, as those that LibreOffice embeds: a
    line that begins with a "y" is then a third higher than the next.
    """
    from pypdfium2 import raw

    matrix, across, base = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix)) or matrix.b or matrix.d <= 0:
        return None
    size = raw.FPDFText_GetFontSize(text.raw, index) * matrix.d
    if size <= 0 or not raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(across), ctypes.byref(base)):
        return None
    return base.value - _BELOW * size, base.value + _ABOVE * size
