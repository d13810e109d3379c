"""Readings made by hand: what a document says is given by its words, and found in its text."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import (
    Agent,
    Assertion,
    Block,
    Citation,
    Claim,
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


def says(
    text: str,
    content: str | Sequence[str],
    chain: Sequence[tuple[str, str]],
    *,
    source: str | None = None,
    cue: str | None = None,
    kind: str = "indirect",
    takeaway: bool = False,
    type: str = "communication",
    name: str | None = None,
) -> Statement:
    """A statement of ``text`` whose parts are found by their words."""
    spans = tuple(span_of(text, part) for part in ([content] if isinstance(content, str) else content))
    return Statement(
        id=name or f"s{spans[0].start}",
        kind=kind,
        type=type,
        source=span_of(text, source) if source else None,
        cue=span_of(text, cue) if cue else None,
        content=spans,
        parent=None,
        chain=tuple(Link(who, what) for who, what in chain),
        takeaway=takeaway,
    )


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(
    text: str,
    *statements: Statement,
    outlet: str | None = "Harbour Courier",
    published: str | None = "2031-05-04",
    asserts: Sequence[str] = (),
    events: Sequence[Event] = (),
    places: Sequence[Place] = (),
    blocks: Sequence[tuple[str, str]] = (),
    name: str | None = None,
) -> Reading:
    """A reading of ``text``; ``asserts`` and ``blocks`` are found by their words."""
    agents = {link.name: link.kind for s in statements for link in s.chain}
    spoken = [span_of(text, words) for words in asserts]
    lines = [part for part in text.split("\n\n") if part.strip()]
    found = blocks or [("paragraph", line) for line in lines]
    document = Document(name or f"d-{outlet}-{published}".replace(" ", "-"), text, outlet, published=published)
    return Reading(
        document=document,
        run="by hand",
        blocks=tuple(Block(role, *_ends(span_of(text, words))) for role, words in found),
        sentences=tuple(span_of(text, line) for line in lines),
        statements=tuple(statements),
        assertions=tuple(Assertion(f"a{s.start}", s.start, s.end) for s in spoken),
        agents=tuple(Agent(who, who, kind, _mentions(text, who)) for who, kind in agents.items()),
        events=tuple(events),
        places=tuple(places),
    )


def linked(
    readings: Sequence[Reading], *same: Sequence[str], origins: dict[str, Range] | None = None, **more: object
) -> Linked:
    """One claim for each thing said, ``same`` names the things (``document/id``) that are one claim."""
    members = {f"{r.document.id}/{s.id}": _member(r, s) for r in readings for s in (*r.statements, *r.assertions)}
    together = {key for group in same for key in group}
    groups = [list(group) for group in same] + [[key] for key in members if key not in together]
    claims = []
    for group in groups:
        told = tuple(members[key] for key in group)
        last = tuple(sorted({m.chain[-1] for m in told}))
        counted = (origins or {}).get(group[0], Range(len(last), len(last)))
        dates = sorted(m.published for m in told if m.published)
        claims.append(
            Claim(
                f"c-{group[0]}",
                told[0].text,
                told,
                last,
                counted,
                None,
                (),
                *(dates[:1] or [None]),
                *(dates[-1:] or [None]),
            )
        )
    return Linked(tuple(claims), **more)  # type: ignore[arg-type]


def _member(reading: Reading, said: Statement | Assertion) -> Member:
    text, document = reading.document.text, reading.document
    if isinstance(said, Statement):
        start, end = said.content[0].start, said.content[-1].end
        chain = tuple(link.name for link in said.chain)
    else:
        start, end, chain = said.start, said.end, (document.outlet or "unknown publisher",)
    words = text[start:end]
    citation = Citation(document.id, start, end, words)
    outlet = document.outlet or "unknown publisher"
    return Member(document.id, said.id, citation, words, chain, outlet, document.published)


def _mentions(text: str, words: str) -> tuple[Span, ...]:
    return (span_of(text, words),) if words and words in text else ()


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
