"""What the text says of itself: title, moment of publication, outlet, and the agency in its dateline.

What was given with the document stands; only what is missing is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.model import Block, Document
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.read.blocks.forms import INLINE_DATELINE
from sayso.read.credit import plainly_republished, republished
from sayso.read.times import moment

FROM_HEAD = 6  # blocks: how far from the top a dateline or an outlet's own line is looked for
# "PORT HALDEN, Nov. 24 (Northwire) -": the place in capitals, perhaps the day, and in brackets whose story it is.
WHOLE_DATELINE = re.compile(
    r"[A-ZÀ-Ž][A-ZÀ-Ž .'’/-]{2,40}(?:,[^()]{0,40}?\b[A-Z][a-z]{2,8}\.?\s+\d{1,2}\b[^()]{0,8}|\s)"
    r"\((?P<agency>[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{1,20})?)\)"
)
ITEMS_CREDIT = re.compile(r"[(\[][A-Z][\w .-]{1,25}[)\]]\.?\Z")
CALL_SIGN = re.compile(r"[WK][A-Z]{3}(?:-(?:TV|AM|FM))?")
CAPITAL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+")
NO_AGENCY = frozenset({"Updated", "Update", "Corrected", "Exclusive", "Analysis", "Opinion", "Special", "Local"})


class Front(Struct, frozen=True):
    """The document completed from its own words, and the agency whose story it prints, if any."""

    document: Document
    agency: str | None


def front(document: Document, blocks: Sequence[Block], directory: Directory) -> Front:
    """Complete title, publication and outlet from the blocks."""
    text = document.text
    completed = replace(
        document,
        title=document.title or _headline(text, blocks),
        published=document.published or _published(text, blocks),
        outlet=document.outlet or _outlet(text, blocks, directory),
    )
    agency = _agency(text, blocks, directory)
    return Front(completed, agency if agency != completed.outlet else None)


def _headline(text: str, blocks: Sequence[Block]) -> str | None:
    return next((text[b.start : b.end] for b in blocks if b.role == "headline"), None)


def _published(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.role in ("dateline", "byline"):
            found = moment(text[block.start : block.end])
            if found:
                return found
    return None


def _outlet(text: str, blocks: Sequence[Block], directory: Directory) -> str | None:
    """The outlet of a boilerplate line; else one named in a byline or dateline."""
    for block in reversed(blocks):
        if block.role == "boilerplate":
            found = directory.by_boilerplate(text[block.start : block.end])
            if found:
                return found
    for block in blocks:
        if block.role in ("byline", "dateline", "headline"):
            line = text[block.start : block.end]
            words = line.split()
            for part in [*re.split(r"[,|–—]|\s-\s", line), *(" ".join(words[-n:]) for n in (1, 2, 3))]:
                entry = directory.find(part.strip()) if len(part.strip()) > 3 else None
                if entry is not None and entry.what and block.role != "headline":
                    return entry.name
    return None


def _agency(text: str, blocks: Sequence[Block], directory: Directory) -> str | None:
    """The agency of a wire story's dateline: ``KYIV, Nov 1 (Reuters) -``."""
    for block in [b for b in blocks if b.role in ("paragraph", "standfirst", "dateline")][:FROM_HEAD]:
        match = INLINE_DATELINE.match(text, block.start)
        if match is not None and match.group("mark"):
            found = directory.by_dateline(match.group("mark")) or _unknown(match, text, directory)
            if found:
                return found
    return _credited(text, blocks, directory)


def _unknown(dateline: re.Match[str], text: str, directory: Directory) -> str | None:
    """The name in a whole dateline's brackets, if nobody has told us of it: an agency's stands there; else a station's
    call sign, or a name run together that the text has in words too: "(HarborNewsNow)"."""
    named = WHOLE_DATELINE.match(dateline.group())
    if named is None:
        mark = dateline.group("mark").strip()
        words = " ".join(CAPITAL.findall(mark))
        station = CALL_SIGN.fullmatch(mark) is not None
        return mark if station else words if " " not in mark and " " in words and words in text else None
    name = named.group("agency")
    return name if name not in NO_AGENCY and directory.find(name) is None else None


def _credited(text: str, blocks: Sequence[Block], directory: Directory) -> str | None:
    """The agency of a byline ("Agence France-Presse in Chișinău") or of a credit at the end ("… REUTERS"); else whom
    the page has its text from.
    """
    for block in blocks[:FROM_HEAD]:
        if block.role == "byline":
            line = re.sub(r"^(?:by|from)\s+", "", text[block.start : block.end], flags=re.I)
            found = directory.agency(re.split(r"\s+in\s+|[,|–—]|\s-\s|\s+via\s+", line)[0])
            if found:
                return found
    last = [b for b in blocks if b.role == "paragraph"][-2:]
    if len(last) > 1 and ITEMS_CREDIT.search(text, last[0].start, last[0].end):
        return _republished(text, directory)  # each short item has its own
    last = last[-1:]
    credit = re.search(r"[.”\"]\s+\(?([A-Z][A-Z/ ]{1,20})\)?$", text[last[0].start : last[0].end]) if last else None
    named = directory.agency(credit.group(1)) if credit else None
    return named or _republished(text, directory)


def _republished(text: str, directory: Directory) -> str | None:
    """The outlet of "Originally published in The Courier", where it is one that we know; any in "This article was
    originally published by Long Wire."."""
    name = republished(text)
    entry = directory.find(name) if name else None
    if entry is not None:
        return entry.name if entry.what in CARRIERS else None
    return name if name and plainly_republished(text) else None
