"""Whom a page credits with its text: "(Reuters) –", "Originally published in The Courier".

In: a text and its blocks. Out: the credited name as the page writes it, or None. "Source: X" is no credit
for the text: it says on whose word the page reports (a label, see READING.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Block

_PART = r"[A-Z](?:[\w&'’-]|\.(?=\w))*"  # a full stop after the name ends the credit
_NAME = rf"(?P<name>{_PART}(?: (?:(?:of|the|and|de) )*{_PART}){{0,5}})"
_CITY = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_DATELINE = re.compile(rf"^(?:{_CITY}(?:, [A-Z][\w .'’-]{{1,25}}){{0,2}}[, ]*)?\({_NAME}\)[ \t]*[-–—]", re.MULTILINE)
_CREDIT = re.compile(
    r"(?i:originally published|first published|originally appeared|first appeared|republished|reprinted)"
    rf"(?i: with permission)?(?i: in| by| on| from) (?:[Tt]he )?{_NAME}"
)
_CREDITING = (
    "originally published",
    "first published",
    "originally appeared",
    "first appeared",
    "republished",
    "reprinted",
)
_PLAINLY = re.compile(
    r"\bThis (?:article|story|post|piece|column) (?:was )?(?:originally|first) (?:published|appeared) (?:by|in|on) "
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z]"
)
OPENING = 1_000  # a dateline stands before the first thousand characters are over


def republished(text: str) -> str | None:
    """The name that a page says it has its text from, in so many words."""
    low = text.lower()
    if not any(word in low for word in _CREDITING):  # hardly a page has one, and the pattern is slow
        return None
    credit = _CREDIT.search(text)
    return credit.group("name") if credit else None


def plainly_republished(text: str) -> bool:
    """Whether a page says that this very article was published by somebody else first."""
    return _PLAINLY.search(text) is not None


def credited(text: str, blocks: Sequence[Block] = ()) -> str | None:
    """The name credited with the text, by an agency's dateline or in so many words."""
    body = next((block.start for block in blocks if block.role in ("paragraph", "dateline", "quote")), 0)
    dateline = _DATELINE.search(text, body, body + OPENING)
    return dateline.group("name") if dateline else republished(text)
