"""A small report by hand: two documents, an edited text that cites them, and what is made of it."""

from __future__ import annotations

from sayso.ingest.identity import with_id
from sayso.model import Citation, Document, Finding, GroundChange, Line, Range
from sayso.publish.manuscript import manuscript
from sayso.publish.report import Report, report

WIRE = with_id(
    Document(
        "",
        "The port is open, the harbour master said.\n\nNo ship has left – not one, she added.",
        "Meridian Wire",
        "https://wire.example/port",
        "Port open",
        "2031-05-04",
        "en",
    )
)
POST = with_id(Document("", "Verian forces took Ostrell on Sunday, the Coast Post has learned.", "Coast Post"))
DOCUMENTS = {document.id: document for document in (WIRE, POST)}


def key(document: Document, words: str) -> str:
    start = document.text.index(words)
    return f"{document.id}.{start}-{start + len(words)}"


OPEN, SHIP, TOOK = key(WIRE, "The port is open"), key(WIRE, "No ship has left – not one"), key(POST, "took Ostrell")
TEXT = f"""# A quiet *day*

Written by hand.

## Key takeaways

- According to Meridian Wire, the port is open.[^{OPEN}][^{SHIP}] *(one origin, through one outlet)*
- The harbour master said so **again**.[^{OPEN}]

## Our view

We assess that ships will sail; see [the ministry](https://ministry.example/a).[^mine]

1. First
   - nested `code`
2. Second

> Set off.[^{TOOK}]

| Place | Change | Claimed by |
| --- | --- | --- |
| Ostrell | capture | Coast Post |

## Notes

[^{OPEN}]: Meridian Wire: “The port is SHUT”
[^{SHIP}]: Meridian Wire
[^{TOOK}]: Coast Post
[^mine]: A note of the editor's own.

---

sayso 0.1.0 assess 0123456789ab
"""
LINE = Line(
    "line-1",
    "According to Meridian Wire, the port is open.",
    tuple(
        Citation(WIRE.id, WIRE.text.index(words), WIRE.text.index(words) + len(words), words)
        for words in ("The port is open", "No ship has left – not one")
    ),
    chain=("Meridian Wire", "harbour master"),
    origins=Range(1, 2),
)
GROUND = tuple(
    GroundChange(place, lat, lon, "capture", "Verian forces", "2031-05-04", "line-1", ("Coast Post",), "claimed")
    for place, lat, lon in (("Ostrell", 48.5, 37.5), ("Struck", 48.0, 37.0), ("Nowhere", None, None))
)
FINDING = Finding("K001", "error", "line without a citation: We <assess>\nCite it.", 0, 1, 12, 1)


def printed(text: str = TEXT, findings: tuple[Finding, ...] = ()) -> Report:
    return report(manuscript(text), DOCUMENTS, (LINE,), GROUND, findings)
