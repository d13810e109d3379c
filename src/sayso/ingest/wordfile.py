"""The parts of a Word file (DOCX, Office Open XML, ISO/IEC 29500): its paragraphs, notes, links and properties.

Read with zipfile and lxml, entities and network off, and no part beyond `MOST_XML` bytes however small it is
packed. Tracked changes are taken as accepted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree
from msgspec import Struct

MOST_RATIO = 100  # of XML to its packed size: a long table of figures has 40
MOST_XML = 30_000_000  # bytes of one part, unpacked: a book's are 5 million
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BODY = "word/document.xml"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, etree.XMLSyntaxError)

ParagraphKind = Literal["title", "heading", "item", "quote", "plain"]


class NoWordFile(ValueError):
    """The bytes are an archive and no Word file."""


class DamagedWordFile(ValueError):
    """The file is damaged, locked, or unpacks to more than `MOST_XML`."""


class WordFile(Struct, frozen=True):
    """``body`` holds the paragraphs; ``notes`` the words of notes by "foot1", "end1"; ``links`` addresses by id.

    ``title`` and ``author`` are what the properties of the file say.
    """

    body: etree._Element
    notes: Mapping[str, str]
    links: Mapping[str, str]
    title: str | None = None
    author: str | None = None

    def paragraphs(self) -> Iterator[etree._Element]:
        """The paragraphs in their order, those of tables and text boxes included."""
        return self.body.iter(f"{W}p")


def open_word(data: bytes) -> WordFile:
    """The parts of a Word file. Raises NoWordFile and DamagedWordFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _part(package, _BODY)
            if body is None:
                raise NoWordFile
            about = _part(package, "docProps/core.xml")
            return WordFile(
                body, _notes(package), _links(package), _property(about, "title"), _property(about, "creator")
            )
    except _DAMAGED as fault:
        raise DamagedWordFile(type(fault).__name__) from fault


def is_word(names: list[str]) -> bool:
    """Whether an archive with these members is a Word file."""
    return _BODY in names


def kind_of(paragraph: etree._Element) -> ParagraphKind:
    """What a paragraph is by its style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    named = "" if style is None else style.get(f"{W}val", "").lower()
    if named.startswith("title"):
        return "title"
    if named.startswith("heading"):
        return "heading"
    if paragraph.find(f"{W}pPr/{W}numPr") is not None or named.startswith("list"):
        return "item"
    return "quote" if "quote" in named else "plain"


def nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts, tabs, breaks and note marks of a paragraph, without those of paragraphs within it."""
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}footnoteReference", f"{W}endnoteReference"):
        if next(node.iterancestors(f"{W}p")) is paragraph and next(node.iterancestors(_FALLBACK), None) is None:
            yield node


def words_of(node: etree._Element) -> str | None:
    """The words of a node on one line; None for the mark of a note."""
    if node.tag == f"{W}t":
        return (node.text or "").replace("\n", " ")
    return " " if node.tag in (f"{W}tab", f"{W}br") else None


def note_of(node: etree._Element) -> str:
    """The key of the note that a mark stands for."""
    return ("foot" if "foot" in str(node.tag) else "end") + node.get(f"{W}id", "")


def link_of(node: etree._Element, links: Mapping[str, str]) -> str:
    """The address that a node links to, or nothing."""
    link = next(node.iterancestors(f"{W}hyperlink"), None)
    return "" if link is None else links.get(link.get(f"{_R}id", ""), "")


def _part(package: zipfile.ZipFile, part: str) -> etree._Element | None:
    if part not in package.namelist():
        return None
    about = package.getinfo(part)
    if about.file_size > MOST_RATIO * max(about.compress_size, 10_000):
        raise DamagedWordFile(f"it unpacks to more than {MOST_RATIO} times its size")
    with package.open(part) as opened:
        data = opened.read(MOST_XML + 1)
    if len(data) > MOST_XML:
        raise DamagedWordFile(f"it unpacks to more than {MOST_XML:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _notes(package: zipfile.ZipFile) -> dict[str, str]:
    found = {}
    for kind in ("foot", "end"):
        root = _part(package, f"word/{kind}notes.xml")
        for note in [] if root is None else root.iter(f"{W}{kind}note"):
            words = "".join(text.text or "" for text in note.iter(f"{W}t"))
            found[f"{kind}{note.get(f'{W}id')}"] = " ".join(words.split())
    return found


def _links(package: zipfile.ZipFile) -> dict[str, str]:
    root = _part(package, "word/_rels/document.xml.rels")
    targets = ((one.get("Id", ""), one.get("Target", "")) for one in ([] if root is None else root))
    return {key: target for key, target in targets if target.startswith(("http://", "https://"))}


def _property(about: etree._Element | None, name: str) -> str | None:
    found = None if about is None else about.findtext(f"{_DC}{name}")
    return " ".join(found.split()) or None if found else None
