"""Edited Markdown as a tree: what a person left, moved and wrote, each citation at its place.

In: the text of a ``brief.md``, edited in any editor. Out: a `Manuscript` of blocks and styled runs. CommonMark with
tables (GitHub's) and footnotes (Pandoc's); HTML in it stays text, images keep their words alone. Endnotes that carry
one of our keys (``document.start-end``) are not read: they are printed anew from the documents. Other endnotes are the
author's own and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from sayso.publish.links import safe_url

BlockKind = Literal["heading", "paragraph", "list", "item", "quote", "table", "row", "cell", "code"]

_DEFINED = re.compile(r"^\[\^([^\]\s]{1,80})\]:[ \t]*(.*(?:\n(?: {2,}|\t)\S.*)*)$", re.M)
_REFERRED = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")
_RUN = re.compile(r"sayso \d[\w.]* \w+ [0-9a-f]{6,}")
_NOTES = "Notes"
_BREAKS = frozenset({"softbreak", "hardbreak"})


class Run(Struct, frozen=True, omit_defaults=True):
    """Words in one style, or a citation: then ``key`` is its key and ``text`` is empty."""

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: str | None = None
    key: str | None = None


class Block(Struct, frozen=True, omit_defaults=True):
    """A part of the text. ``line`` is its first line in the Markdown, from 1.

    ``level`` is a heading's, 1 to 6; ``ordered`` a list's. Paragraphs, headings and cells have ``runs``; lists hold
    items, items and quotes hold blocks, tables hold rows and rows hold cells. ``anchor`` is given to what cites
    (`sayso.publish.report`).
    """

    kind: BlockKind
    line: int
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    ordered: bool = False
    anchor: str | None = None

    @property
    def text(self) -> str:
        """Its words without style, citations left out."""
        return "".join(run.text for run in self.runs)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its own citations, in order."""
        return tuple(run.key for run in self.runs if run.key is not None)


class Manuscript(Struct, frozen=True):
    """``title`` is the first heading; ``notes`` the author's own endnotes by key; ``run`` what made the draft."""

    title: str
    blocks: tuple[Block, ...]
    notes: dict[str, str]
    run: str | None = None


def manuscript(text: str) -> Manuscript:
    """The tree of some Markdown. Any text gives one."""
    notes = {match.group(1): " ".join(match.group(2).split()) for match in _DEFINED.finditer(text)}
    body = _DEFINED.sub(lambda match: "\n" * match.group().count("\n"), text)
    blocks = list(_blocks(SyntaxTreeNode(_parser().parse(body)).children))
    run = blocks[-1].text if blocks and _RUN.fullmatch(blocks[-1].text) else None
    blocks = _without_empty_notes(blocks[:-1] if run else blocks)
    first = next((block for block in blocks if block.kind == "heading"), None)
    if first is not None:
        blocks.remove(first)
    return Manuscript(first.text if first else "", tuple(blocks), notes, run)


def without_notes(text: str) -> str:
    """The Markdown without its endnotes, their heading and the name of the run below them."""
    body = _DEFINED.sub("", text).rstrip()
    last = body.rpartition("\n")[2]
    body = body[: -len(last)].rstrip() if _RUN.fullmatch(last) else body
    return re.sub(rf"(?:\n\s*---)?\s*(?:\n## {_NOTES}\s*)?(?:\n\s*---)?\s*$", "", body)


def walked(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block in the order of the text, a parent before its children."""
    for block in blocks:
        yield block
        yield from walked(block.children)


def _parser() -> MarkdownIt:
    """Raw HTML off; a rule of ours for ``[^key]``, which CommonMark does not know."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("link", "citation", _citation)
    return parser


def _citation(state: StateInline, silent: bool) -> bool:
    match = _REFERRED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = match.group(1)
    state.pos = match.end()
    return True


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        line = node.map[0] + 1 if node.map else 0
        if node.type in ("heading", "paragraph"):
            runs = _runs(node)
            level = int(node.tag[1]) if node.type == "heading" else 0
            yield Block("heading" if level else "paragraph", line, runs, level=level)
        elif node.type in ("bullet_list", "ordered_list"):
            yield Block("list", line, children=tuple(_blocks(node.children)), ordered=node.type == "ordered_list")
        elif node.type in ("list_item", "blockquote"):
            kind: BlockKind = "item" if node.type == "list_item" else "quote"
            yield Block(kind, line, children=tuple(_blocks(node.children)))
        elif node.type == "table":
            yield Block("table", line, children=tuple(_rows(node)))
        elif node.type in ("fence", "code_block"):
            yield Block("code", line, (Run(node.content),))


def _rows(table: SyntaxTreeNode) -> Iterator[Block]:
    for row in (row for part in table.children for row in part.children):
        line = row.map[0] + 1 if row.map else 0
        cells = tuple(Block("cell", line, _runs(cell)) for cell in row.children)
        yield Block("row", line, children=cells)


def _runs(node: SyntaxTreeNode) -> tuple[Run, ...]:
    inline = [child for part in node.children for child in part.children]
    found: list[Run] = []
    for run in _styled(inline, Run()):
        if found and _same_style(found[-1], run):
            found[-1] = _worded(found[-1], found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def _styled(nodes: Sequence[SyntaxTreeNode], style: Run) -> Iterator[Run]:
    """The runs of inline nodes, each in the style of all that stands around it."""
    for node in nodes:
        if node.type == "citation":
            yield Run(key=node.content)
        elif node.type in _BREAKS:
            yield _worded(style, " " if node.type == "softbreak" else "\n")
        elif node.type == "code_inline":
            yield Run(node.content, style.strong, style.emphasis, True, style.address)
        elif node.type == "strong":
            yield from _styled(node.children, Run("", True, style.emphasis, style.code, style.address))
        elif node.type == "em":
            yield from _styled(node.children, Run("", style.strong, True, style.code, style.address))
        elif node.type == "link":
            address = safe_url(str(node.attrs.get("href", "")))
            yield from _styled(node.children, Run("", style.strong, style.emphasis, style.code, address))
        elif node.children:
            yield from _styled(node.children, style)
        elif node.content:
            yield _worded(style, node.content)


def _worded(style: Run, text: str) -> Run:
    return Run(text, style.strong, style.emphasis, style.code, style.address)


def _same_style(one: Run, other: Run) -> bool:
    return one.key is None and other.key is None and _worded(one, "") == _worded(other, "")


def _without_empty_notes(blocks: list[Block]) -> list[Block]:
    """Our heading over the endnotes has nothing under it once they are taken out."""
    if blocks and blocks[-1].kind == "heading" and blocks[-1].text == _NOTES:
        return blocks[:-1]
    return blocks
