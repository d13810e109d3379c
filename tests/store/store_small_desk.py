"""Five articles, three claims, two events: a desk whose lists a person can check by looking."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from sayso.model import (
    Assertion,
    Certainty,
    Citation,
    Claim,
    Copy,
    Document,
    Event,
    Link,
    Linked,
    Member,
    Place,
    Range,
    Reading,
    Span,
    Statement,
)
from sayso.store import documents, linking, readings
from sayso.store.documents import Arrival

HERALD, COURIER, WIRE, MAYOR = "The Example Herald", "Dnipro Courier", "Lantern Wire", "Olena Haidai"
OPEN = "Mayor Olena Haidai said the bridge near Kupiansk was open."


def statement(name: str, chain: tuple[str, ...], kind: str = "indirect", certainty: str | None = None) -> Statement:
    hedge = Certainty(certainty, Span(0, 5)) if certainty else None
    links = tuple(Link(one, "organisation") for one in chain)
    return Statement(name, kind, "communication", None, None, (Span(0, 10),), None, links, None, hedge)  # type: ignore


def first(document: Document, run: str) -> Reading:
    event = Event("attack", "Russia", "Kupiansk", "2025-02-28", "s1", 0, 5)
    place = Place(0, 5, "Kupiansk", "settlement", "literal", 1, "UA", 49.7, 37.6)
    unplaced = Place(7, 9, "Kupiansk", "settlement", "literal")
    said = (statement("s1", (HERALD, MAYOR)),)
    return Reading(document, run, statements=said, places=(unplaced, place), events=(event,))


def second(document: Document, run: str) -> Reading:
    return Reading(document, run, statements=(statement("s2", (COURIER, WIRE, MAYOR), certainty="PR+"),))


def third(document: Document, run: str) -> Reading:
    event = Event("repel", None, None, "XXXX-WXX-1", "s3", 0, 5)
    return Reading(document, run, statements=(statement("s3", (HERALD, "a resident"), "direct"),), events=(event,))


def fourth(document: Document, run: str) -> Reading:
    return Reading(document, run, assertions=(Assertion("e4", 0, 10),))


def bare(document: Document, run: str) -> Reading:
    return Reading(document, run)


DOCUMENTS: dict[str, tuple[Document, Callable[[Document, str], Reading]]] = {
    "d1": (Document("d1", OPEN, HERALD, published="2025-03-01T08:00", title="Open again"), first),
    "d2": (Document("d2", "The bridge was flooded.", COURIER, published="2025-03-02"), second),
    "d3": (Document("d3", "A resident saw a bridge.", HERALD, published="2025-03-02T23:59", title="Seen"), third),
    "d4": (Document("d4", "It rained on Sunday.", COURIER, published="2025-03-03"), fourth),
    "d5": (Document("d5", "It rained on Monday.", None, published="2025-03-04"), bare),
}


def member(document: str, said: str, chain: tuple[str, ...], kind: str | None, certainty: str | None = None) -> Member:
    text, published = DOCUMENTS[document][0].text, DOCUMENTS[document][0].published
    hedge = Certainty(certainty, Span(0, 5)) if certainty else None
    cited = Citation(document, 0, 10, text[:10])
    return Member(document, said, cited, text[:10], chain, chain[0], published, hedge, kind)  # type: ignore[arg-type]


def claim(name: str, *members: Member) -> Claim:
    dates = sorted(one.published or "" for one in members)
    origins = tuple(sorted({one.chain[-1] for one in members}))
    return Claim(name, members[0].text, members, origins, Range(1, 1), None, (), dates[0], dates[-1])


CLAIMS = (
    claim("c3", member("d4", "e4", (COURIER,), None)),
    claim("c2", member("d3", "s3", (HERALD, "a resident"), "direct")),
    claim(
        "c1",
        member("d1", "s1", (HERALD, MAYOR), "indirect"),
        member("d2", "s2", (COURIER, WIRE, MAYOR), "indirect", "PR+"),
    ),
)


def fill(connection: Connection) -> None:
    """Keep the five articles, their readings and what links them."""
    for document, read in DOCUMENTS.values():
        documents.put(connection, Arrival(f"{document.id}.txt", "text/plain", document.text.encode(), document))
        readings.put(connection, read(document, "run-1"))
    copy = Copy("d2", "d1", "partial", 0.5, "it prints the same sentence")
    linking.put(connection, Linked(CLAIMS, (copy,)), "fingerprint")
