"""One document: its text with what was found in it in layers, where it came from, its copies and versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from msgspec import Struct
from sqlalchemy import Connection

from sayso.errors import DeskError
from sayso.link.judgements import Standing
from sayso.model import UNKNOWN_PUBLISHER, Assertion, Certainty, Event, Place, Reading, Statement
from sayso.publish.links import safe_url
from sayso.read.in_words import figure_in_words, place_in_words, time_in_words
from sayso.store import about, documents, readings
from sayso.web.views.judged import JudgedView, about_tellings, judged_on
from sayso.web.views.layers import Mark, Paragraph, paragraphs
from sayso.web.views.phrases import moment_in_words, short

LAYERS = (
    ("content", "What is said"),
    ("source", "Who says it"),
    ("cue", "The words that say so"),
    ("own", "The document’s own voice"),
    ("agent", "Agents"),
    ("time", "Times"),
    ("place", "Places"),
    ("figure", "Figures"),
    ("event", "Events"),
)
_SAID = ("content", "own")
_SHORT = 240


class SaidView(Struct, frozen=True):
    """A statement, or an assertion (``own_voice``), numbered in text order; ``claim`` is the claim that it tells."""

    number: int
    id: str
    words: str
    chain: tuple[str, ...]
    kind: str
    type: str
    own_voice: bool
    within: int | None
    said: str | None
    certainty: Certainty | None
    certainty_words: str | None
    takeaway: bool
    claim: str | None


class FoundView(Struct, frozen=True):
    """A time, a place, a figure, an event or an agent: the words, and what they were taken for."""

    layer: str
    words: str
    meaning: str


class VersionView(Struct, frozen=True):
    """Another version at the same address, in the order of arrival."""

    document: str
    when: str
    is_this: bool


class CopyView(Struct, frozen=True):
    """A document that this one copies, or (``of_this``) that copies this one."""

    document: str
    outlet: str
    kind: str
    reason: str
    of_this: bool


class DocumentView(Struct, frozen=True):
    """The document's page. ``original``: SHA-256 of its bytes, which are ``size`` bytes of ``media``."""

    id: str
    title: str
    outlet: str
    when: str
    published: str | None
    language: str | None
    authors: tuple[str, ...]
    url: str | None
    path: str
    media: str
    original: str
    size: int
    run: str | None
    layers: tuple[tuple[str, str, int], ...]
    text: tuple[Paragraph, ...]
    said: tuple[SaidView, ...]
    found: tuple[FoundView, ...]
    versions: tuple[VersionView, ...]
    copies: tuple[CopyView, ...]
    judged: tuple[JudgedView, ...]
    issues: tuple[str, ...]


def reading_of(connection: Connection, name: str) -> Reading | None:
    """The reading of a document, an empty one where nobody read it yet; None where there is no such document."""
    if readings.run(connection, name) is not None:
        return readings.get(connection, name)
    try:
        return Reading(documents.get(connection, name), "")
    except DeskError:
        return None


def document_view(connection: Connection, name: str, cited: tuple[int, int] | str | None = None) -> DocumentView | None:
    """The page of the document with this id; None where there is none.

    ``cited``: a span to mark, or the id of a statement or an assertion to mark the words of.
    """
    reading = reading_of(connection, name)
    if reading is None:
        return None
    document, kept = reading.document, documents.kept(connection, name)
    marks = [*_cited(reading, cited), *_statement_marks(reading), *_other_marks(reading)]
    said = tuple(_said(connection, reading))
    return DocumentView(
        id=name,
        title=document.title or "Without a title",
        outlet=document.outlet or UNKNOWN_PUBLISHER,
        when=moment_in_words(document.published),
        published=document.published,
        language=document.language,
        authors=document.authors,
        url=safe_url(document.url),
        path=PurePath(kept.path).name,
        media=kept.media,
        original=kept.original,
        size=about.size(connection, kept.original),
        run=reading.run or None,
        layers=tuple((key, label, sum(mark.layer == key for mark in marks)) for key, label in LAYERS),
        text=paragraphs(document.text, reading.blocks, marks),
        said=said,
        found=tuple(_found(reading)),
        versions=tuple(_versions(connection, name)),
        copies=tuple(_copies(connection, name)),
        judged=about_tellings(_standings(connection), {(name, one.id) for one in said}),
        issues=tuple(issue.message for issue in reading.issues),
    )


def _standings(connection: Connection) -> tuple[Standing, ...]:
    return judged_on(connection).standings


def _cited(reading: Reading, cited: tuple[int, int] | str | None) -> Iterator[Mark]:
    spans = [cited] if isinstance(cited, tuple) else []
    if isinstance(cited, str):
        spans = [
            (mark.start, mark.end) for mark in _statement_marks(reading) if mark.key == cited and mark.layer in _SAID
        ]
    yield from (Mark(start, end, "cited", "cited") for start, end in spans)


def _statement_marks(reading: Reading) -> Iterator[Mark]:
    for one in reading.statements:
        yield from (Mark(span.start, span.end, "content", one.id) for span in one.content)
        if one.source:
            yield Mark(one.source.start, one.source.end, "source", one.id)
        if one.cue:
            yield Mark(one.cue.start, one.cue.end, "cue", one.id)
    yield from (Mark(one.start, one.end, "own", one.id) for one in reading.assertions)


def _other_marks(reading: Reading) -> Iterator[Mark]:
    for agent in reading.agents:
        yield from (Mark(span.start, span.end, "agent", note=agent.name) for span in agent.mentions)
    yield from (Mark(one.start, one.end, "time", note=time_in_words(one)) for one in reading.times)
    yield from (Mark(one.start, one.end, "place", note=_place(one)) for one in reading.places)
    yield from (Mark(one.start, one.end, "figure", note=figure_in_words(one)) for one in reading.figures)
    yield from (Mark(one.start, one.end, "event", note=_event(one)) for one in reading.events)


def _said(connection: Connection, reading: Reading) -> Iterator[SaidView]:
    """Statements and assertions in text order."""
    text, name = reading.document.text, reading.document.id
    starts = [(min((span.start for span in one.content), default=0), one.id) for one in reading.statements]
    starts += [(one.start, one.id) for one in reading.assertions]
    numbers = {carrier: number for number, (_, carrier) in enumerate(sorted(starts), 1)}
    claims = about.claims_told(connection, name, numbers)
    own = (reading.document.outlet or UNKNOWN_PUBLISHER,)
    made = {one.id: _statement(one, text, numbers, claims.get(one.id)) for one in reading.statements}
    made |= {one.id: _assertion(one, text, numbers, claims.get(one.id), own) for one in reading.assertions}
    yield from (made[carrier] for carrier in numbers)


def _assertion(one: Assertion, text: str, numbers: dict[str, int], claim: str | None, own: tuple[str, ...]) -> SaidView:
    return SaidView(
        number=numbers[one.id],
        id=one.id,
        words=short(text[one.start : one.end], _SHORT),
        chain=own,
        kind="own voice",
        type="assertion",
        own_voice=True,
        within=None,
        said=None,
        certainty=one.certainty,
        certainty_words=_words(text, one.certainty),
        takeaway=False,
        claim=claim,
    )


def _statement(one: Statement, text: str, numbers: dict[str, int], claim: str | None) -> SaidView:
    words = " … ".join(text[span.start : span.end] for span in one.content)
    return SaidView(
        number=numbers[one.id],
        id=one.id,
        words=short(words, _SHORT),
        chain=tuple(link.name for link in one.chain),
        kind=one.kind,
        type=one.type,
        own_voice=False,
        within=numbers.get(one.parent) if one.parent else None,
        said=one.said.value if one.said else None,
        certainty=one.certainty,
        certainty_words=_words(text, one.certainty),
        takeaway=one.takeaway,
        claim=claim,
    )


def _words(text: str, certainty: Certainty | None) -> str | None:
    return text[certainty.cue.start : certainty.cue.end] if certainty else None


def _found(reading: Reading) -> Iterator[FoundView]:
    text = reading.document.text
    yield from dict.fromkeys(FoundView("agent", one.name, one.kind) for one in reading.agents)
    yield from dict.fromkeys(FoundView("time", text[t.start : t.end], time_in_words(t)) for t in reading.times)
    yield from dict.fromkeys(FoundView("place", text[p.start : p.end], _place(p)) for p in reading.places)
    yield from dict.fromkeys(FoundView("figure", text[f.start : f.end], figure_in_words(f)) for f in reading.figures)
    yield from dict.fromkeys(FoundView("event", short(text[e.start : e.end], 90), _event(e)) for e in reading.events)


def _place(one: Place) -> str:
    if one.use != "literal":
        return f"{one.name}{f', {one.country}' if one.country else ''}, not as a place: {one.use}"
    return f"{one.name}, {place_in_words(one)}"


def _event(one: Event) -> str:
    return ", ".join(part for part in (one.type, one.actor, one.place, one.when) if part)


def _versions(connection: Connection, name: str) -> Iterator[VersionView]:
    versions = documents.revisions(connection, name)
    if len(versions) > 1:
        for version in dict.fromkeys(versions):
            published = documents.get(connection, version).published
            yield VersionView(version, moment_in_words(published), version == name)


def _copies(connection: Connection, name: str) -> Iterator[CopyView]:
    for copy in about.copies_of(connection, name):
        if copy.kind == "revision":
            continue
        of_this = copy.original == name
        other = copy.document if of_this else copy.original
        outlet = about.outlet_of(connection, other) or UNKNOWN_PUBLISHER
        yield CopyView(other, outlet, copy.kind, copy.reason, of_this)
