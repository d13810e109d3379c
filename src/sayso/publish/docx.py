"""An edited text as a Word file with real endnotes: it opens in Word and LibreOffice, to read, mark up and edit on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec.structs import replace

from sayso.assess.day import publication_day, spelled
from sayso.model import UNKNOWN_PUBLISHER, Finding
from sayso.publish import ooxml
from sayso.publish.links import fragment_url
from sayso.publish.manuscript import Block, Run
from sayso.publish.ooxml import BULLETS, NUMBERS, R, W, xml_words
from sayso.publish.report import Endnote, Report, split_sureness

_TEXT_WIDTH = 9298  # twentieths of a point between the margins of A4
_LETTER, _PADDING = 125, 240  # a letter of TableText, 9.5 points, and a cell's edges
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def docx(report: Report) -> bytes:
    """The .docx. The same report gives the same bytes."""
    writer = _Writer(report)
    parts = {
        "word/document.xml": ooxml.serialized(writer.document()),
        "word/endnotes.xml": ooxml.serialized(writer.endnotes()),
        "word/styles.xml": ooxml.styles(),
        "word/numbering.xml": ooxml.numbering(writer.numbered),
        "word/settings.xml": ooxml.settings(),
        "docProps/core.xml": ooxml.core(report.title),
    }
    return ooxml.package(parts, writer.links, writer.note_links)


class _Writer:
    """Writes one report. It remembers which notes were referred to, and which addresses."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._notes = {note.key: note for note in report.notes}
        self._documents = {document.id: document for document in report.documents}
        self._referred: set[str] = set()
        self.numbered = 0  # numbered lists so far
        self.links: dict[str, str] = {}
        self.note_links: dict[str, str] = {}

    def document(self) -> etree._Element:
        """word/document.xml."""
        root = etree.Element(_w("document"), nsmap={"w": W, "r": R})
        body = etree.SubElement(root, _w("body"))
        self._paragraph(body, (Run(self._report.title),), "Title")
        self._objections(body, self._report.findings)
        self._blocks(body, self._report.blocks)
        if self._report.blocks and self._report.blocks[-1].kind == "table":
            self._paragraph(body, ())  # the format wants a paragraph last
        section = etree.SubElement(body, _w("sectPr"))
        _value(etree.SubElement(section, _w("endnotePr")), "numFmt", "decimal")
        etree.SubElement(section, _w("pgSz"), {_w("w"): "11906", _w("h"): "16838"})  # A4
        margins = dict.fromkeys(("top", "right", "bottom", "left"), "1304") | {"header": "709", "footer": "709"}
        etree.SubElement(section, _w("pgMar"), {_w(side): width for side, width in {**margins, "gutter": "0"}.items()})
        return root

    def endnotes(self) -> etree._Element:
        """word/endnotes.xml: the two separators that the format asks for, then the notes by number."""
        root = etree.Element(_w("endnotes"), nsmap={"w": W, "r": R})
        for name, kind in (("-1", "separator"), ("0", "continuationSeparator")):
            part = etree.SubElement(root, _w("endnote"), {_w("type"): kind, _w("id"): name})
            etree.SubElement(etree.SubElement(etree.SubElement(part, _w("p")), _w("r")), _w(kind))
        for note in self._report.notes:
            part = etree.SubElement(root, _w("endnote"), {_w("id"): str(note.number)})
            paragraph = self._styled(part, "EndnoteText")
            mark = _run(paragraph, "", character="EndnoteReference")
            etree.SubElement(mark, _w("endnoteRef"))
            self._note(paragraph, note)
        return root

    def _note(self, paragraph: etree._Element, note: Endnote) -> None:
        if note.citation is None:
            _run(paragraph, f" {note.own or ''}")
            return
        document = self._documents[note.citation.document]
        title = f", “{document.title}”" if document.title else ""
        words = " ".join(note.citation.words.split())
        by = document.outlet or UNKNOWN_PUBLISHER
        _run(paragraph, f" {by}{title}, {spelled(publication_day(document))}: “{words}” ")
        address = fragment_url(document.url, note.citation.words)
        if address:
            self._link(paragraph, Run(document.url or "", address=address), self.note_links)

    def _blocks(
        self, parent: etree._Element, blocks: Iterable[Block], style: str = "", number: int = 0, depth: int = -1
    ) -> None:
        """``number`` is the instance of the list that a paragraph is an item of, ``depth`` that list's, from 0."""
        for block in blocks:
            if block.kind == "heading":
                self._paragraph(parent, block.runs, f"Heading{min(block.level, 6)}")
            elif block.kind == "paragraph":
                self._line(parent, block, style, number, depth)
            elif block.kind == "list":
                own = self._list(block)
                for item in block.children:
                    self._blocks(parent, item.children[:1], "ListParagraph", own, depth + 1)
                    self._blocks(parent, item.children[1:], "ListParagraph", 0, depth + 1)
            elif block.kind == "quote":
                self._blocks(parent, block.children, "Quote")
            elif block.kind == "table":
                self._table(parent, block)
            elif block.kind == "code":
                self._paragraph(parent, (Run(block.text, code=True),), style)

    def _list(self, block: Block) -> int:
        """The number of the list's instance in word/numbering.xml."""
        if not block.ordered:
            return BULLETS
        self.numbered += 1
        return NUMBERS + self.numbered - 1

    def _line(self, parent: etree._Element, block: Block, style: str, number: int, depth: int) -> None:
        runs, sureness = split_sureness(block.runs) if block.keys else (block.runs, None)
        self._paragraph(parent, runs, style, number, depth, followed=sureness is not None)
        if sureness:
            remark = self._paragraph(parent, (Run(sureness[:1].upper() + sureness[1:] + "."),), "Sureness")
            if number:
                etree.SubElement(_properties(remark), _w("ind"), {_w("left"): str(425 * (depth + 1))})

    def _table(self, parent: etree._Element, table: Block) -> None:
        made = etree.SubElement(parent, _w("tbl"))
        properties = etree.SubElement(made, _w("tblPr"))
        _value(properties, "tblStyle", "TableGrid")
        etree.SubElement(properties, _w("tblW"), {_w("w"): "5000", _w("type"): "pct"})
        table = _without_empty_columns(table)
        widths = _widths(table)
        grid = etree.SubElement(made, _w("tblGrid"))
        for width in widths:
            etree.SubElement(grid, _w("gridCol"), {_w("w"): str(width)})
        for number, row in enumerate(table.children):
            line = etree.SubElement(made, _w("tr"))
            if number == 0:
                _value(etree.SubElement(line, _w("trPr")), "tblHeader")  # repeated on each page, and read out
            for cell, width in zip(row.children, widths, strict=False):
                runs = [_bold(run) for run in cell.runs] if number == 0 else cell.runs
                made_cell = etree.SubElement(line, _w("tc"))
                size = {_w("w"): str(width), _w("type"): "dxa"}
                etree.SubElement(etree.SubElement(made_cell, _w("tcPr")), _w("tcW"), size)
                self._paragraph(made_cell, runs, "TableText")

    def _objections(self, parent: etree._Element, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        self._paragraph(parent, (Run("What does not hold"),), "Heading2")
        self._paragraph(parent, (Run("Published in spite of what the check found."),))
        for finding in findings:
            what = finding.message.splitlines()[0]
            words = f"{finding.severity} {finding.code}, line {finding.line}: {what}"
            self._paragraph(parent, (Run(words),), "Objection")

    def _paragraph(
        self,
        parent: etree._Element,
        runs: Sequence[Run],
        style: str = "",
        number: int = 0,
        depth: int = 0,
        followed: bool = False,
    ) -> etree._Element:
        """A paragraph; the order of its properties is the schema's, which Word insists on."""
        paragraph = self._styled(parent, style)
        if followed:
            _value(_properties(paragraph), "keepNext")
        if number:
            numbered = etree.SubElement(_properties(paragraph), _w("numPr"))
            _value(numbered, "ilvl", str(min(depth, 8)))
            _value(numbered, "numId", str(number))
        for before, run in zip((None, *runs), runs, strict=False):
            if run.key is not None:
                if before and before.key is not None:
                    _run(paragraph, ", ", character="EndnoteReference")  # or 2 and 3 read as 23
                self._reference(paragraph, self._notes[run.key])
            elif run.address:
                self._link(paragraph, run, self.links)
            else:
                _run(paragraph, run.text, run)
        return paragraph

    def _styled(self, parent: etree._Element, style: str) -> etree._Element:
        paragraph = etree.SubElement(parent, _w("p"))
        if style:
            _value(_properties(paragraph), "pStyle", style)
        return paragraph

    def _link(self, paragraph: etree._Element, run: Run, links: dict[str, str]) -> None:
        name = f"link{len(links) + 1}"
        links[name] = run.address or ""
        link = etree.SubElement(paragraph, _w("hyperlink"), {f"{{{R}}}id": name})
        _run(link, run.text, run, "Hyperlink")

    def _reference(self, paragraph: etree._Element, note: Endnote) -> None:
        """An endnote, at its first place; at a later one a field that repeats its number and leads to it."""
        bookmark = f"_Note{note.number}"
        if note.key not in self._referred:
            self._referred.add(note.key)
            marks = {_w("id"): str(note.number), _w("name"): bookmark}
            etree.SubElement(paragraph, _w("bookmarkStart"), marks)
            run = _run(paragraph, "", character="EndnoteReference")
            etree.SubElement(run, _w("endnoteReference"), {_w("id"): str(note.number)})
            etree.SubElement(paragraph, _w("bookmarkEnd"), {_w("id"): str(note.number)})
        else:
            field = etree.SubElement(paragraph, _w("fldSimple"), {_w("instr"): f" NOTEREF {bookmark} \\f \\h "})
            _run(field, str(note.number), character="EndnoteReference")


def _without_empty_columns(table: Block) -> Block:
    """A page is narrower than a screen: a column of which only the head says anything is left out."""
    columns = range(max((len(row.children) for row in table.children), default=0))
    kept = [n for n in columns if any(row.children[n].runs for row in table.children[1:] if n < len(row.children))]
    rows = (
        replace(row, children=tuple(row.children[n] for n in kept if n < len(row.children))) for row in table.children
    )
    return replace(table, children=tuple(rows)) if kept else table


def _widths(table: Block) -> list[int]:
    """The columns' widths in twentieths of a point: by the longest word, then by how much stands in them."""
    columns = max((len(row.children) for row in table.children), default=0)
    cells = [[row.children[n].text for row in table.children if n < len(row.children)] for n in range(columns)]
    longest = [max((len(word) for text in texts for word in text.split()), default=1) for texts in cells]
    most = [max(map(len, texts), default=1) for texts in cells]
    least = [length * _LETTER + _PADDING for length in longest]
    spare = max(0, _TEXT_WIDTH - sum(least))
    whole = sum(most) or 1
    return [width + spare * amount // whole for width, amount in zip(least, most, strict=True)]


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _value(parent: etree._Element, name: str, value: str | None = None) -> None:
    etree.SubElement(parent, _w(name), {} if value is None else {_w("val"): value})


def _properties(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(_w("pPr"))
    return etree.SubElement(paragraph, _w("pPr")) if found is None else found


def _bold(run: Run) -> Run:
    return run if run.key else Run(run.text, True, run.emphasis, run.code, run.address)


def _run(parent: etree._Element, text: str, style: Run | None = None, character: str = "") -> etree._Element:
    run = etree.SubElement(parent, _w("r"))
    properties = etree.SubElement(run, _w("rPr"))
    if character:
        _value(properties, "rStyle", character)
    if style and style.code:
        etree.SubElement(properties, _w("rFonts"), {_w("ascii"): "Courier New", _w("hAnsi"): "Courier New"})
    if style and style.strong:
        _value(properties, "b")
    if style and style.emphasis:
        _value(properties, "i")
    for number, line in enumerate(xml_words(text).split("\n")):
        if number:
            etree.SubElement(run, _w("br"))
        if line:
            etree.SubElement(run, _w("t"), {_SPACE: "preserve"}).text = line
    return run
