"""The words of a Word file (DOCX, Office Open XML, ISO/IEC 29500) by paragraph, as Markdown.

In: the bytes of a .docx. Out: a manuscript: headings, lists and quotes are marked, links and foot- and endnotes are
kept as citations. Raises InputError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from sayso.check.manuscripts.placed import Manuscript, Pieces
from sayso.errors import InputError
from sayso.ingest.wordfile import (
    MOST_XML,
    DamagedWordFile,
    NoWordFile,
    WordFile,
    kind_of,
    link_of,
    nodes,
    note_of,
    open_word,
    words_of,
)

__all__ = ["MOST_XML", "of_word"]

_OUR_KEY = re.compile(r"[0-9a-f]{8,64}\.\d+-\d+")
_SAVE_AGAIN = "open it in a word processor and save it as DOCX again; if you did not make it, check its source"
_MARKS = {"title": "# ", "heading": "# ", "item": "- ", "quote": "> ", "plain": ""}


def of_word(data: bytes, name: str) -> Manuscript:
    """The words of a Word file. ``name`` is said in errors."""
    try:
        return _manuscript(open_word(data))
    except NoWordFile as fault:
        raise InputError(
            f"{name} is an archive and no Word file", "check takes DOCX: give it the text itself"
        ) from fault
    except DamagedWordFile as fault:
        raise InputError(f"{name} is damaged or locked ({fault})", _SAVE_AGAIN) from fault


def _manuscript(file: WordFile) -> Manuscript:
    pieces = Pieces()
    cited: dict[str, str] = {}
    for number, paragraph in enumerate(file.paragraphs(), 1):
        pieces.put("\n\n" + _MARKS[kind_of(paragraph)])
        column = 1
        for words, in_file in _words(paragraph, file, cited):
            if in_file:
                pieces.add(words, (number, column))
                column += len(words)
            else:
                pieces.put(words)
    pieces.put("".join(f"\n\n[^{key}]: {words}" for key, words in cited.items()))
    return pieces.manuscript("word")


def _words(paragraph: etree._Element, file: WordFile, cited: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The words of a paragraph, and whether they stand in it: marks of links and notes do not."""
    address = ""
    for node in nodes(paragraph):
        target = link_of(node, file.links)
        if target != address:
            yield (f"]({address})" if address else "") + ("[" if target else ""), False
            address = target
        words = words_of(node)
        yield (words, True) if words is not None else (_note(node, file.notes, cited), False)
    if address:
        yield f"]({address})", False


def _note(node: etree._Element, notes: Mapping[str, str], cited: dict[str, str]) -> str:
    key = note_of(node)
    ours = _OUR_KEY.search(notes.get(key, ""))
    if ours is None and key in notes:
        cited[key] = notes[key]
    return f"[^{ours.group() if ours else key}]"
