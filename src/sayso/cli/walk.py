"""From a line or a claim down to the bytes it rests on, each step indented under the one before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection

from sayso.cli.claims import lines
from sayso.cli.judge import told
from sayso.cli.told import chain_words
from sayso.ingest.media import WARC
from sayso.ingest.warc import fetched_at
from sayso.link.grades import grades
from sayso.link.judgements import Verdicts
from sayso.model import Citation, Claim, Dispute, Line, Span
from sayso.pipeline.judging import judging
from sayso.store import assessments, documents, linking, readings
from sayso.store.find import Named


class _At(Struct, frozen=True):
    """Where a walk stands: in a transaction of the store, and among what people judged."""

    connection: Connection
    verdicts: Verdicts


def walk(connection: Connection, thing: Named) -> Iterator[str]:
    """The lines that show a thing and, indented under it, what it rests on."""
    at = _At(connection, judging(connection))
    if thing.kind == "line" and (line := assessments.line(at.connection, thing.id)):
        yield from _line(at, line)
    elif thing.kind == "claim" and (claim := linking.claim(at.connection, thing.id)):
        yield from _claim(at, claim)
    elif thing.kind == "dispute" and (dispute := linking.dispute(at.connection, thing.id)):
        yield from _dispute(at, dispute)
    elif thing.kind == "judgement":
        yield from _judgement(at, thing.id)
    elif thing.kind == "statement" and thing.document:
        yield from _carrier(at, thing.document, thing.id)
    elif thing.document and thing.span:
        yield from _cited(at, thing.document, thing.span)
    elif thing.kind == "document":
        yield from _document(at, thing.id)
    elif thing.kind == "original":
        yield from _original(at, thing.id)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _line(at: _At, line: Line) -> Iterator[str]:
    yield f"line {line.id}: {line.text}"
    if line.sureness:
        yield f"  {line.sureness}"
    for citation in line.citations:
        yield f'  cites "{citation.words}"'
        yield from _indented(_indented(_span(at, citation)))
    if line.claim and (claim := linking.claim(at.connection, line.claim)):
        yield from _indented(_claim(at, claim))


def _claim(at: _At, claim: Claim) -> Iterator[str]:
    graded = grades(at.verdicts).of_claim(claim)
    yield from (f"{'claim ' if place == 0 else ''}{line}" for place, line in enumerate(lines(claim, graded)))
    for way in claim.ways:
        yield f"    way: {' < '.join(way)}"
    for reason in (*claim.merges, *claim.reasons):
        yield f"    because {reason}"
    for member in claim.members:
        yield from _indented(_carrier(at, member.document, member.statement))


def _dispute(at: _At, dispute: Dispute) -> Iterator[str]:
    yield f"dispute {dispute.id} ({dispute.kind}): {dispute.reason}"
    for name, agents in ((dispute.left, dispute.left_agents), (dispute.right, dispute.right_agents)):
        yield f"  {'; '.join(agents)}:"
        if claim := linking.claim(at.connection, name):
            yield from _indented(_claim(at, claim))


def _carrier(at: _At, document: str, name: str) -> Iterator[str]:
    """A statement or an assertion, its chain, its words and where they stand."""
    reading = readings.get(at.connection, document)
    statement = next((found for found in reading.statements if found.id == name), None)
    assertion = next((found for found in reading.assertions if found.id == name), None)
    if statement:
        yield f"statement {name}: {statement.kind} {statement.type}"
        yield f"  {chain_words(statement.chain)}"
    else:
        yield f"assertion {name}, in the document's own voice"
    if claim := linking.claim_of(at.connection, document, name):
        yield f"  told as claim {claim}"
    for standing in at.verdicts.standings:
        if (document, name) in standing.about:
            yield from (f"  {line}" for line in told(standing))
    spans = statement.content if statement else (Span(assertion.start, assertion.end),) if assertion else ()
    for span in spans:
        words = reading.document.text[span.start : span.end]
        yield f'  "{words}"'
        yield from _indented(_span(at, Citation(document, span.start, span.end, words)))


def _judgement(at: _At, name: str) -> Iterator[str]:
    """A judgement, what became of it, and the tellings that it is about."""
    standing = next(one for one in at.verdicts.standings if one.judgement.id == name)
    yield from told(standing)
    for document, carrier in standing.about:
        yield from _indented(_carrier(at, document, carrier))


def _cited(at: _At, document: str, span: Span) -> Iterator[str]:
    """Cited words, where they stand, and every statement and assertion that they touch."""
    reading = readings.get(at.connection, document)
    words = reading.document.text[span.start : span.end]
    yield f'"{words}"'
    yield from _indented(_span(at, Citation(document, span.start, span.end, words)))
    carriers = [(found.id, found.content) for found in reading.statements]
    carriers += [(found.id, (Span(found.start, found.end),)) for found in reading.assertions]
    for name, contents in carriers:
        if any(content.start < span.end and span.start < content.end for content in contents):
            yield from _indented(_carrier(at, document, name))


def _span(at: _At, citation: Citation) -> Iterator[str]:
    """Where words stand: characters of the document, bytes of the original where it is text as it came."""
    text = documents.get(at.connection, citation.document).text
    kept = documents.kept(at.connection, citation.document)
    yield f"characters {citation.start} to {citation.end} of document {citation.document}, {kept.path}"
    data = documents.original(at.connection, kept.original)
    first = _first_byte(data, text, citation)
    where = "from" if first is None else f"bytes {first} to {first + len(citation.words.encode())} of"
    yield f"{where} original {kept.original} ({kept.media}, {len(data)} bytes, unchanged)"


def _first_byte(data: bytes, text: str, citation: Citation) -> int | None:
    """Where cited words begin in the original; None where it is a page that holds them never or twice."""
    if data == text.encode():
        return len(text[: citation.start].encode())
    words = citation.words.encode()
    return data.find(words) if data.count(words) == 1 else None


def _document(at: _At, name: str) -> Iterator[str]:
    document = readings.get(at.connection, name).document if readings.run(at.connection, name) else None
    document = document or documents.get(at.connection, name)
    kept = documents.kept(at.connection, name)
    yield f"document {name}: {document.title or 'untitled'}"
    yield f"  {document.outlet or 'unknown publisher'}, {document.published or 'undated'}, {kept.path}"
    if document.url:
        yield f"  {document.url}"
    for revision in documents.revisions(at.connection, name):
        if revision != name:
            yield f"  another version of the same address: {revision}"
    if kept.media == WARC and (fetched := fetched_at(documents.original(at.connection, kept.original))):
        yield f"  fetched {fetched}"
    yield from _indented(_original(at, kept.original))


def _original(at: _At, digest: str) -> Iterator[str]:
    data = documents.original(at.connection, digest)
    yield f"original {digest}: {len(data)} bytes, unchanged since they were added"
