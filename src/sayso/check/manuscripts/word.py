"""The words of a Word file (DOCX, Office Open XML, ISO/IEC 29500) by paragraph, as Markdown.

In: the bytes of a .docx. Out: a manuscript: headings, lists and quotes are marked, links and foot- and endnotes are
kept as citations, tracked changes are taken as accepted. Read with zipfile and lxml, entities and network off, and no
part beyond `MOST_XML` bytes however small it is packed. Raises InputError.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from sayso.check.manuscripts.placed import Manuscript, Pieces
from sayso.errors import InputError

MOST_XML = 30_000_000  # bytes of one part, unpacked: a book's are 5 million
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OUR_KEY = re.compile(r"[0-9a-f]{8,64}\.\d+-\d+")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, etree.XMLSyntaxError)
_SAVE_AGAIN = "open it in a word processor and save it as DOCX again"


def of_word(data: bytes, name: str) -> Manuscript:
    """The words of a Word file. ``name`` is said in errors."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _part(package, "word/document.xml", name)
            if body is None:
                raise InputError(f"{name} is an archive and no Word file", "check takes DOCX: give it the text itself")
            notes = _notes(package, name)
            links = _links(package, name)
    except _DAMAGED as fault:
        raise InputError(f"{name} is damaged or locked ({type(fault).__name__})", _SAVE_AGAIN) from fault
    return _manuscript(body, notes, links)


def _part(package: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    if part not in package.namelist():
        return None
    with package.open(part) as opened:
        data = opened.read(MOST_XML + 1)
    if len(data) > MOST_XML:
        raise InputError(
            f"{name} unpacks to more than {MOST_XML:,} bytes", "it may be made to do harm; check its source"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _notes(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The words of foot- and endnotes by "foot1", "end1"."""
    found = {}
    for kind in ("foot", "end"):
        root = _part(package, f"word/{kind}notes.xml", name)
        for note in [] if root is None else root.iter(f"{_W}{kind}note"):
            words = "".join(text.text or "" for text in note.iter(f"{_W}t"))
            found[f"{kind}{note.get(f'{_W}id')}"] = " ".join(words.split())
    return found


def _links(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    root = _part(package, "word/_rels/document.xml.rels", name)
    targets = ((one.get("Id", ""), one.get("Target", "")) for one in ([] if root is None else root))
    return {key: target for key, target in targets if target.startswith(("http://", "https://"))}


def _manuscript(body: etree._Element, notes: Mapping[str, str], links: Mapping[str, str]) -> Manuscript:
    pieces = Pieces()
    cited: dict[str, str] = {}
    for number, paragraph in enumerate(body.iter(f"{_W}p"), 1):
        pieces.put("\n\n" + _mark(paragraph))
        column = 1
        for words, in_file in _words(paragraph, notes, links, cited):
            if in_file:
                pieces.add(words, (number, column))
                column += len(words)
            else:
                pieces.put(words)
    pieces.put("".join(f"\n\n[^{key}]: {words}" for key, words in cited.items()))
    return pieces.manuscript("word")


def _mark(paragraph: etree._Element) -> str:
    """What stands before a paragraph of its style in Markdown."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = "" if style is None else style.get(f"{_W}val", "").lower()
    if named.startswith(("heading", "title")):
        return "# "
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or named.startswith("list"):
        return "- "
    return "> " if "quote" in named else ""


def _words(
    paragraph: etree._Element, notes: Mapping[str, str], links: Mapping[str, str], cited: dict[str, str]
) -> Iterator[tuple[str, bool]]:
    """The words of a paragraph, and whether they stand in it: marks of links and notes do not."""
    address = ""
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}footnoteReference", f"{_W}endnoteReference"):
        if next(node.iterancestors(f"{_W}p")) is not paragraph or next(node.iterancestors(_FALLBACK), None) is not None:
            continue
        link = next(node.iterancestors(f"{_W}hyperlink"), None)
        target = "" if link is None else links.get(link.get(f"{_R}id", ""), "")
        if target != address:
            yield (f"]({address})" if address else "") + ("[" if target else ""), False
            address = target
        yield _node(node, notes, cited)
    if address:
        yield f"]({address})", False


def _node(node: etree._Element, notes: Mapping[str, str], cited: dict[str, str]) -> tuple[str, bool]:
    if node.tag == f"{_W}t":
        return (node.text or "").replace("\n", " "), True
    if node.tag in (f"{_W}tab", f"{_W}br"):
        return " ", True
    key = ("foot" if "foot" in str(node.tag) else "end") + node.get(f"{_W}id", "")
    ours = _OUR_KEY.search(notes.get(key, ""))
    if ours is None and key in notes:
        cited[key] = notes[key]
    return f"[^{ours.group() if ours else key}]", False
