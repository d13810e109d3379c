"""Every statement and assertion of the readings as a `Telling`: what is said, by which chain, in which
document.

In: readings and the identities of their agents. Out: tellings in the order of document id and offset.
Control statements (plans, orders: nothing true or false is put forward) are no tellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sayso.link.agents import Agents, Vertex
from sayso.link.content import Content, content
from sayso.link.ground import Ground, ground
from sayso.link.hollow import hollow
from sayso.link.marks import Marks, marks
from sayso.link.withdrawals import withdrawn
from sayso.link.words import wording, words
from sayso.model import (
    UNKNOWN_PUBLISHER,
    Assertion,
    Certainty,
    Document,
    Event,
    Link,
    Reading,
    Span,
    Statement,
    StatementKind,
    StatementType,
)

_WRITER_PUT_IN = ("sic", "note", "ellipsis")
_SUMMARIES = frozenset({"headline", "standfirst", "takeaway"})
_SENTENCE_ENDS = frozenset(".!?…")
WRAPS_SHARE = 0.5  # a content that is mostly another statement passes that statement on


class Telling(Struct, frozen=True, array_like=True):
    """One statement, or one assertion (``kind`` and ``type`` None, the chain the publisher alone)."""

    document: str
    statement: str
    outlet: str
    published: str | None
    start: int
    end: int
    words: str
    text: str
    chain: tuple[Vertex, ...]
    content: Content
    kind: StatementKind | None = None
    type: StatementType | None = None
    certainty: Certainty | None = None
    wraps: str | None = None
    takeaway: bool = False
    speaker: str = ""  # key of whose words these are, for "I" and "we"
    ground: tuple[Ground, ...] = ()
    part: int = 0  # of a statement of several sentences, counted from 0
    cue: str = ""  # as the text has it: "said", "has confirmed"
    withdrawn: bool = False  # the sentence says that it was taken back
    sums_up: bool = False  # stands in a headline, standfirst or takeaway, which say what the body says again

    @property
    def denied(self) -> str:
        """The cue's words, on one line, where they put the content in the negative; else nothing."""
        return " ".join(self.cue.split()) if self.content.denied else ""

    @property
    def publisher(self) -> Vertex:
        """Who printed it."""
        return self.chain[0]

    @property
    def originator(self) -> Vertex:
        """On whose say-so, as far as this document tells."""
        return self.chain[-1]


def tellings(readings: Iterable[Reading], agents: Agents) -> tuple[Telling, ...]:
    """All tellings of the readings."""
    return tuple(telling for reading in readings for telling in tellings_of(reading, agents))


def as_original(told: Sequence[Telling], original: Sequence[Telling]) -> list[Telling]:
    """The tellings of a copy, each copied sentence meaning what it means in the original and said by who says it there.

    "On Monday" in a copy printed a week later is the original's Monday.
    """
    there = {surface(telling): telling for telling in original}
    return [_meant(telling, there.get(surface(telling))) for telling in told]


def _meant(telling: Telling, original: Telling | None) -> Telling:
    if original is None:
        return telling
    return replace(telling, content=original.content, speaker=original.speaker)


def surface(telling: Telling) -> str:
    """The words of a telling as its copies have them too."""
    return " ".join(telling.text.casefold().split())


def tellings_of(reading: Reading, agents: Agents) -> Iterable[Telling]:
    """The tellings of one reading, with what they say of ground taken and held."""
    events: dict[str, list[Event]] = defaultdict(list)
    for event in reading.events:
        events[event.statement].append(event)
    gone = withdrawn(reading)
    summaries = [block for block in reading.blocks if block.role in _SUMMARIES]
    for made in _of_reading(reading, agents):
        sums_up = made.takeaway or any(block.start <= made.start < block.end for block in summaries)
        telling = replace(made, sums_up=True) if sums_up else made
        carried = events.get(telling.statement, ())
        telling = replace(telling, withdrawn=True) if telling.statement in gone else telling
        found = ground(telling.content, telling.start, telling.words, carried, telling.published)
        yield replace(telling, ground=found) if found else telling


def _of_reading(reading: Reading, agents: Agents) -> Iterable[Telling]:
    found = marks(reading, agents)
    publisher = Link(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")
    children = _children(reading.statements)
    unsaid = _unsaid(reading)
    for statement in reading.statements:
        if statement.type != "control" and statement.content and statement.id not in unsaid:
            chain = agents.chain(reading.document.id, statement.chain or (publisher,))
            for number, part in enumerate(_parts(reading.document.text, statement)):
                inner = children.get(statement.id, ())
                telling = _from_statement(reading.document, part, chain, found, inner, agents)
                yield replace(telling, part=number) if number else telling
    empty = hollow(reading)
    for assertion in reading.assertions:
        if assertion.id in empty:
            continue
        chain = agents.chain(reading.document.id, (publisher,))
        yield _from_assertion(reading.document, assertion, chain, found)


def _unsaid(reading: Reading) -> set[str]:
    """Statements that somebody denies were made: "X denied that Y had said so" gives nothing to Y.

    In "X denied reports that it had failed" the reports were made.
    """
    text = reading.document.text
    parent_of = {one.id: one.parent for one in reading.statements}
    parents = set(parent_of.values())
    denied = {
        one.id
        for one in reading.statements
        if one.id in parents and one.content and text.startswith("that ", one.content[0].start) and denies(text, one)
    }
    return {one for one in parent_of if denied and not denied.isdisjoint(_above(one, parent_of))}


def _above(statement: str, parent_of: Mapping[str, str | None]) -> Iterable[str]:
    """The statements that a statement stands inside of, the nearest first."""
    above = parent_of.get(statement)
    while above is not None:
        yield above
        above = parent_of.get(above)


def _parts(text: str, statement: Statement) -> Iterable[Statement]:
    """A quotation of several sentences, sentence by sentence: each may be quoted elsewhere by itself.

    A sentence that "he said" breaks in two stays one: only where a span ends a sentence does a part end.
    """
    if statement.kind != "direct":
        yield statement
        return
    part: list[Span] = []
    for span in statement.content:
        part.append(span)
        if text[span.start : span.end].rstrip(" ”\"'’")[-1:] in _SENTENCE_ENDS:
            yield replace(statement, content=tuple(part))
            part = []
    if part:
        yield replace(statement, content=tuple(part))


def _children(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    children: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.parent is not None and statement.type != "control":
            children.setdefault(statement.parent, []).append(statement)
    return children


def _from_statement(
    document: Document,
    statement: Statement,
    chain: tuple[Vertex, ...],
    found: Marks,
    children: Sequence[Statement],
    agents: Agents,
) -> Telling:
    spans = statement.content
    skip = [Span(part.start, part.end) for part in statement.alterations if part.kind in _WRITER_PUT_IN]
    start, end = spans[0].start, max(span.end for span in spans)
    return Telling(
        document=document.id,
        statement=statement.id,
        outlet=document.outlet or UNKNOWN_PUBLISHER,
        published=document.published,
        start=start,
        end=end,
        words=document.text[start:end],
        text=" ".join(document.text[span.start : span.end] for span in spans),
        chain=chain,
        content=content(document.text, spans, found, denied=denies(document.text, statement), skip=skip),
        kind=statement.kind,
        type=statement.type,
        certainty=statement.certainty,
        wraps=_wrapped(document.id, statement, children, agents),
        takeaway=statement.takeaway,
        speaker=chain[-1].key,
        cue=document.text[statement.cue.start : statement.cue.end] if statement.cue else "",
    )


def _from_assertion(document: Document, assertion: Assertion, chain: tuple[Vertex, ...], found: Marks) -> Telling:
    words_there = document.text[assertion.start : assertion.end]
    return Telling(
        document=document.id,
        statement=assertion.id,
        outlet=document.outlet or UNKNOWN_PUBLISHER,
        published=document.published,
        start=assertion.start,
        end=assertion.end,
        words=words_there,
        text=words_there,
        chain=chain,
        content=content(document.text, (Span(assertion.start, assertion.end),), found),
        certainty=assertion.certainty,
        speaker=chain[-1].key,
    )


def denies(text: str, statement: Statement) -> bool:
    """The cue puts the content in the negative: "denied that ...", "never said that ...", "do not believe that ...",
    but not "did not deny that ...", nor "did not know that ...", which takes it for true."""
    if statement.cue is None:
        return False
    cue = words(text[statement.cue.start : statement.cue.end])
    plain = [word.plain for word in cue]
    negated = any(word == "not" or word.endswith("n't") or word == "never" for word in plain)
    if any(word in wording().denials for word in plain):
        return not negated
    return negated and any(word in wording().withheld for word in plain)


def _wrapped(document: str, statement: Statement, children: Sequence[Statement], agents: Agents) -> str | None:
    """Who says what this statement's content merely passes on ("ISW noted that Putin said X": Putin).

    However long Putin's name and titles are: who says it, and that he does, passes it on too.
    """
    size = sum(span.end - span.start for span in statement.content)
    for child in children:
        spans = (*child.content, *(span for span in (child.source, child.cue) if span is not None))
        if sum(span.end - span.start for span in spans) >= WRAPS_SHARE * size:
            return agents.chain(document, child.chain)[-1].key
    return None
