"""Two attributions that a semicolon parts: "According to the ministry, 41 died; the hospital puts it at 29".

In: drafts. Out: the same, each content up to the semicolon behind which somebody else is named as speaking; what he
says then stands by itself, not within the first one's words. Quotations are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from sayso.model import Span
from sayso.read.statements.grammar.draft import Draft

OPENING = re.compile(r";\s+(?:(?:and|but|while|yet)\s+)?(?:the\s+)?$", re.I)
REACH = 16  # code points of it
MARK = re.compile(r"[“”\"«»‘]|''|``")


def parted(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, none with what another says behind a semicolon."""
    behind = _behind_semicolons(text, drafts)
    if not behind:
        return list(drafts)
    contents = [tuple(_cut(text, span, behind, draft) for span in draft.content) for draft in drafts]
    cut = {span.end for draft, content in zip(drafts, contents, strict=True) for span in {*content} - {*draft.content}}
    freed = [behind[end] for end in cut]
    return [
        replace(draft, content=content, frame="verb" if draft.frame == "within" and draft in freed else draft.frame)
        for draft, content in zip(drafts, contents, strict=True)
    ]


def _behind_semicolons(text: str, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """The drafts whose source opens a clause behind a semicolon, by where that stands."""
    found: dict[int, Draft] = {}
    for draft in drafts if ";" in text else ():
        source = draft.source
        opening = OPENING.search(text, max(0, source.start - REACH), source.start) if source is not None else None
        if opening is not None:
            found[opening.start()] = draft
    return found


def _cut(text: str, span: Span, behind: Mapping[int, Draft], own: Draft) -> Span:
    """A content up to the first semicolon behind which somebody else speaks."""
    for at in sorted(behind):
        if span.start < at < span.end and behind[at] is not own and not MARK.search(text, span.start - 1, at):
            return Span(span.start, at)
    return span
