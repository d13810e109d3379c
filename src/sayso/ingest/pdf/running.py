"""Running heads, feet and page numbers: what recurs at the edge of the pages."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from sayso.ingest.pdf.lines import Line, Page

_EDGE = 0.1  # of a page's height
_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.|seite|стр\.?|с\.)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|von|из|з)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
# What browsers print above and below a page: the moment, and the address.
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|(?:https?|file)://\S+",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.3  # of the pages: left and right pages may have heads of their own, and chapters theirs
_LEAST_PAGES = 2
_ENOUGH_PAGES = 3  # a chapter's head in a long book
_MOST_LINES = 4  # at an edge


def without_running(pages: list[Page]) -> list[Page]:
    """The pages without what recurs at their edges."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({_key(line) for line in _at_edges(page)})
    enough = min(_ENOUGH_PAGES, max(_LEAST_PAGES, _LEAST_SHARE * len(pages)))
    kept = []
    for page in pages:
        gone = {
            line
            for line in _at_edges(page)
            if _NUMBER.fullmatch(line.text)
            or _PRINTED.fullmatch(line.text)
            or (len(pages) > 1 and counts[_key(line)] >= enough)
        }
        kept.append(replace(page, lines=tuple(line for line in page.lines if line not in gone)))
    return kept


def _at_edges(page: Page) -> list[Line]:
    edge = _EDGE * page.height
    high = sorted((line for line in page.lines if line.bottom > page.height - edge), key=lambda line: -line.top)
    low = sorted((line for line in page.lines if line.top < edge), key=lambda line: line.bottom)
    return [*high[:_MOST_LINES], *low[:_MOST_LINES]]


def _key(line: Line) -> tuple[str, int]:
    """What recurs: the same words but for numbers, set as large. A title above its own text is no running head."""
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split())), round(line.size)
