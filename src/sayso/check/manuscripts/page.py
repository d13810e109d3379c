"""The words of an HTML page in their places, as Markdown: headings, lists, quotes and links are marked.

In: the source of a page. Out: a manuscript whose characters know their line and column in the source. Nothing is
rendered or run: scripts, styles, forms and navigation are passed over. One pass, without backtracking, so that no page
takes longer than its length allows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sayso.check.manuscripts.placed import Manuscript, Pieces

_TAG = re.compile(r"</?([a-zA-Z][\w:-]{0,30})")
_HREF = re.compile(r"\bhref\s*=\s*[\"']?(https?://[^\s\"'>)]{1,2000})", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_RUN = re.compile(r"[^\n&]+")
_SKIPPED = frozenset("script style template noscript svg math head nav form select button iframe textarea".split())
_BLOCKS = frozenset(
    "p div section article header footer main aside ul ol li h1 h2 h3 h4 h5 h6 blockquote figure figcaption table tr "
    "td th caption dl dt dd pre hr br address details summary body html".split()
)
_MARKS = {"li": "- ", "blockquote": "> "} | {f"h{level}": "#" * level + " " for level in range(1, 7)}


def of_page(source: str) -> Manuscript:
    """The words of a page."""
    page = _Page()
    for start, end, tag in _parts(source):
        if tag is None:
            page.words(source, start, end)
        else:
            page.tag(source[start:end], tag)
            page.passed(source, start, end)
    return page.pieces.manuscript("page")


class _Page:
    """What was read so far: the pieces, the line and where it begins, the addresses of open links."""

    def __init__(self) -> None:
        self.pieces = Pieces()
        self._line = 1
        self._line_start = 0
        self._links: list[str] = []

    def words(self, source: str, start: int, end: int) -> None:
        """Words between tags, line by line, their entities resolved."""
        at = start
        while at < end:
            match = _ENTITY.match(source, at, end) or _RUN.match(source, at, end)
            words = match.group() if match else source[at]
            if words == "\n":
                self.pieces.add(" ", self._place(at))
                self._line, self._line_start = self._line + 1, at + 1
            else:
                self.pieces.add(html.unescape(words).replace("\n", " "), self._place(at))
            at += len(words)

    def tag(self, words: str, name: str) -> None:
        """A tag: blocks are set apart, links are kept."""
        closes = words.startswith("</")
        if name in _BLOCKS:
            self.pieces.put("\n\n" if closes else "\n\n" + _MARKS.get(name, ""))
        elif name == "a":
            self._link(words, closes)

    def _link(self, words: str, closes: bool) -> None:
        address = _HREF.search(words) if not closes else None
        if not closes:
            self._links.append(address.group(1) if address else "")
            self.pieces.put("[" if address else "")
        elif self._links:
            opened = self._links.pop()
            self.pieces.put(f"]({opened})" if opened else "")

    def passed(self, source: str, start: int, end: int) -> None:
        """Count the lines of what is no text."""
        lines = source.count("\n", start, end)
        if lines:
            self._line, self._line_start = self._line + lines, source.rfind("\n", start, end) + 1

    def _place(self, at: int) -> tuple[int, int]:
        return self._line, at - self._line_start + 1


def _parts(source: str) -> Iterator[tuple[int, int, str | None]]:
    """Text (None) and tags by name, in order; what is passed over is one tag with all that it holds."""
    at = 0
    while at < len(source):
        opened = source.find("<", at)
        if opened < 0:
            break
        if opened > at:
            yield at, opened, None
        name, at = _end_of_tag(source, opened)
        yield opened, at, name
    if at < len(source):
        yield at, len(source), None


def _end_of_tag(source: str, start: int) -> tuple[str | None, int]:
    """The name of what begins with "<" and where it ends; a mere "<" is text. Never looks for the same end twice."""
    if source.startswith("<!--", start):
        return "", _after(source, "-->", start + 4)
    match = _TAG.match(source, start)
    if match is None:
        return ("", _after(source, ">", start)) if source.startswith(("<!", "<?"), start) else (None, start + 1)
    end, name = _after(source, ">", start), match.group(1).lower()
    if name in _SKIPPED and not match.group().startswith("</") and not source.startswith("/>", end - 2):
        closing = re.compile(rf"</{name}\b[^>]{{0,200}}>", re.I).search(source, end)
        return "", closing.end() if closing else len(source)
    return name, end


def _after(source: str, mark: str, start: int) -> int:
    """Behind the next mark; where there is none, the rest belongs to what was opened."""
    found = source.find(mark, start)
    return len(source) if found < 0 else found + len(mark)
