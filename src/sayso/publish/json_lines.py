"""Readings and claims as the JSON that READING.md defines: these keys, in this order, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from sayso.model import (
    Agent,
    Alteration,
    Block,
    Claim,
    Event,
    Issue,
    Link,
    Place,
    Range,
    Reading,
    Span,
    StatementKind,
    StatementType,
    Time,
    When,
)


class DocumentJson(Struct, frozen=True):
    """A document: one version of one article. Offsets count code points of its ``text``."""

    id: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    language: str | None
    text: str


class CertaintyJson(Struct, frozen=True):
    """The hedge or commitment within a content, on the FactBank scale, with its words."""

    value: str
    cue: Span


class StatementJson(Struct, frozen=True):
    """Content that the text attributes to somebody; ``chain`` runs from the publisher to the originator."""

    id: str
    kind: StatementKind
    type: StatementType
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    parent: str | None
    chain: tuple[Link, ...]
    said: When | None
    certainty: CertaintyJson | None
    alterations: tuple[Alteration, ...]
    takeaway: bool


class AssertionJson(Struct, frozen=True):
    """A sentence or clause outside every statement, in the document's own voice."""

    id: str
    start: int
    end: int
    certainty: CertaintyJson | None


class FigureJson(Struct, frozen=True):
    """A number with its unit and what it counts."""

    start: int
    end: int
    value: float | None
    unit: str | None
    of: str | None


class ReadingJson(Struct, frozen=True):
    """Everything found in one document. ``path`` is where it lay, as it was given."""

    path: str
    document: DocumentJson
    blocks: tuple[Block, ...]
    statements: tuple[StatementJson, ...]
    assertions: tuple[AssertionJson, ...]
    agents: tuple[Agent, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    figures: tuple[FigureJson, ...]
    events: tuple[Event, ...]
    issues: tuple[Issue, ...]


class MemberJson(Struct, frozen=True):
    """One telling: a statement's or an assertion's id, and its document."""

    path: str
    document: str
    statement: str


class ClaimJson(Struct, frozen=True):
    """The same content stated in one or more documents. ``ways`` run from the reader's side to an origin."""

    id: str
    text: str
    members: tuple[MemberJson, ...]
    origins: tuple[str, ...]
    independent_origins: Range
    bottleneck: str | None
    ways: tuple[tuple[str, ...], ...]
    first: str | None
    last: str | None


def reading_json(path: str, reading: Reading) -> bytes:
    """The reading of the document at ``path``, as one line."""
    return msgspec.json.encode(reading_value(path, reading))


def claim_json(claim: Claim, paths: Mapping[str, str]) -> bytes:
    """The claim as one line. ``paths`` gives each document's path as it was given to `add`."""
    return msgspec.json.encode(claim_value(claim, paths))


def reading_value(path: str, reading: Reading) -> ReadingJson:
    """The reading of the document at ``path``."""
    return ReadingJson(
        path=path,
        document=_only(reading.document, DocumentJson),
        blocks=reading.blocks,
        statements=tuple(_only(one, StatementJson) for one in reading.statements),
        assertions=tuple(_only(one, AssertionJson) for one in reading.assertions),
        agents=reading.agents,
        times=reading.times,
        places=reading.places,
        figures=tuple(_only(one, FigureJson) for one in reading.figures),
        events=reading.events,
        issues=reading.issues,
    )


def claim_value(claim: Claim, paths: Mapping[str, str]) -> ClaimJson:
    """The claim. ``paths`` gives each document's path as it was given to `add`."""
    members = tuple(MemberJson(paths[one.document], one.document, one.statement) for one in claim.members)
    rest = {key: getattr(claim, key) for key in ClaimJson.__struct_fields__ if key != "members"}
    return ClaimJson(members=members, **rest)


Value = TypeVar("Value", bound=Struct)


def _only(whole: Struct, kind: type[Value]) -> Value:
    """Of a value the fields that another kind has."""
    return msgspec.convert(whole, kind, from_attributes=True)
