"""Small hand-made values for the tests of the store."""

from __future__ import annotations

from sayso.model import Assertion, Citation, Claim, Document, Link, Member, Range, Reading, Span, Statement
from sayso.store.documents import Arrival

TEXT = "Mayor Olena Haidai said the bridge near Куп'янськ was open. It was raining."


def make_document(name: str = "d1", text: str = TEXT, url: str | None = None) -> Document:
    return Document(id=name, text=text, outlet="The Example Herald", url=url)


def make_arrival(document: Document | None, path: str = "a.txt", original: bytes | None = None) -> Arrival:
    data = original if original is not None else (document.text.encode() if document else b"")
    return Arrival(path=path, media="text/plain", original=data, document=document)


def make_reading(document: Document, run: str = "run-1") -> Reading:
    statement = Statement(
        id=f"s-{document.id}",
        kind="indirect",
        type="communication",
        source=Span(0, 18),
        cue=Span(19, 23),
        content=(Span(24, 58),),
        parent=None,
        chain=(Link("The Example Herald", "organisation"), Link("Olena Haidai", "person", "a1")),
    )
    assertion = Assertion(id=f"t-{document.id}", start=60, end=75)
    return Reading(document=document, run=run, statements=(statement,), assertions=(assertion,))


def make_claim(reading: Reading, name: str = "c1") -> Claim:
    document, statement = reading.document, reading.statements[0]
    words = document.text[24:58]
    member = Member(
        document=document.id,
        statement=statement.id,
        citation=Citation(document.id, 24, 58, words),
        text=words,
        chain=tuple(link.name for link in statement.chain),
        outlet="The Example Herald",
    )
    return Claim(
        id=name,
        text=words,
        members=(member,),
        origins=("Olena Haidai",),
        independent_origins=Range(1, 1),
        bottleneck=None,
        ways=(member.chain,),
        first=None,
        last=None,
    )
