"""Which role a paragraph has.

Three passes: what a line is by its own form; what the head of the article is (headline, standfirst, byline,
dateline, and the headline or lead that a page repeats); what a takeaways label or heading makes of the list
under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Block, BlockRole, Span
from sayso.read.agents.directory import Directory
from sayso.read.blocks import forms
from sayso.read.blocks.lines import LIST_MARK
from sayso.read.times import moment

HEAD_BLOCKS = 8  # how far from the top a head's parts are looked for
HEADLINE_MAX = 260
REPEAT_MIN = 20  # characters; shorter lines recur by chance
BYLINE_MAX = 120


def assign(
    text: str, spans: Sequence[Span], markup: Sequence[Block], title: str | None, directory: Directory
) -> list[Block]:
    """Blocks over ``spans`` with their roles."""
    given = {(b.start, b.end): b.role for b in markup}
    starts = {b.start: b.role for b in markup}
    roles: list[BlockRole | None] = []
    for span in spans:
        role = given.get((span.start, span.end)) or starts.get(span.start)
        roles.append(role if role not in (None, "paragraph") else _by_form(text[span.start : span.end], directory))
    _outlet_lines(text, spans, roles, directory)
    _head(text, spans, roles, title)
    _repeats(text, spans, roles)
    _headings(text, spans, roles)
    _takeaways(text, spans, roles)
    return [Block(role or "paragraph", s.start, s.end) for s, role in zip(spans, roles, strict=True)]


def _by_form(line: str, directory: Directory) -> BlockRole | None:
    """What a line is by its own form, or None. Markdown's emphasis is no part of it."""
    line = line.strip("*_ ")
    if forms.INLINE_DATELINE.fullmatch(line + " "):
        return "dateline"
    if directory.is_boilerplate(line):
        return "boilerplate"
    for role, pattern in forms.BY_FORM:
        if pattern.match(line):
            return role
    if forms.is_label(line):
        return "label"
    if forms.is_quote(line):
        return "quote"
    if len(line) <= BYLINE_MAX and moment(line) and not forms.is_dated_sentence(line):
        return "byline" if forms.NAMES_BESIDE_DATE.match(line) else "dateline"
    return None


def _outlet_lines(text: str, spans: Sequence[Span], roles: list[BlockRole | None], directory: Directory) -> None:
    """A line in the head that is only an outlet's name is its byline."""
    for index in range(1, min(HEAD_BLOCKS, len(spans))):
        line = text[spans[index].start : spans[index].end]
        if roles[index] not in (None, "heading") or len(line) > BYLINE_MAX:
            continue
        beside = (roles[index - 1], roles[index + 1] if index + 1 < len(roles) else None)
        if line.isupper() and len(line.split()) <= 3:
            roles[index] = "dateline"
            continue
        if forms.NAMES_ONLY.fullmatch(line) and ("dateline" in beside or "byline" in beside):
            roles[index] = "byline"
            continue
        entry = directory.find(line)
        if (entry is not None and entry.what) or directory.agency(line.split(" in ")[0]):
            roles[index] = "byline"


def _head(text: str, spans: Sequence[Span], roles: list[BlockRole | None], title: str | None) -> None:
    lines = [text[s.start : s.end] for s in spans[:HEAD_BLOCKS]]
    heads = (
        (i, line) for i, line in enumerate(lines) if roles[i] not in ("boilerplate", "dateline") or _dated_title(line)
    )
    first, line = next(heads, (None, ""))
    if first is None or len(spans) < 2:
        return
    if _dated_title(line) or (roles[first] in (None, "heading") and _is_headline(line, title)):
        roles[first] = "headline"
        _standfirst(text, spans, roles, first + 1)


def _dated_title(line: str) -> bool:
    """ "Russian Offensive Campaign Assessment, December 3": a title for all its date."""
    return bool(forms.DATED_TITLE.match(line))


def _is_headline(line: str, title: str | None) -> bool:
    if title and _normal(line) == _normal(title):
        return True
    return len(line) <= HEADLINE_MAX and not forms.INLINE_DATELINE.match(line) and not forms.FULL_SENTENCE.search(line)


def _standfirst(text: str, spans: Sequence[Span], roles: list[BlockRole | None], at: int) -> None:
    """The paragraph between headline and date or byline; or the one that a page repeats further down."""
    if at >= len(spans) or roles[at] not in (None, "heading"):
        return
    lead = text[spans[at].start : spans[at].end]
    following = roles[at + 1] if at + 1 < len(roles) else None
    repeated = any(_same_line(lead, text[s.start : s.end]) for s in spans[at + 1 : at + HEAD_BLOCKS])
    if (following in ("dateline", "byline") or repeated) and not forms.INLINE_DATELINE.match(lead):
        roles[at] = "standfirst"


def _repeats(text: str, spans: Sequence[Span], roles: list[BlockRole | None]) -> None:
    """A headline or lead printed a second time: the gist was read already."""
    heads: set[str] = set()
    for index, span in enumerate(spans[: HEAD_BLOCKS * 2]):
        line = _normal(text[span.start : span.end])
        if roles[index] in (None, "heading", "headline") and line in heads:
            roles[index] = "repeat"
        elif roles[index] in ("headline", "standfirst") and len(line) >= REPEAT_MIN:
            heads.add(line)


def _headings(text: str, spans: Sequence[Span], roles: list[BlockRole | None]) -> None:
    """A short line without a stop that a paragraph follows; a title with what it covers."""
    for index in range(1, len(spans) - 1):
        line = text[spans[index].start : spans[index].end]
        if roles[index] is not None:
            continue
        if forms.is_title(line) or (roles[index + 1] not in ("label", "boilerplate") and forms.is_heading(line)):
            roles[index] = "heading"


def _takeaways(text: str, spans: Sequence[Span], roles: list[BlockRole | None]) -> None:
    """The items under a takeaways label or heading."""
    within = False
    listed = False
    for index, span in enumerate(spans):
        line = text[span.start : span.end]
        if roles[index] in ("label", "heading", None) and len(line) < BYLINE_MAX and forms.TAKEAWAYS.search(line):
            roles[index] = roles[index] or "heading"
            within, listed = True, False
        elif within and roles[index] in (None, "quote") and _is_item(line, listed) and not _apart(text, spans, index):
            roles[index] = "takeaway"
            listed = listed or bool(LIST_MARK.match(line))
        elif roles[index] != "boilerplate":
            within = False


def _apart(text: str, spans: Sequence[Span], index: int) -> bool:
    """Whether an empty paragraph of a comma-joined export stands before this one."""
    return text[spans[index - 1].end : spans[index].start].count(",") > 1


def _is_item(line: str, listed: bool) -> bool:
    """A list's item; without marks, a paragraph of one or two sentences is one."""
    return bool(LIST_MARK.match(line)) or (not listed and len(line) <= forms.ITEM_MAX)


def _same_line(a: str, b: str) -> bool:
    return len(a) >= REPEAT_MIN and _normal(a) == _normal(b)


def _normal(line: str) -> str:
    return re.sub(r"\W+", " ", line).casefold().strip()
