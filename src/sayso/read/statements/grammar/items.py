"""Short items that name whose news they are: "Reuters: Solvane is to cut jobs.", "… in Dresden. (Reuters)".

In: a text, its blocks, and whether a name is an outlet's. Out: the credit of each paragraph that has one, with the
paragraph's words apart from it. A credit at a line's end counts where half of the paragraphs have one, as under a
picture it says who took it; behind "according to X" it always does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from sayso.model import Block, Span

_NAME = r"(?P<name>(?:[Tt]he\s)?[A-Z][\w’'&.-]*(?:\s[A-Z][\w’'&.-]*){0,3}?)"
MARK = re.compile(r"[•*·–-]\s+")
LEAD = re.compile(rf"(?:[•*·–-]\s+)?{_NAME}:\s+(?=[A-ZÀ-Ž“\"‘\d])")
TAIL = re.compile(
    rf"(?:\s*[(\[](?:[Ss]ource:\s|via\s)?{_NAME}[)\]]\.?|(?<=[.!?”\"])\s+[–—-]\s?{_NAME.replace('name', 'dashed')}|"
    rf",?\s+via\s+{_NAME.replace('name', 'via')}\.?)$"
)
ACCORDING = re.compile(r"\baccording\s+to\s+[^.;]{2,60}$")
REACH = 60  # characters of a credit at a line's end
LONGEST = 400  # characters of a short item


class Credit(Struct, frozen=True):
    """Who is credited, and the paragraph's words apart from that; ``sure`` where no other need have one."""

    name: Span
    own: Span
    sure: bool


def credits_of(text: str, blocks: Sequence[Block], is_outlet: Callable[[str], bool]) -> dict[int, Credit]:
    """The credits of paragraphs by their number."""
    prose = [i for i, block in enumerate(blocks) if block.role == "paragraph"]
    found = {i: credit for i in prose if (credit := _credit(text, blocks[i], is_outlet)) is not None}
    listed = 2 * len(found) > len(prose)
    return {i: credit for i, credit in found.items() if listed or credit.sure}


def _may_end_in_credit(line: str) -> bool:
    """Whether one of the signs is there without which `TAIL` finds nothing: a bracket, a dash, "via"."""
    return "(" in line or "-" in line or "–" in line or "—" in line or "[" in line or "via" in line


def _credit(text: str, block: Block, is_outlet: Callable[[str], bool]) -> Credit | None:
    if block.end - block.start > LONGEST:
        return None
    lead = LEAD.match(text, block.start, block.end) if text.find(":", block.start, block.end) >= 0 else None
    if lead is not None and is_outlet(lead["name"]) and "?" not in text[block.start : block.end]:
        return Credit(Span(*lead.span("name")), Span(lead.end(), block.end), True)
    line = max(block.start, block.end - REACH)
    tail = TAIL.search(text, line, block.end) if _may_end_in_credit(text[line : block.end]) else None
    group = next(name for name in ("name", "dashed", "via") if tail[name] is not None) if tail is not None else ""
    if tail is None or not is_outlet(tail[group].rstrip(".")):
        return None
    mark = MARK.match(text, block.start, block.end)
    own = Span(mark.end() if mark is not None else block.start, tail.start())
    sure = ACCORDING.search(text, max(block.start, own.end - 2 * REACH), own.end) is not None and own.end > line
    name = Span(tail.start(group), tail.start(group) + len(tail[group].rstrip(".")))
    return Credit(name, own, sure) if own.end > own.start else None
